/** The user's settings: what the window and the program remember of their choices. How the file survives damage is store.ts's. */
import { Settings, type SettingsPatch } from '#core/contract/settings.ts';
import { Store, type StoreTools } from './store.ts';

export interface SettingsTools extends StoreTools {
  readonly changed: (settings: Settings) => void;
}

export class SettingsService {
  readonly #store: Store<Settings>;
  readonly #changed: (settings: Settings) => void;

  constructor(tools: SettingsTools) {
    this.#changed = tools.changed;
    this.#store = new Store(tools, {
      name: 'settings',
      schema: Settings,
      migrations: [],
      defaults: () => Settings.parse({}),
    });
  }

  get(): Settings {
    return this.#store.value;
  }

  /** Throws AppFailure `disk`, and then nothing has changed. */
  set(patch: SettingsPatch): Settings {
    const before = this.#store.value;
    const next = Settings.parse({ ...before, ...withoutUndefined(patch) });
    if (JSON.stringify(next) === JSON.stringify(before)) return before;
    this.#store.set(next);
    this.#changed(next);
    return next;
  }
}

/** A field that is undefined is one that was not named; it must not bring its default back. */
function withoutUndefined(patch: SettingsPatch): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
