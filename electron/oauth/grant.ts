/** The two requests to a token end point (RFC 6749 §4.1.3, §6), and what comes of them. */
import * as library from 'oauth4webapi';
import { Secret } from '../secrets/secret.ts';
import { OAuthFailure, translated } from './failure.ts';
import type { HttpsFetch } from './https.ts';
import type { Provider } from './provider.ts';

export interface Grant {
  readonly accessToken: Secret;
  /** ms since the epoch from which it is no longer used */
  readonly freshUntil: number;
  /** null: the one before stays good (RFC 6749 §6) */
  readonly refreshToken: Secret | null;
}

export interface Client {
  readonly id: string;
  readonly secret: Secret | null;
}

export interface TokenRequest {
  readonly provider: Provider;
  readonly client: Client;
  readonly fetch: HttpsFetch;
  readonly now: () => number;
}

/** Rejects with OAuthFailure. */
export function exchangeCode(
  request: TokenRequest,
  answer: URLSearchParams,
  redirectUri: string,
  verifier: string,
): Promise<Grant> {
  const { provider, client, fetch } = request;
  const known = { client_id: client.id };
  return translated(secretsOf(client, verifier, answer.get('code') ?? ''), 'not-a-provider', async () => {
    const options = { [library.customFetch]: fetch };
    const response = await library.authorizationCodeGrantRequest(
      provider.server,
      known,
      authenticationOf(provider, client),
      answer,
      redirectUri,
      verifier,
      options,
    );
    return grantOf(
      await library.processAuthorizationCodeResponse(provider.server, known, response),
      request.now(),
    );
  });
}

/** Rejects with OAuthFailure. */
export function refresh(request: TokenRequest, refreshToken: Secret): Promise<Grant> {
  const { provider, client, fetch } = request;
  const known = { client_id: client.id };
  // Revealed to the token end point alone.
  const token = refreshToken.reveal();
  return translated(secretsOf(client, token), 'not-a-provider', async () => {
    const options = { [library.customFetch]: fetch };
    const authentication = authenticationOf(provider, client);
    const response = await library.refreshTokenGrantRequest(
      provider.server,
      known,
      authentication,
      token,
      options,
    );
    return grantOf(
      await library.processRefreshTokenResponse(provider.server, known, response),
      request.now(),
    );
  });
}

const secretsOf = ({ secret }: Client, ...more: string[]): string[] =>
  secret === null ? more : [...more, secret.reveal()];

/** RFC 8414 §2: a server that names no method takes Basic. */
function authenticationOf({ server }: Provider, { secret }: Client): library.ClientAuth {
  if (secret === null) return library.None();
  const isPosted = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false;
  return isPosted ? library.ClientSecretPost(secret.reveal()) : library.ClientSecretBasic(secret.reveal());
}

/** ms: of a token whose life is not told; taken off for the way to the server */
const USUAL_LIFE = 10 * 60_000;
const MARGIN = 2 * 60_000;
/** RFC 6749 appendix A.12: anything else could end the SASL message that it stands in. */
const TOKEN = /^[\x20-\x7E]{1,16384}$/;

function grantOf(answer: library.TokenEndpointResponse, now: number): Grant {
  const { access_token, refresh_token, expires_in, token_type } = answer;
  const isFit = TOKEN.test(access_token) && (refresh_token === undefined || TOKEN.test(refresh_token));
  if (token_type !== 'bearer' || !isFit) throw new OAuthFailure('not-a-provider');
  const life = expires_in === undefined ? USUAL_LIFE : expires_in * 1000;
  return {
    accessToken: new Secret(access_token),
    freshUntil: now + life - Math.min(MARGIN, life / 2),
    refreshToken: refresh_token === undefined ? null : new Secret(refresh_token),
  };
}
