/** What was found in another program's file, held until the user has chosen, and Facteur's own file. Parsing is core's. */
import { ulid } from 'ulid';
import type { Account } from '#core/account/account.ts';
import { toFacteur } from '#core/account/import/facteur.ts';
import type { ImportedAccount } from '#core/account/import/found.ts';
import { readAccounts } from '#core/account/import/read.ts';
import { needsConsent, securityWarning } from '#core/account/rules.ts';
import type { AccountInput, AccountsState } from '#core/contract/accounts.ts';
import type { Request } from '#core/contract/channels.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { ImportPreview } from '#core/contract/transfer.ts';

interface AccountStore {
  list(): AccountsState;
  saveAll(inputs: readonly AccountInput[]): void;
}

interface Waiting {
  readonly handle: string;
  readonly accounts: readonly ImportedAccount[];
}

const ADDRESSES_SHOWN = 3;
const keyOf = ({ host, user }: Pick<Account, 'host' | 'user'>): string =>
  JSON.stringify([host.toLowerCase(), user.toLowerCase()]);

export class Transfer {
  readonly #store: AccountStore;
  /** the last one of each window */
  readonly #waiting = new Map<number, Waiting>();

  constructor(store: AccountStore) {
    this.#store = store;
  }

  /** Stores nothing. */
  preview(windowId: number, text: string): ImportPreview {
    const { source, accounts, problems } = readAccounts(text);
    const known = new Set(this.#real().map(keyOf));
    const handle = ulid();
    this.#waiting.set(windowId, { handle, accounts: accounts.map(({ account }) => account) });
    return {
      handle,
      source,
      accounts: accounts.map(({ account, notes }) => {
        const key = keyOf(account);
        const duplicate = known.has(key);
        known.add(key);
        const { name, host, port, security, user, identities } = account;
        const addresses = identities.slice(0, ADDRESSES_SHOWN).map(({ address }) => address);
        return {
          ...{ name, host, port, security, user, addresses, duplicate },
          identities: identities.length,
          notes: [...notes],
        };
      }),
      problems: [...problems],
    };
  }

  /** All of them or none. Throws AppFailure `not-found`, `not-now` (see the contract) or `disk`. */
  take(windowId: number, { handle, chosen, plainAccepted }: Request<'transfer.take'>): number {
    const waiting = this.#waiting.get(windowId);
    if (waiting?.handle !== handle) throw new AppFailure({ code: 'not-found' });
    const accounts = [...new Set(chosen)].flatMap((index) => waiting.accounts[index] ?? []);
    if (!plainAccepted && accounts.some((account) => needsConsent(securityWarning(account))))
      throw new AppFailure({ code: 'not-now' });
    const before = this.#store.list().accounts.length;
    this.#store.saveAll(
      accounts.map((account, index) => ({
        ...account,
        id: null,
        hue: ((before + index) % 4) + 1,
        identities: account.identities.map((identity) => ({ ...identity, id: null })),
      })),
    );
    this.#waiting.delete(windowId);
    return accounts.length;
  }

  /** Without any secret. */
  exported(): { readonly text: string; readonly count: number } {
    const accounts = this.#real();
    return { text: toFacteur(accounts), count: accounts.length };
  }

  #real(): readonly Account[] {
    return this.#store.list().accounts.flatMap(({ account, practice }) => (practice ? [] : [account]));
  }
}
