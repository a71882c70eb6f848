/** Which secrets an account can have, and what each is bound to: a secret is never used but where it was entered for. The secrets are the vault's. */
import { z } from 'zod';
import type { AccountId } from '../message/ids.ts';
import type { Account } from './account.ts';
import { isOwnProxy } from './proxy.ts';
import { proofOf, type OAuthSettings } from './sign-in.ts';

/** `client-certificate`: the PKCS#12 file and its passphrase, as one. */
export const SecretKind = z.enum([
  'password',
  'client-certificate',
  'proxy-password',
  'refresh-token',
  'client-secret',
]);
export type SecretKind = z.infer<typeof SecretKind>;

export interface SecretBinding {
  readonly accountId: AccountId;
  readonly kind: SecretKind;
  readonly host: string;
  readonly user: string;
}

/** All of an account that decides what its secrets are bound to. */
export type SecretHolder = Pick<Account, 'id' | 'host' | 'user' | 'signIn' | 'proxy' | 'tls'>;

/** Where the tokens come from. */
const authorityOf = (oauth: OAuthSettings): string =>
  oauth.provider === 'generic' ? oauth.issuer : [oauth.provider, oauth.tenant].join('/');

/** A host's case means nothing. */
export const sameBinding = (binding: SecretBinding): SecretBinding => ({
  accountId: binding.accountId,
  kind: binding.kind,
  host: binding.host.toLowerCase(),
  user: binding.user,
});

/** The account's own host and user, and whoever else gets to know the secret. */
export const secretBinding = (account: SecretHolder, kind: SecretKind = 'password'): SecretBinding =>
  sameBinding(boundTo(account, kind));

function boundTo(account: SecretHolder, kind: SecretKind): SecretBinding {
  const { id: accountId, host } = account;
  const { oauth } = account.signIn;
  const authority = oauth === null ? '' : authorityOf(oauth);
  const clientId = oauth?.clientId ?? '';
  switch (kind) {
    case 'password':
      return { accountId, kind, host, user: account.user };
    case 'client-certificate':
      return { accountId, kind, host, user: '' };
    case 'proxy-password':
      return {
        accountId,
        kind,
        host: `${account.proxy.host}:${String(account.proxy.port)}`,
        user: account.proxy.user,
      };
    case 'refresh-token':
      return { accountId, kind, host: `${host} ${authority}`, user: `${account.user} ${clientId}` };
    case 'client-secret':
      return { accountId, kind, host: authority, user: clientId };
  }
}

/** What this account cannot do without, as it is set up now. */
export function secretsNeeded(account: SecretHolder): readonly SecretKind[] {
  const proof = proofOf(account);
  return [
    ...(proof === 'password' ? (['password'] as const) : []),
    ...(proof === 'token' ? (['refresh-token'] as const) : []),
    ...(proof === 'certificate' || account.tls.clientCertificate !== null
      ? (['client-certificate'] as const)
      : []),
    ...(isOwnProxy(account.proxy) && account.proxy.user !== '' ? (['proxy-password'] as const) : []),
  ];
}
