/** Whether an identity's address is one that its account's server will likely take and other servers believe (SPF, DMARC). */
import type { Account } from '../../account/account.ts';
import { presetForDomain, presetForHost } from '../../discovery/presets/index.ts';
import { domainToAscii, splitAddress } from '../address.ts';

/** The domain that the account signs in with, where From is of another that has nothing to do with it; null: it fits, or nobody can tell. */
export function foreignDomain(
  address: string,
  { user, host }: Pick<Account, 'user' | 'host'>,
): { readonly from: string; readonly account: string } | null {
  const from = domainOf(address);
  const account = domainOf(user);
  if (from === null || account === null || isWithin(from, account) || isWithin(account, from)) return null;
  if (isWithin(host.toLowerCase(), from)) return null;
  const provider = presetForDomain(from);
  if (provider !== null && (provider === presetForDomain(account) || provider === presetForHost(host)))
    return null;
  return { from, account };
}

function domainOf(address: string): string | null {
  const domain = splitAddress(address.trim())?.domain;
  return domain === undefined ? null : (domainToAscii(domain)?.toLowerCase() ?? null);
}

const isWithin = (domain: string, other: string): boolean => domain === other || domain.endsWith(`.${other}`);
