/**
 * The composition root: puts the services together with their paths, clock, worker entries and what they tell. Each is made when it is
 * first asked for; databases are not opened before the first window is painted.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Account } from '#core/account/account.ts';
import type { Notice } from '#core/contract/app.ts';
import type { EventName, EventPayload } from '#core/contract/events.ts';
import type { HeldAccount, OutboxItem, OutboxSummary } from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import { PRACTICE_ACCOUNT_ID, SubmissionId, type AccountId } from '#core/message/ids.ts';
import { accessFor, type Access, type SystemProxy, type TypedSecrets } from './accounts/access.ts';
import { Accounts } from './accounts/accounts.ts';
import type { Age } from './accounts/age.ts';
import type { PracticeWords } from './accounts/account-file.ts';
import { SettingsService } from './accounts/settings.ts';
import { openIndex, type SentIndex } from './archive/index.ts';
import { MessageFolder } from './archive/message-files.ts';
import type { Contacts } from './contacts/contacts.ts';
import type { Drafts } from './drafts/drafts.ts';
import { openDrafts, type OpenedDrafts } from './drafts/open.ts';
import { openWithElectronStore } from './host/electron-store.ts';
import { keychainInUtilityProcess } from './host/keychain.ts';
import { fieldsOf, note } from './host/log.ts';
import type { OAuth } from './oauth/service.ts';
import type { PageKind, PageWords } from './oauth/page.ts';
import { openJournal, type OpenedJournal } from './outbox/journal.ts';
import { nodeTimers } from './host/timers.ts';
import { newIds } from './outbox/new-id.ts';
import type { Clock, Network } from './outbox/ports.ts';
import { Outbox } from './outbox/service.ts';
import { builtFor } from './outbox/start.ts';
import { PracticeServer } from './practice/server.ts';
import { Keychain } from './secrets/keychain-client.ts';
import { Secrets } from './secrets/secrets.ts';
import { VaultFile } from './secrets/vault.ts';
import type { SessionFactory } from './submission/session.ts';
import { defaultTrust } from './submission/connection/trust.ts';
import type { TokenSource } from './submission/sign-in/credentials.ts';
import { smtpSessions } from './submission/smtp-session.ts';
import type { Internet } from './discovery/internet.ts';

export interface ServicesOptions {
  /** absolute path of the folder that holds this profile's data */
  readonly profile: string;
  /** absolute path of the folder that holds the built entries of workers and helper processes */
  readonly entries: string;
  readonly whenPainted: Promise<void>;
  /** what the practice account is called until its user says otherwise */
  readonly practiceWords: () => PracticeWords;
  readonly raise: (notice: Notice) => void;
  readonly withdraw: (id: Notice['id']) => void;
  readonly tell: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  readonly settingsChanged: (settings: Settings) => void;
  /** an attempt ended */
  readonly settled: (item: OutboxItem) => void;
  readonly accountHeld: (held: HeldAccount) => void;
  readonly outboxChanged: (summary: OutboxSummary) => void;
  readonly network: Network;
  readonly internet: Internet;
  readonly systemProxy: SystemProxy;
  /** `https:` only; false: it could not be opened */
  readonly openBrowser: (url: string) => Promise<boolean>;
  /** what the browser shows when it comes back from a sign-in */
  readonly signInWords: (kind: PageKind) => PageWords;
}

/** ms that a connection is kept for the next message */
const IDLE = 15_000;
/** ms between two tellings that Sent has changed */
const SENT_EVERY = 100;

const clock: Clock = { now: () => Date.now() };

export class Services {
  readonly #options: ServicesOptions;
  readonly settings: SettingsService;
  readonly practice = new PracticeServer();
  readonly files: MessageFolder;
  readonly openSession: SessionFactory;
  /** OAuth tokens */
  readonly tokens: TokenSource = {
    accessToken: async (request) => (await this.oauth()).accessToken(request),
  };
  /** whether messages were here when the program started */
  readonly #hadArchive: boolean;
  /** tells soon that Sent has changed */
  #sentTold: NodeJS.Timeout | undefined;

  constructor(options: ServicesOptions) {
    const { profile, raise, settingsChanged } = options;
    mkdirSync(profile, { recursive: true });
    this.#options = options;
    this.openSession = smtpSessions({ resolve: options.internet.resolve }, (account, facts) => {
      void this.accounts.ifMade((accounts) => accounts.recordOffers(account, facts, clock.now()));
    });
    this.settings = new SettingsService({
      folder: profile,
      open: openWithElectronStore,
      raise,
      changed: (settings) => {
        settingsChanged(settings);
        this.#running?.settingsChanged();
      },
    });
    this.#hadArchive = existsSync(this.#path('archive'));
    this.files = new MessageFolder(this.#path('archive'), clock);
  }

  /** Its lock is the profile's: nobody else writes here from now on, and nothing of a profile in use is touched. */
  readonly #journal = once(async (): Promise<OpenedJournal> => {
    await this.#options.whenPainted;
    return openJournal({
      path: this.#path('journal.db'),
      entry: this.#entry('journal-worker'),
      clock,
      onDied: died('journal-worker'),
    });
  });

  readonly secrets = once(async (): Promise<Secrets> => {
    const { profile, raise, withdraw, tell } = this.#options;
    const keychain = new Keychain({
      spawn: keychainInUtilityProcess(this.#entry('keychain-process')),
      promptOpen: (open) => tell('secrets.prompt', { open }),
    });
    const secrets = new Secrets({
      file: new VaultFile(profile),
      keychain,
      raise,
      withdraw,
      // What accounts show of their secrets has changed, and mail that waited for them may go on.
      changed: () => void this.accounts().then((accounts) => this.#secretsChanged(accounts, secrets)),
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

  /** Loaded by the first account that needs it: most have passwords. */
  readonly oauth = once(async (): Promise<OAuth> => {
    const { openBrowser, signInWords, tell, systemProxy } = this.#options;
    const { OAuth } = await import('./oauth/service.ts');
    const { wayTo } = await import('./oauth/way.ts');
    const secrets = await this.secrets();
    const accounts = await this.accounts();
    return new OAuth({
      account: (id) => accounts.account(id),
      secrets,
      https: { resolve: this.#options.internet.resolve, trust: defaultTrust },
      wayTo: wayTo({ secrets, systemProxy }),
      openBrowser,
      words: signInWords,
      progress: (progress) => tell('oauth.progress', progress),
      now: () => clock.now(),
    });
  });

  /** Loaded by the first file that is sealed or opened. */
  readonly age = once(async (): Promise<Age> => {
    const { ageIn } = await import('./accounts/age.ts');
    return ageIn(this.#entry('age-worker'));
  });

  readonly drafts = once(async (): Promise<Drafts> => (await this.#userData()).drafts);

  readonly contacts = once(async (): Promise<Contacts> => {
    const { Contacts } = await import('./contacts/contacts.ts');
    const { link } = await this.#userData();
    return new Contacts(link, () => this.#options.tell('contacts.changed', null));
  });

  /** facteur.db */
  readonly #userData = once(async (): Promise<OpenedDrafts> => {
    const { raise, tell } = this.#options;
    const opened = await openDrafts({
      locked: this.#journal(),
      path: this.#path('facteur.db'),
      attachments: this.#path('attachments'),
      entry: this.#entry('drafts-worker'),
      clock,
      onChanged: (id) => tell('drafts.changed', { id }),
      learns: () => this.settings.get().learnContacts,
      onDied: died('drafts-worker'),
    });
    const { damage } = opened;
    if (damage !== null) {
      note('error', 'store-damaged', { process: 'drafts-worker', count: damage.recovered });
      const params = { recovered: String(damage.recovered), file: damage.keptAt };
      raise({ id: 'drafts-damaged', code: 'drafts-damaged', severity: 'error', params });
    }
    return opened;
  });

  readonly index = once(async (): Promise<SentIndex> => {
    await this.#journal();
    const { index, complete } = await openIndex({
      path: this.#path('index.db'),
      archive: this.#path('archive'),
      entry: this.#entry('index-worker'),
      onDied: died('index-worker'),
    });
    if (!complete) this.#fillIndex(index).catch(died('index-worker'));
    return index;
  });

  readonly outbox = once(async (): Promise<Outbox> => {
    const { tell, settled, accountHeld, outboxChanged, network } = this.#options;
    const opened = await this.#journal();
    const outbox = new Outbox({
      journal: opened.journal,
      files: this.files,
      index: { update: (id) => this.#updateIndex(id) },
      accounts: await this.accounts(),
      secrets: await this.secrets(),
      tokens: this.tokens,
      systemProxy: this.#options.systemProxy,
      drafts: await this.drafts(),
      openSession: this.openSession,
      clock,
      newId: newIds(),
      timers: nodeTimers,
      random: Math.random,
      network,
      depth: 3,
      // The practice server is this program's own: nothing is gained by keeping it waiting.
      idleFor: (id) => (id === PRACTICE_ACCOUNT_ID ? 0 : IDLE),
      settings: () => this.settings.get(),
      listener: {
        changed: (id, item) => tell('outbox.changed', { id, item }),
        summaryChanged: (summary) => {
          tell('outbox.summaryChanged', summary);
          outboxChanged(summary);
        },
        progress: (progress) => tell('outbox.progress', progress),
        settled,
        accountHeld,
      },
    });
    await this.#startOutbox(outbox, opened);
    this.#running = outbox;
    return outbox;
  });

  /** Makes the sent index anew from the files, and tells every window when it is there. */
  async rebuildIndex(given?: SentIndex): Promise<{ messages: number }> {
    const made = await (given ?? (await this.index())).rebuild();
    this.#options.tell('sent.changed', null);
    return made;
  }

  /** In order: what sends, what is being written, what both stand on. */
  async close(): Promise<void> {
    await this.oauth.ifMade((oauth) => oauth.close());
    await this.outbox.ifMade((outbox) => outbox.close());
    await this.practice.stop();
    await this.drafts.ifMade((drafts) => drafts.close());
    await this.index.ifMade((index) => index.close());
    await this.#journal.ifMade(({ journal }) => journal.close());
    await this.secrets.ifMade((secrets) => secrets.close());
  }

  /** What a session with this account needs, as it is typed or else as it is stored. */
  async access(account: Account, signal: AbortSignal, typed: TypedSecrets): Promise<Access> {
    const { systemProxy } = this.#options;
    return await accessFor(
      account,
      { secrets: await this.secrets(), tokens: this.tokens, systemProxy },
      signal,
      typed,
    );
  }

  /** Its user mended it: what waits for it goes on. Told by whoever stored a password, changed the account or tried it out. */
  async mended(id: AccountId): Promise<void> {
    await this.outbox.ifMade((outbox) => outbox.releaseAccount(id));
  }

  /** Messages that are being sent or would be before their undo delay is over. */
  pendingMail(): number {
    return this.#running?.pending(this.settings.get().undoSeconds * 1000) ?? 0;
  }

  /** Resolves when none is. */
  async mailGone(): Promise<void> {
    await this.#running?.atRest(() => this.pendingMail() === 0);
  }

  /** The machine woke up. */
  resumed(): void {
    this.#running?.resume();
  }

  /** the outbox once it has started */
  #running: Outbox | undefined;

  async #secretsChanged(accounts: Accounts, secrets: Secrets): Promise<void> {
    accounts.announce();
    await this.outbox.ifMade(async (outbox) => {
      for (const id of outbox.heldAccounts()) {
        const account = accounts.account(id);
        const state = account === undefined ? 'none' : secrets.stateOf(account);
        const isReadable = state === 'keychain' || state === 'memory';
        if (isReadable && KEYCHAIN_TROUBLE.has(outbox.heldFor(id)?.code)) await outbox.releaseAccount(id);
      }
    });
  }

  #startedBefore = false;

  async #startOutbox(outbox: Outbox, opened: OpenedJournal): Promise<void> {
    const { journal, damage } = opened;
    // As it stands now: a start that failed half-way may have added to it.
    const events = this.#startedBefore ? await journal.readAll() : opened.events;
    this.#startedBefore = true;
    const touched = damage?.submissionIds.flatMap((id) => SubmissionId.safeParse(id).data ?? []) ?? [];
    const loss = damage === null ? null : { submissionIds: touched, lost: damage.lost };
    const { gone } = await outbox.start(events, loss);
    if (gone > 0) {
      note('error', 'store-damaged', { process: 'archive', count: gone });
      const code = 'message-files-gone';
      this.#options.raise({ id: code, code, severity: 'error', params: {} });
    }
    if (damage === null) {
      const messages = events.flatMap((event) => builtFor(event) ?? []);
      // What is left lying about can wait; the mail in the outbox cannot.
      await this.files
        .sweepOrphans(new Set(messages))
        .catch((error: unknown) => note('warn', 'unexpected', { process: 'sweep', ...fieldsOf(error) }));
      return;
    }
    await journal.settleDamage();
    note('error', 'store-damaged', { process: 'journal-worker', count: touched.length });
    const params = { file: damage.keptAt ?? '' };
    this.#options.raise({ id: 'journal-damaged', code: 'journal-damaged', severity: 'error', params });
  }

  /** Made anew while the window is in use; on a first start there is nothing to tell. */
  async #fillIndex(index: SentIndex): Promise<void> {
    const tell = (code: 'index-rebuilding' | 'index-rebuilt'): void => {
      if (this.#hadArchive) this.#options.raise({ id: 'index', code, severity: 'info', params: {} });
    };
    tell('index-rebuilding');
    await this.rebuildIndex(index);
    tell('index-rebuilt');
  }

  async #updateIndex(id: Parameters<SentIndex['update']>[0]): Promise<void> {
    await (await this.index()).update(id);
    // Hundreds a second may be accepted, and nobody reads a list that fast.
    if (this.#sentTold !== undefined) return;
    this.#sentTold = setTimeout(() => {
      this.#sentTold = undefined;
      this.#options.tell('sent.changed', null);
    }, SENT_EVERY);
  }

  #path(name: string): string {
    return path.join(this.#options.profile, name);
  }

  #entry(name: string): string {
    return path.join(this.#options.entries, `${name}.cjs`);
  }
}

/** What an unlocked keychain mends. */
const KEYCHAIN_TROUBLE: ReadonlySet<string | undefined> = new Set([
  'keychain-locked',
  'keychain-unavailable',
  'vault-key-missing',
]);

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
