/** What is known of the providers of OAuth 2.0 tokens before any is asked: the scope that sending needs, and what the user brings along. */
import { TENANT, type OAuthSettings } from './sign-in.ts';

export interface ProviderFacts {
  /** what sending mail needs; empty: only the user can know */
  readonly scope: string;
  /** Google gives even programs on a desktop a secret and asks for it; Microsoft's public clients have none. */
  readonly secret: 'needed' | 'optional' | 'none';
  /** where the user gets a client id; null: the provider's administrator says */
  readonly register: string | null;
  /** as it is registered there; a port is left out, since any will do (RFC 8252 §7.3) */
  readonly redirect: string | null;
}

export const OAUTH_PROVIDERS: Record<OAuthSettings['provider'], ProviderFacts> = {
  google: {
    scope: 'https://mail.google.com/',
    secret: 'needed',
    register: 'https://console.cloud.google.com/auth/clients',
    // A client of the kind “desktop app” registers none.
    redirect: null,
  },
  microsoft: {
    scope: 'https://outlook.office.com/SMTP.Send offline_access',
    secret: 'none',
    register: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    redirect: 'http://localhost',
  },
  generic: { scope: 'offline_access', secret: 'optional', register: null, redirect: 'http://127.0.0.1/' },
};

export const scopeOf = ({ provider, scope }: OAuthSettings): string =>
  scope.trim() === '' ? OAUTH_PROVIDERS[provider].scope : scope.trim().replaceAll(/\s+/g, ' ');

export type OAuthProblem = 'required' | 'issuer' | 'tenant';

/** What is missing before a browser can be opened; `field` is its name in the settings. */
export function checkOAuth(
  oauth: OAuthSettings,
): { field: keyof OAuthSettings; problem: OAuthProblem } | null {
  if (oauth.provider === 'generic') {
    if (oauth.issuer.trim() === '') return { field: 'issuer', problem: 'required' };
    if (issuerOf(oauth.issuer) === null) return { field: 'issuer', problem: 'issuer' };
  }
  if (oauth.provider === 'microsoft' && !TENANT.test(oauth.tenant.trim()))
    return { field: 'tenant', problem: 'tenant' };
  return oauth.clientId.trim() === '' ? { field: 'clientId', problem: 'required' } : null;
}

const WELL_KNOWN = /\/\.well-known\/(?:openid-configuration|oauth-authorization-server)\/?$/;

/** RFC 8414 §2: an `https:` URL without query and fragment. The address of its document stands for it. Null: it is none. */
export function issuerOf(text: string): string | null {
  const address = text.trim().replace(WELL_KNOWN, '');
  if (!URL.canParse(address)) return null;
  const { protocol, search, hash, username, password } = new URL(address);
  const isClean = search === '' && hash === '' && username === '' && password === '';
  return protocol === 'https:' && isClean ? address : null;
}
