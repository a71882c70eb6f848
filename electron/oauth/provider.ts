/**
 * A provider's end points and rules. Google's and Microsoft's are built in, so that nothing is looked up that could lead elsewhere; of any
 * other the issuer's own document tells (RFC 8414, OpenID Connect Discovery).
 */
import * as library from 'oauth4webapi';
import { issuerOf, scopeOf } from '#core/account/oauth-providers.ts';
import type { OAuthSettings } from '#core/account/sign-in.ts';
import type { HttpsFetch } from './https.ts';
import { OAuthFailure, translated } from './failure.ts';

export interface Provider {
  readonly server: library.AuthorizationServer;
  readonly scope: string;
  /**
   * Where the browser is sent back to (RFC 8252 §7.3): any port of this machine. Google takes any path; where an address is registered,
   * as at Microsoft's, only its port may differ.
   */
  readonly redirect: { readonly host: '127.0.0.1' | 'localhost'; readonly path: 'random' | 'root' };
  /** what the authorization request says beside the usual */
  readonly parameters: Readonly<Record<string, string>>;
  /** `iss` of an answer that is as good as the issuer's own */
  readonly alsoIssuer?: RegExp;
}

const GOOGLE: Omit<Provider, 'scope'> = {
  server: {
    issuer: 'https://accounts.google.com',
    authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
    token_endpoint: 'https://oauth2.googleapis.com/token',
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  },
  redirect: { host: '127.0.0.1', path: 'random' },
  // Without these Google gives a refresh token the first time alone.
  parameters: { access_type: 'offline', prompt: 'consent' },
};

/** Thrown: OAuthFailure. */
export async function providerFor(oauth: OAuthSettings, fetch: HttpsFetch): Promise<Provider> {
  const scope = scopeOf(oauth);
  switch (oauth.provider) {
    case 'google':
      return { ...GOOGLE, scope };
    case 'microsoft':
      return { ...microsoft(oauth.tenant.trim()), scope };
    case 'generic':
      return { ...(await discovered(oauth.issuer, fetch)), scope };
  }
}

function microsoft(tenant: string): Omit<Provider, 'scope'> {
  const place = `https://login.microsoftonline.com/${encodeURIComponent(tenant === '' ? 'common' : tenant)}`;
  return {
    server: {
      issuer: `${place}/v2.0`,
      authorization_endpoint: `${place}/oauth2/v2.0/authorize`,
      token_endpoint: `${place}/oauth2/v2.0/token`,
    },
    redirect: { host: 'localhost', path: 'root' },
    parameters: { prompt: 'select_account' },
    // `common` is no issuer: the tenant that the user belongs to is.
    alsoIssuer: /^https:\/\/login\.microsoftonline\.com\/[\da-f-]{36}\/v2\.0$/,
  };
}

async function discovered(text: string, fetch: HttpsFetch): Promise<Omit<Provider, 'scope'>> {
  const address = issuerOf(text);
  if (address === null) throw new OAuthFailure('incomplete');
  const issuer = new URL(address);
  const server = await translated([], 'not-a-provider', async () => {
    const answer = await document(issuer, fetch);
    return await library.processDiscoveryResponse(issuer, answer);
  });
  const { authorization_endpoint, token_endpoint } = server;
  for (const endpoint of [authorization_endpoint, token_endpoint])
    if (endpoint === undefined || !URL.canParse(endpoint) || new URL(endpoint).protocol !== 'https:')
      throw new OAuthFailure('not-a-provider');
  const isOpenId = server.scopes_supported?.includes('offline_access') ?? false;
  return {
    server,
    redirect: { host: '127.0.0.1', path: 'root' },
    // OpenID Connect §11: no offline access without asking the user each time.
    parameters: isOpenId ? { prompt: 'consent' } : {},
  };
}

/** OpenID Connect's place first, which more of them have; then RFC 8414's. */
async function document(issuer: URL, fetch: HttpsFetch): Promise<Response> {
  const options = { [library.customFetch]: fetch };
  const answer = await library.discoveryRequest(issuer, { ...options, algorithm: 'oidc' });
  return answer.status === 404
    ? await library.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' })
    : answer;
}
