/**
 * The composition root: puts the services together with their paths, clock, worker entries and what they tell. Each is made when it is
 * first asked for; databases are not opened before the first window is painted.
 */
import type { Notice } from '#core/contract/app.ts';
import type { EventName, EventPayload } from '#core/contract/events.ts';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { Settings, type SettingsPatch } from '#core/contract/settings.ts';

export interface ServicesOptions {
  /** absolute path of the folder that holds this profile's data */
  readonly profile: string;
  /** absolute path of the folder that holds the built entries of workers and helper processes */
  readonly entries: string;
  readonly whenPainted: Promise<void>;
  readonly raise: (notice: Notice) => void;
  readonly tell: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  /** an attempt ended */
  readonly settled: (item: OutboxItem) => void;
}

export class Services {
  readonly #options: ServicesOptions;
  readonly settings = temporarySettings();

  constructor(options: ServicesOptions) {
    this.#options = options;
  }

  async close(): Promise<void> {
    await this.#options.whenPainted;
  }
}

function temporarySettings() {
  let settings = Settings.parse({});
  return {
    get: () => settings,
    set: (patch: SettingsPatch) => Promise.resolve((settings = Settings.parse({ ...settings, ...patch }))),
  };
}
