/** An account that signs in through a provider, and whose a token is. */
import type { Account } from '#core/account/account.ts';
import { secretBinding } from '#core/account/secrets.ts';
import type { OAuthSettings } from '#core/account/sign-in.ts';

export type OAuthAccount = Account & { readonly signIn: { readonly oauth: OAuthSettings } };

/** A token, and what it was given for: an account that changed meanwhile does not get it. */
export interface Held<T> {
  readonly key: string;
  readonly held: T;
}

export const hasProvider = (account: Account): account is OAuthAccount => account.signIn.oauth !== null;

/** Whose token, from whom, for which server, and for what. */
export function keyOf(account: OAuthAccount): string {
  const { host, user } = secretBinding(account, 'refresh-token');
  return JSON.stringify([host, user, account.signIn.oauth.scope]);
}
