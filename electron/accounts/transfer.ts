/** What was found in another program's file, held until the user has chosen, and Facteur's own files. Parsing is core's, sealing age's. */
import { ulid } from 'ulid';
import type { Account } from '#core/account/account.ts';
import { fromSealed, toFacteur, type AccountSecrets } from '#core/account/import/facteur.ts';
import {
  MAX_FOUND,
  type ImportedAccount,
  type ImportNote,
  type ImportProblem,
} from '#core/account/import/found.ts';
import { readAccounts } from '#core/account/import/read.ts';
import { needsConsent, securityWarning } from '#core/account/rules.ts';
import { SecretKind } from '#core/account/secrets.ts';
import type { AccountInput, AccountsState } from '#core/contract/accounts.ts';
import type { Request } from '#core/contract/channels.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { ImportPreview, LockedFile } from '#core/contract/transfer.ts';
import { certificateIn, secretsOf, storeAll, type SecretsOfAccounts } from '../secrets/carried.ts';
import type { Secret } from '../secrets/secret.ts';
import { isAge, type Age } from './age.ts';
import { withCleanSignatures } from './signatures.ts';

export interface TransferTools {
  readonly accounts: {
    list(): AccountsState;
    preview(input: AccountInput): Account;
    addAll(accounts: readonly Account[]): void;
  };
  readonly secrets: SecretsOfAccounts;
  readonly age: Age;
}

interface Found {
  readonly account: ImportedAccount;
  readonly notes: readonly ImportNote[];
  readonly carried: AccountSecrets;
}

/** Of a window: a file that is not opened yet, or what one held. */
type Waiting =
  | { readonly handle: string; readonly locked: Uint8Array }
  | { readonly handle: string; readonly found: readonly Found[] };

const ADDRESSES_SHOWN = 3;
const keyOf = ({ host, user }: Pick<Account, 'host' | 'user'>): string =>
  JSON.stringify([host.toLowerCase(), user.toLowerCase()]);

export class Transfer {
  readonly #tools: TransferTools;
  /** the last one of each window */
  readonly #waiting = new Map<number, Waiting>();

  constructor(tools: TransferTools) {
    this.#tools = tools;
  }

  /** Stores nothing. */
  previewFile(windowId: number, name: string, bytes: Uint8Array): ImportPreview | LockedFile {
    if (!isAge(bytes)) return this.preview(windowId, Buffer.from(bytes).toString('utf8'));
    const handle = ulid();
    this.#waiting.set(windowId, { handle, locked: bytes });
    return { handle, locked: true, name };
  }

  /** Stores nothing. Rejects with AppFailure `not-found` or `file`. */
  async unlock(windowId: number, handle: string, passphrase: Secret): Promise<ImportPreview> {
    const waiting = this.#waiting.get(windowId);
    if (waiting?.handle !== handle || !('locked' in waiting)) throw new AppFailure({ code: 'not-found' });
    const { accounts, problems } = fromSealed(await this.#tools.age.open(waiting.locked, passphrase));
    const found = accounts.slice(0, MAX_FOUND).map((one) => ({ ...one, notes: [] }));
    return this.#show(windowId, 'facteur', found, problems);
  }

  /** Stores nothing. */
  preview(windowId: number, text: string): ImportPreview {
    const { source, accounts, problems } = readAccounts(text);
    const found = accounts.map((one) => ({ ...one, carried: {} }));
    return this.#show(windowId, source, found, problems);
  }

  /** All of them or none. Rejects with AppFailure `not-found`, `not-now` (see the contract), `keychain` or `disk`. */
  async take(windowId: number, request: Request<'transfer.take'>): Promise<number> {
    const { handle, chosen, plainAccepted, where } = request;
    const waiting = this.#waiting.get(windowId);
    if (waiting?.handle !== handle || !('found' in waiting)) throw new AppFailure({ code: 'not-found' });
    const taken = [...new Set(chosen)].flatMap((index) => waiting.found[index] ?? []);
    if (!plainAccepted && taken.some(({ account }) => needsConsent(securityWarning(account))))
      throw new AppFailure({ code: 'not-now' });
    const before = this.#tools.accounts.list().accounts.length;
    const made = await Promise.all(
      taken.map(async ({ account, carried }, index) => ({
        account: this.#made(await withCleanSignatures(account), carried, ((before + index) % 4) + 1),
        carried,
      })),
    );
    // First what may fail: an account without its secrets would be half of what was asked for.
    await storeAll(this.#tools.secrets, made, where);
    try {
      this.#tools.accounts.addAll(made.map(({ account }) => account));
    } catch (error) {
      for (const { account, carried } of made)
        for (const kind of SecretKind.options)
          if (carried[kind] !== undefined) await this.#tools.secrets.forget(account.id, kind);
      throw error;
    }
    this.#waiting.delete(windowId);
    return made.length;
  }

  /** Without any secret. */
  exported(): { readonly text: string; readonly count: number } {
    const accounts = this.#real();
    return { text: toFacteur(accounts), count: accounts.length };
  }

  /** With all that are stored, sealed. Rejects with AppFailure `keychain` where one cannot be opened. */
  async sealed(passphrase: Secret): Promise<{ readonly bytes: Uint8Array; readonly count: number }> {
    const accounts = this.#real();
    const carried = new Map<Account, AccountSecrets>();
    for (const account of accounts) carried.set(account, await secretsOf(this.#tools.secrets, account));
    const text = toFacteur(accounts, (account) => carried.get(account) ?? {});
    return { bytes: await this.#tools.age.seal(text, passphrase), count: accounts.length };
  }

  #made(account: ImportedAccount, carried: AccountSecrets, hue: number): Account {
    const identities = account.identities.map((identity) => ({ ...identity, id: null }));
    const made = this.#tools.accounts.preview({ ...account, id: null, hue, identities });
    return { ...made, tls: { ...made.tls, clientCertificate: certificateIn(carried) } };
  }

  #show(
    windowId: number,
    source: ImportPreview['source'],
    found: readonly Found[],
    problems: readonly ImportProblem[],
  ): ImportPreview {
    const known = new Set(this.#real().map(keyOf));
    const handle = ulid();
    this.#waiting.set(windowId, { handle, found });
    return {
      handle,
      source,
      accounts: found.map(({ account, notes, carried }) => {
        const key = keyOf(account);
        const duplicate = known.has(key);
        known.add(key);
        const { name, host, port, security, user, identities } = account;
        const addresses = identities.slice(0, ADDRESSES_SHOWN).map(({ address }) => address);
        return {
          ...{ name, host, port, security, user, addresses, duplicate },
          identities: identities.length,
          notes: [...notes],
          secrets: SecretKind.options.filter((kind) => carried[kind] !== undefined),
        };
      }),
      problems: [...problems],
    };
  }

  #real(): readonly Account[] {
    return this.#tools.accounts
      .list()
      .accounts.flatMap(({ account, practice }) => (practice ? [] : [account]));
  }
}
