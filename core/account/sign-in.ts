/** How an account signs in: the SASL mechanism, and what it proves itself with. The exchanges are electron/submission/sign-in/'s. */
import { z } from 'zod';
import { oneLine } from './one-line.ts';

/**
 * `auto`: the strongest that both offer. `none`: never, whatever the user field says. The others are the mechanisms by their registered
 * names: RFC 4616, draft-murchison-sasl-login, RFC 2195, RFC 7677, Google's XOAUTH2, RFC 7628, RFC 4422 appendix A.
 */
export const SignInMethod = z.enum([
  'auto',
  'none',
  'SCRAM-SHA-256',
  'PLAIN',
  'LOGIN',
  'CRAM-MD5',
  'OAUTHBEARER',
  'XOAUTH2',
  'EXTERNAL',
]);
export type SignInMethod = z.infer<typeof SignInMethod>;

/** Who gives out the tokens. Google's and Microsoft's end points are built in; `generic` finds them from its issuer (RFC 8414). */
export const OAuthSettings = z.strictObject({
  provider: z.enum(['google', 'microsoft', 'generic']),
  /** `https:` URL; only read where the provider is `generic` */
  issuer: oneLine(500),
  clientId: oneLine(500),
  /** separated by spaces; empty: the provider's usual one */
  scope: oneLine(1000),
  /** Microsoft's: empty is `common` */
  tenant: oneLine(200),
});
export type OAuthSettings = z.infer<typeof OAuthSettings>;

/** A domain or an id of Microsoft's; it becomes part of a path. */
export const TENANT = /^[\w.-]*$/;

export const SignIn = z.strictObject({ method: SignInMethod, oauth: OAuthSettings.nullable() });
export type SignIn = z.infer<typeof SignIn>;

export const USUAL_SIGN_IN: SignIn = { method: 'auto', oauth: null };

/** What an account proves itself with. */
export type Proof = 'password' | 'token' | 'certificate';

interface SigningIn {
  readonly user: string;
  readonly signIn: SignIn;
}

/** Null: it does not sign in at all. Automatic with an OAuth provider means its tokens: such an account has no password. */
export function proofOf({ user, signIn }: SigningIn): Proof | null {
  switch (signIn.method) {
    case 'none':
      return null;
    case 'EXTERNAL':
      // The certificate may say who it is (RFC 4422 appendix A); a user is not needed.
      return 'certificate';
    case 'XOAUTH2':
    case 'OAUTHBEARER':
      return 'token';
    case 'auto':
      if (user === '') return null;
      return signIn.oauth === null ? 'password' : 'token';
    case 'PLAIN':
    case 'LOGIN':
    case 'CRAM-MD5':
    case 'SCRAM-SHA-256':
      return user === '' ? null : 'password';
  }
}

export const signsIn = (account: SigningIn): boolean => proofOf(account) !== null;
