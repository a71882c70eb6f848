/**
 * The composition root: puts the services together with their paths, clock, worker entries and what they tell. Each is made when it is
 * first asked for. What it takes to open their files and to begin is in services/.
 */
import { mkdirSync } from 'node:fs';
import type { Account } from '#core/account/account.ts';
import { PRACTICE_ACCOUNT_ID, type AccountId } from '#core/message/ids.ts';
import { accessFor, type Access, type TypedSecrets } from './accounts/access.ts';
import { Accounts } from './accounts/accounts.ts';
import type { Age } from './accounts/age.ts';
import { SettingsService } from './accounts/settings.ts';
import type { Contacts } from './contacts/contacts.ts';
import type { Drafts } from './drafts/drafts.ts';
import { openWithElectronStore } from './host/electron-store.ts';
import { keychainInUtilityProcess } from './host/keychain.ts';
import type { OAuth } from './oauth/service.ts';
import type { DraftLint } from './outbox/lint/draft-lint.ts';
import { nodeTimers } from './host/timers.ts';
import { newIds } from './outbox/new-id.ts';
import type { Clock } from './outbox/ports.ts';
import { Outbox } from './outbox/service.ts';
import { PracticeServer } from './practice/server.ts';
import { Keychain } from './secrets/keychain-client.ts';
import { Secrets } from './secrets/secrets.ts';
import { VaultFile } from './secrets/vault.ts';
import type { PersonalWords } from './spelling/personal-words.ts';
import type { SessionFactory } from './submission/session.ts';
import { defaultTrust } from './submission/connection/trust.ts';
import type { TokenSource } from './submission/sign-in/credentials.ts';
import { smtpSessions } from './submission/smtp-session.ts';
import type { ServicesOptions } from './services/options.ts';
import { once } from './services/once.ts';
import { releaseReadable, startOutbox } from './services/outbox.ts';
import { Sent } from './services/sent.ts';
import { Stores } from './services/stores.ts';

/** ms that a connection is kept for the next message */
const IDLE = 15_000;

const clock: Clock = { now: () => Date.now() };

export class Services {
  readonly #options: ServicesOptions;
  readonly #stores: Stores;
  readonly settings: SettingsService;
  readonly practice = new PracticeServer();
  /** the archive and its index */
  readonly sent: Sent;
  readonly openSession: SessionFactory;
  /** OAuth tokens */
  readonly tokens: TokenSource = {
    accessToken: async (request) => (await this.oauth()).accessToken(request),
  };

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
    this.#stores = new Stores(options, clock, () => this.settings.get().learnContacts);
    this.sent = new Sent(options, this.#stores, clock);
  }

  readonly secrets = once(async (): Promise<Secrets> => {
    const { profile, raise, withdraw, tell } = this.#options;
    const keychain = new Keychain({
      spawn: keychainInUtilityProcess(this.#stores.entry('keychain-process')),
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
    return ageIn(this.#stores.entry('age-worker'));
  });

  readonly draftLint = once(async (): Promise<DraftLint> => {
    const { DraftLint } = await import('./outbox/lint/draft-lint.ts');
    return new DraftLint(this.#stores.entry('lint-worker'));
  });

  readonly drafts = once(async (): Promise<Drafts> => (await this.#stores.userData()).drafts);

  readonly contacts = once(async (): Promise<Contacts> => {
    const { Contacts } = await import('./contacts/contacts.ts');
    const { link } = await this.#stores.userData();
    return new Contacts(link, () => this.#options.tell('contacts.changed', null));
  });

  readonly personalWords = once(async (): Promise<PersonalWords> => {
    const { PersonalWords } = await import('./spelling/personal-words.ts');
    const { link } = await this.#stores.userData();
    return new PersonalWords(link, () => this.#options.tell('spelling.changed', null));
  });

  readonly outbox = once(async (): Promise<Outbox> => {
    const { tell, settled, accountHeld, outboxChanged, network } = this.#options;
    const opened = await this.#stores.journal();
    const outbox = new Outbox({
      journal: opened.journal,
      files: this.sent.files,
      index: this.sent,
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
        recordGrew: (id) => tell('sent.recordGrew', { id }),
      },
    });
    const isAgain = this.#startedBefore;
    this.#startedBefore = true;
    await startOutbox(outbox, { opened, isAgain, files: this.sent.files, raise: this.#options.raise });
    this.#running = outbox;
    return outbox;
  });

  /** In order: what sends, what is being written, what both stand on. */
  async close(): Promise<void> {
    await this.oauth.ifMade((oauth) => oauth.close());
    await this.outbox.ifMade((outbox) => outbox.close());
    await this.practice.stop();
    await this.draftLint.ifMade((lint) => lint.close());
    await this.drafts.ifMade((drafts) => drafts.close());
    await this.sent.index.ifMade((index) => index.close());
    await this.#stores.journal.ifMade(({ journal }) => journal.close());
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
  /** a start may have failed half-way */
  #startedBefore = false;

  async #secretsChanged(accounts: Accounts, secrets: Secrets): Promise<void> {
    accounts.announce();
    await this.outbox.ifMade((outbox) => releaseReadable(outbox, accounts, secrets));
  }
}
