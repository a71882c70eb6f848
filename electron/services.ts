/**
 * The composition root: puts the services together with their paths, clock, worker entries and what they tell. Each is made when it is
 * first asked for; databases are not opened before the first window is painted.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Notice } from '#core/contract/app.ts';
import type { EventName, EventPayload } from '#core/contract/events.ts';
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import { Accounts } from './accounts/accounts.ts';
import type { PracticeWords } from './accounts/account-file.ts';
import { SettingsService } from './accounts/settings.ts';
import { openIndex, type SentIndex } from './archive/index.ts';
import { MessageFolder } from './archive/message-files.ts';
import { openWithElectronStore } from './host/electron-store.ts';
import { keychainInUtilityProcess } from './host/keychain.ts';
import { fieldsOf, note } from './host/log.ts';
import type { Clock } from './outbox/ports.ts';
import { PracticeServer } from './practice/server.ts';
import { Keychain } from './secrets/keychain-client.ts';
import { Secrets } from './secrets/secrets.ts';
import { VaultFile } from './secrets/vault.ts';

export interface ServicesOptions {
  /** absolute path of the folder that holds this profile's data */
  readonly profile: string;
  /** absolute path of the folder that holds the built entries of workers and helper processes */
  readonly entries: string;
  readonly whenPainted: Promise<void>;
  /** what the practice account is called until its user says otherwise */
  readonly practiceWords: () => PracticeWords;
  readonly raise: (notice: Notice) => void;
  readonly tell: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  readonly settingsChanged: (settings: Settings) => void;
  /** an attempt ended */
  readonly settled: (item: OutboxItem) => void;
}

const clock: Clock = { now: () => Date.now() };

export class Services {
  readonly #options: ServicesOptions;
  readonly settings: SettingsService;
  readonly practice = new PracticeServer();
  readonly files: MessageFolder;

  constructor(options: ServicesOptions) {
    const { profile, raise, settingsChanged } = options;
    mkdirSync(profile, { recursive: true });
    this.#options = options;
    this.settings = new SettingsService({
      folder: profile,
      open: openWithElectronStore,
      raise,
      changed: settingsChanged,
    });
    this.files = new MessageFolder(this.#path('archive'), clock);
  }

  readonly secrets = once(async (): Promise<Secrets> => {
    const { profile, raise, tell } = this.#options;
    const keychain = new Keychain({
      spawn: keychainInUtilityProcess(this.#entry('keychain-process')),
      promptOpen: (open) => tell('secrets.prompt', { open }),
    });
    const secrets = new Secrets({
      file: new VaultFile(profile),
      keychain,
      raise,
      // What accounts show of their secrets has changed.
      changed: () => void this.accounts().then((accounts) => accounts.announce()),
    });
    await secrets.start();
    return secrets;
  });

  readonly accounts = once(async (): Promise<Accounts> => {
    const { profile, raise, tell, practiceWords } = this.#options;
    return new Accounts({
      folder: profile,
      open: openWithElectronStore,
      raise,
      secrets: await this.secrets(),
      practice: this.practice,
      practiceWords: practiceWords(),
      changed: (state) => tell('accounts.changed', state),
    });
  });

  readonly index = once(async (): Promise<SentIndex> => {
    await this.#options.whenPainted;
    const { index, complete } = await openIndex({
      path: this.#path('index.db'),
      archive: this.#path('archive'),
      entry: this.#entry('index-worker'),
      onDied: died('index-worker'),
    });
    // It fills in the background: the list grows while the window is in use.
    if (!complete) this.rebuildIndex(index).catch(died('index-worker'));
    return index;
  });

  /** Makes the sent index anew from the files, and tells every window when it is there. */
  async rebuildIndex(given?: SentIndex): Promise<{ messages: number }> {
    const made = await (given ?? (await this.index())).rebuild();
    this.#options.tell('sent.changed', null);
    return made;
  }

  /** In order: what sends, what is being written, what it stands on. */
  async close(): Promise<void> {
    await this.practice.stop();
    await this.index.ifMade((index) => index.close());
    await this.secrets.ifMade((secrets) => secrets.close());
  }

  #path(name: string): string {
    return path.join(this.#options.profile, name);
  }

  #entry(name: string): string {
    return path.join(this.#options.entries, `${name}.cjs`);
  }
}

const died =
  (process: string) =>
  (error: unknown): void =>
    note('error', 'process-gone', { process, ...fieldsOf(error) });

interface Once<T> {
  (): Promise<T>;
  ifMade(use: (made: T) => Promise<void> | void): Promise<void>;
}

/** Made by the first who asks; a failure is forgotten, so that the next one tries again. */
function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | undefined;
  const get = (): Promise<T> => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return Object.assign(get, {
    ifMade: async (use: (made: T) => Promise<void> | void) => {
      if (made !== undefined) await made.then(use, () => undefined);
    },
  });
}
