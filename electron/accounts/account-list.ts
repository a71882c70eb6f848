/** Questions about a list of accounts that need nothing but the list. */
import { createHash } from 'node:crypto';
import { USUAL_SETTINGS, type Account } from '#core/account/account.ts';
import type { AccountInput } from '#core/contract/accounts.ts';
import { PRACTICE_ACCOUNT_ID, type AccountId } from '#core/message/ids.ts';
import { newIdentityId } from './account-file.ts';

export const isReal = (account: Account): boolean => account.id !== PRACTICE_ACCOUNT_ID;

/** What a test depends on, besides the secret. */
export type TestedSettings = Pick<
  Account,
  'id' | 'host' | 'port' | 'security' | 'user' | 'ehloName' | 'signIn' | 'tls' | 'proxy'
>;

/** The same words for the same settings. The id does not count, so that a test before the first save is found; nor the practice port. */
export function settingsKey({ id, host, port, security, user, ehloName, ...more }: TestedSettings): string {
  const where = id === PRACTICE_ACCOUNT_ID ? [id] : [host.toLowerCase(), port, security, user];
  return JSON.stringify([...where, ehloName, ...unusual(more)]);
}

/** An account without any of it keeps the words that it had before there was. Certificates are long: their digest stands for them. */
function unusual({ signIn, tls, proxy }: Pick<Account, 'signIn' | 'tls' | 'proxy'>): readonly string[] {
  const choices = JSON.stringify([signIn, tls, proxy]);
  if (choices === USUAL) return [];
  return [createHash('sha256').update(choices).digest('hex')];
}

const USUAL = JSON.stringify([USUAL_SETTINGS.signIn, USUAL_SETTINGS.tls, USUAL_SETTINGS.proxy]);

const hues = [1, 2, 3, 4] as const;

/** The first of those that the fewest accounts have. */
export function leastUsedHue(accounts: readonly Account[]): number {
  const uses = (hue: number): number => accounts.filter((account) => account.hue === hue).length;
  return hues.reduce<number>((least, hue) => (uses(hue) < uses(least) ? hue : least), hues[0]);
}

const MAX_NAME = 100;

/** `Work` → `Work (2)`, `Work (2)` → `Work (3)`, within the length that a name may have. */
export function freeName(name: string, accounts: readonly Account[]): string {
  const taken = new Set(accounts.map((account) => account.name));
  const stem = name.replace(/ \(\d{1,4}\)$/, '');
  for (let n = 2; ; n++) {
    const tail = ` (${String(n)})`;
    const free = `${stem.slice(0, MAX_NAME - tail.length)}${tail}`;
    if (!taken.has(free)) return free;
  }
}

/** Those named come first in the order of the names; the others follow as they stood. */
export function moved(accounts: readonly Account[], ids: readonly AccountId[]): readonly Account[] {
  const rank = new Map([...new Set(ids)].map((id, index) => [id, index]));
  const place = ({ id }: Account): number => rank.get(id) ?? rank.size;
  return accounts.toSorted((one, other) => place(one) - place(other));
}

/** What is typed, as an account: what is not the form's to say stays as it was. */
export function resolved(input: AccountInput, id: AccountId, before: Account | undefined): Account {
  const known = new Set(before?.identities.map((identity) => identity.id));
  const identities = input.identities.map((identity) => {
    // An id of another account, or one that is there twice, would make two identities one.
    const isKnown = identity.id !== null && known.delete(identity.id);
    return { ...identity, id: isKnown && identity.id !== null ? identity.id : newIdentityId() };
  });
  // Bound to its host, as its key in the vault is.
  const isSameHost = before?.host.toLowerCase() === input.host.toLowerCase();
  const clientCertificate = isSameHost ? before.tls.clientCertificate : null;
  const tls = { ...input.tls, clientCertificate };
  return { ...input, id, identities, tls };
}

/** At the end; but the practice account stays last where it was. */
export function added(accounts: readonly Account[], account: Account): readonly Account[] {
  const last = accounts.at(-1);
  return last !== undefined && !isReal(last) ? accounts.toSpliced(-1, 0, account) : [...accounts, account];
}
