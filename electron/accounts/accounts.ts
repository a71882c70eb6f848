/**
 * The accounts service: the user's accounts in their order, which one is the default, and the practice account that is always there.
 * Secrets are the vault's, connecting is submission's; here it is known whether a secret is stored and what the last test found.
 */
import type { Account } from '#core/account/account.ts';
import type { SecretBinding } from '#core/account/secrets.ts';
import type { AccountInput, AccountsState, AccountView, SecretState } from '#core/contract/accounts.ts';
import { fingerprintsFor, type ClientCertificate } from '#core/account/tls-policy.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { PRACTICE_ACCOUNT_ID, type AccountId } from '#core/message/ids.ts';
import { offersOf, sameOffers, type Learned } from '#core/smtp/offers.ts';
import type { AccountSource } from '../outbox/ports.ts';
import type { PracticeFacts } from '../practice/server.ts';
import type { Secret } from '../secrets/secret.ts';
import {
  accountFileShape,
  MAX_ACCOUNTS,
  newAccountId,
  newIdentityId,
  practiceAccount,
} from './account-file.ts';
import {
  PRACTICE_CONNECTION,
  type AccountFile,
  type KeptOffers,
  type LastTest,
  type PracticeWords,
} from './account-file.ts';
import {
  added,
  freeName,
  isReal,
  leastUsedHue,
  moved,
  resolved,
  settingsKey,
  type TestedSettings,
} from './account-list.ts';
import { withCleanSignatures } from './signatures.ts';
import { Store, type StoreTools } from './store.ts';

/** What accounts need of the secrets service. */
interface AccountSecrets {
  stateOf(account: Account): SecretState;
  statesOf(account: Account): AccountView['secrets'];
  accountChanged(account: Account): Promise<void>;
  accountRemoved(id: AccountId): Promise<void>;
  accountRestored(id: AccountId): Promise<void>;
  lend(binding: SecretBinding, secret: Secret): void;
}

export interface AccountsTools extends StoreTools {
  readonly secrets: AccountSecrets;
  readonly practice: { start(): Promise<PracticeFacts> };
  readonly practiceWords: PracticeWords;
  readonly changed: (state: AccountsState) => void;
}

interface Removed {
  readonly account: Account;
  readonly index: number;
  readonly wasDefault: boolean;
}

export class Accounts implements AccountSource {
  readonly #tools: AccountsTools;
  readonly #store: Store<AccountFile>;
  readonly #removed = new Map<AccountId, Removed>();
  /** All of this run: a test may come before its account is saved. */
  readonly #tests = new Map<string, LastTest>();
  readonly #offers = new Map<string, KeptOffers>();
  #practice: PracticeFacts | null = null;
  /** Where the file has none. */
  readonly #newPractice: Account;

  constructor(tools: AccountsTools) {
    this.#tools = tools;
    this.#newPractice = practiceAccount(tools.practiceWords);
    this.#store = new Store(tools, accountFileShape(tools.practiceWords));
    for (const test of this.#store.value.lastTests) this.#tests.set(test.settings, test);
    for (const kept of this.#store.value.offers) this.#offers.set(kept.settings, kept);
  }

  list(): AccountsState {
    return { accounts: this.#all.map((account) => this.#view(account)), defaultId: this.#defaultId };
  }

  account(id: AccountId): Account | undefined {
    return this.#all.find((account) => account.id === id);
  }

  /** Starts the practice server for its account, whose port and password are new each time it starts. Rejects when it cannot. */
  async forAttempt(id: AccountId): Promise<Account | undefined> {
    if (id !== PRACTICE_ACCOUNT_ID) return this.account(id);
    const before = this.#practice?.port;
    try {
      this.#practice = await this.#tools.practice.start();
    } catch (error) {
      const code = 'practice-failed';
      this.#tools.raise({ id: code, code, severity: 'error', params: {} });
      throw error;
    }
    const { host, port, user, password } = this.#practice;
    this.#tools.secrets.lend({ accountId: id, kind: 'password', host, user }, password);
    if (port !== before) this.announce();
    return this.account(id);
  }

  /** Those that the user trusts for a real account; the practice server's own for its. */
  pinned(id: AccountId): readonly string[] {
    if (id === PRACTICE_ACCOUNT_ID) return this.#practice === null ? [] : [this.#practice.fingerprint256];
    const account = this.account(id);
    return account === undefined ? [] : fingerprintsFor(account);
  }

  /** The account that saving this would make, for a test before it is saved. Throws AppFailure `not-found`. */
  preview(input: AccountInput): Account {
    if (input.id === null) return resolved(input, newAccountId(), undefined);
    const before = this.#existing(input.id);
    const account = resolved(input, before.id, before);
    // Its connection is the practice server's, whatever a form says.
    return isReal(account) ? account : { ...account, ...PRACTICE_CONNECTION, port: before.port };
  }

  /** Another host or user drops the secret. Rejects with AppFailure `not-found` or `disk`. */
  async save(input: AccountInput): Promise<AccountView> {
    const account = this.preview(await withCleanSignatures(input));
    const isNew = input.id === null;
    this.#write({
      accounts: isNew
        ? added(this.#all, account)
        : this.#all.map((other) => (other.id === account.id ? account : other)),
    });
    // A secret that could not be dropped stays bound to its old host and user, and is never used for these.
    if (!isNew) await this.#tools.secrets.accountChanged(account).catch(() => undefined);
    this.announce();
    return this.#view(account);
  }

  /** New accounts, in one write: all of them or none. Throws AppFailure `disk`; `not-now` when there would be too many. */
  addAll(accounts: readonly Account[]): void {
    if (this.#all.length + accounts.length > MAX_ACCOUNTS) throw new AppFailure({ code: 'not-now' });
    this.#write({ accounts: accounts.reduce(added, this.#all) });
    this.announce();
  }

  /** Everything but the secret, which has to be entered again. Rejects with `not-found`, `disk`, and `not-now` for the practice account. */
  duplicate(id: AccountId): AccountView {
    const original = this.#existing(id);
    if (!isReal(original)) throw new AppFailure({ code: 'not-now' });
    const copy: Account = {
      ...original,
      id: newAccountId(),
      name: freeName(original.name, this.#all),
      hue: leastUsedHue(this.#all),
      // Its key stays the original's.
      tls: { ...original.tls, clientCertificate: null },
      identities: original.identities.map((identity) => ({ ...identity, id: newIdentityId() })),
    };
    this.#write({
      accounts: this.#all.flatMap((account) => (account.id === id ? [account, copy] : account)),
    });
    this.announce();
    return this.#view(copy);
  }

  /** Its secret goes with it. Rejects with `not-found`, `disk`, and `not-now` for the practice account. */
  async remove(id: AccountId): Promise<void> {
    if (!isReal(this.#existing(id))) throw new AppFailure({ code: 'not-now' });
    await this.#tools.secrets.accountRemoved(id);
    const account = this.#existing(id);
    const removed = {
      account,
      index: this.#all.findIndex((other) => other.id === id),
      wasDefault: this.#defaultId === id,
    };
    try {
      this.#write({ accounts: this.#all.filter((other) => other.id !== id) });
    } catch (error) {
      await this.#tools.secrets.accountRestored(id);
      throw error;
    }
    this.#removed.set(id, removed);
    this.announce();
  }

  /** Undoes a removal of this run. Rejects with `not-found` or `disk`. */
  async restore(id: AccountId): Promise<AccountsState> {
    const removed = this.#removed.get(id);
    if (removed === undefined) throw new AppFailure({ code: 'not-found' });
    this.#write({
      accounts: this.#all.toSpliced(removed.index, 0, removed.account),
      ...(removed.wasDefault ? { defaultId: id } : {}),
    });
    this.#removed.delete(id);
    await this.#tools.secrets.accountRestored(id);
    return this.announce();
  }

  /** Accounts that are not named keep their order behind those that are. Throws AppFailure `disk`. */
  reorder(ids: readonly AccountId[]): AccountsState {
    this.#write({ accounts: moved(this.#all, ids) });
    return this.announce();
  }

  /** Throws `not-found`, `disk`, and `not-now` for the practice account while there is another. */
  setDefault(id: AccountId): AccountsState {
    if (!isReal(this.#existing(id)) && this.#all.some(isReal)) throw new AppFailure({ code: 'not-now' });
    this.#write({ defaultId: id });
    return this.announce();
  }

  /** Its key is in the vault, or no longer. Throws AppFailure `not-found` or `disk`. */
  setClientCertificate(id: AccountId, clientCertificate: ClientCertificate | null): AccountView {
    const account = this.#existing(id);
    const changed = { ...account, tls: { ...account.tls, clientCertificate } };
    this.#write({ accounts: this.#all.map((other) => (other.id === id ? changed : other)) });
    this.announce();
    return this.#view(changed);
  }

  /** Kept with exactly the settings that were tested: other settings were not. */
  recordTest(settings: TestedSettings, at: number, diagnosis: LastTest['diagnosis']): void {
    const key = settingsKey(settings);
    this.#tests.set(key, { settings: key, at, diagnosis });
    this.#tryWrite();
    this.announce();
  }

  /** What a server of these settings said that it offers; written only where that changed, since each connection tells it. */
  recordOffers(settings: TestedSettings, learned: Learned, at: number): void {
    const offers = offersOf(learned, at);
    if (offers === null) return;
    const key = settingsKey(settings);
    const before = this.#offers.get(key);
    this.#offers.set(key, { settings: key, offers });
    if (before !== undefined && sameOffers(before.offers, offers)) return;
    this.#tryWrite();
    this.announce();
  }

  /** Tells everyone how the accounts stand; also for others who changed what a view shows, as a secret's state. */
  announce(): AccountsState {
    const state = this.list();
    this.#tools.changed(state);
    return state;
  }

  /** In their order, the practice account with the port of its server. */
  get #all(): readonly Account[] {
    const { accounts } = this.#store.value;
    const port = this.#practice?.port ?? PRACTICE_CONNECTION.port;
    const all = accounts.some((account) => !isReal(account)) ? accounts : [...accounts, this.#newPractice];
    return all.map((account) => (isReal(account) ? account : { ...account, ...PRACTICE_CONNECTION, port }));
  }

  /** Never the practice account while there is another. */
  get #defaultId(): AccountId {
    const real = this.#all.filter(isReal);
    const chosen = real.find(({ id }) => id === this.#store.value.defaultId);
    return (chosen ?? real[0])?.id ?? PRACTICE_ACCOUNT_ID;
  }

  #existing(id: AccountId): Account {
    const account = this.account(id);
    if (account === undefined) throw new AppFailure({ code: 'not-found' });
    return account;
  }

  #view(account: Account): AccountView {
    const key = settingsKey(account);
    const test = this.#tests.get(key);
    const kept = this.#offers.get(key);
    return {
      account,
      practice: !isReal(account),
      secret: isReal(account) ? this.#tools.secrets.stateOf(account) : 'memory',
      secrets: this.#tools.secrets.statesOf(account),
      lastTest: test === undefined ? null : { at: test.at, diagnosis: test.diagnosis },
      ...(kept === undefined ? {} : { offers: kept.offers }),
    };
  }

  #write(change: Partial<Pick<AccountFile, 'defaultId'>> & { accounts?: readonly Account[] }): void {
    const accounts = [...(change.accounts ?? this.#all)];
    const keys = [...new Set(accounts.map(settingsKey))];
    const lastTests = keys.flatMap((key) => this.#tests.get(key) ?? []);
    const offers = keys.flatMap((key) => this.#offers.get(key) ?? []);
    const defaultId = change.defaultId ?? this.#store.value.defaultId;
    this.#store.set({ accounts, defaultId, lastTests, offers });
  }

  /** Where the disk refuses, it is known until the program quits. */
  #tryWrite(): void {
    try {
      this.#write({});
    } catch {
      // Nothing of an account depends on it.
    }
  }
}
