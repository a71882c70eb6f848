/** A candidate as the account form has it. Only here is the address put into the name to sign in with. */
import type { AccountInput } from '#core/contract/accounts.ts';
import { filledUser } from '#core/discovery/autoconfig.ts';
import { presetOf } from '#core/discovery/presets/index.ts';
import type { Candidate } from '#core/discovery/vocabulary.ts';
import { splitAddress } from '#core/message/address.ts';
import { tokensFrom } from '../form/oauth/tokens-from.ts';

/** The same with sign-in by the browser, for the user's own client id to be put in. */
export const withTokens = (account: AccountInput, { provider }: Candidate): AccountInput => ({
  ...account,
  signIn: { method: 'auto', oauth: tokensFrom(provider) },
});

/** `begun`: what the form of the new account says so far. */
export function inputFor(begun: AccountInput, address: string, candidate: Candidate | null): AccountInput {
  const typed = address.trim();
  const [first, ...others] = begun.identities;
  const identities = first === undefined ? [] : [{ ...first, address: typed }, ...others];
  if (candidate === null) return { ...begun, identities, user: begun.user === '' ? typed : begun.user };
  const { host, port, security, user, signIn } = candidate;
  return {
    ...begun,
    identities,
    name: begun.name === '' ? accountName(typed, candidate) : begun.name,
    host,
    port,
    security,
    user: signIn === 'none' ? '' : filledUser(user, typed),
  };
}

/** A provider's own addresses by its name, other domains by theirs. */
function accountName(address: string, { source, provider }: Candidate): string {
  const preset = source === 'preset' ? presetOf(provider) : null;
  return preset?.name ?? splitAddress(address)?.domain ?? '';
}
