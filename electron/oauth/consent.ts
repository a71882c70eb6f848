/** One sign-in with the browser: authorization code with PKCE (RFC 6749 §4.1, RFC 7636, RFC 8252), from the question to the first tokens. */
import { timingSafeEqual } from 'node:crypto';
import * as library from 'oauth4webapi';
import type { OAuthProgress } from '#core/contract/oauth.ts';
import { openCallback } from './callback.ts';
import { OAuthFailure, translated } from './failure.ts';
import { exchangeCode, type Grant, type TokenRequest } from './grant.ts';
import type { PageKind, PageWords } from './page.ts';

export interface ConsentOrder extends TokenRequest {
  /** the address that the provider may fill in */
  readonly user: string;
  /** False: no browser could be opened. */
  readonly openBrowser: (url: string) => Promise<boolean>;
  readonly words: (kind: PageKind) => PageWords;
  /** ms */
  readonly within: number;
  readonly signal: AbortSignal;
  readonly progress: (progress: Omit<OAuthProgress, 'accountId'>) => void;
}

/** Rejects with OAuthFailure, or with the signal's reason. */
export async function askConsent(order: ConsentOrder): Promise<Grant> {
  const { provider, client, within, signal, words } = order;
  const state = library.generateRandomState();
  const verifier = library.generateRandomCodeVerifier();
  const until = order.now() + within;
  let strays = 0;
  const callback = await openCallback({
    redirect: provider.redirect,
    within,
    signal,
    words,
    judge: (answer) => {
      if (!isState(answer, state)) return null;
      if (issuerProblem(order, answer)) return 'refused';
      return answer.has('error') ? 'denied' : 'received';
    },
    stray: () => order.progress({ phase: 'browser', until, strays: (strays += 1) }),
  });
  try {
    const url = await questionFor(order, callback.redirectUri, state, verifier);
    if (!(await order.openBrowser(url))) throw new OAuthFailure('no-browser');
    signal.throwIfAborted();
    order.progress({ phase: 'browser', until, strays });
    const answer = await callback.answer;
    if (issuerProblem(order, answer)) throw new OAuthFailure('wrong-issuer');
    order.progress({ phase: 'exchanging', until: null, strays });
    const checked = await translated([], 'refused', () =>
      library.validateAuthResponse(
        provider.server,
        { client_id: client.id },
        withoutKnownIssuer(order, answer),
        state,
      ),
    );
    return await exchangeCode(order, checked, callback.redirectUri, verifier);
  } finally {
    callback.close();
  }
}

async function questionFor(
  { provider, client, user }: ConsentOrder,
  redirectUri: string,
  state: string,
  verifier: string,
): Promise<string> {
  const url = new URL(provider.server.authorization_endpoint ?? '');
  const parameters = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: provider.scope,
    state,
    code_challenge: await library.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(user === '' ? {} : { login_hint: user }),
    ...provider.parameters,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Exactly one, and ours. */
function isState(answer: URLSearchParams, expected: string): boolean {
  const [given, ...more] = answer.getAll('state').map((text) => Buffer.from(text));
  const wanted = Buffer.from(expected);
  return (
    given !== undefined &&
    more.length === 0 &&
    given.length === wanted.length &&
    timingSafeEqual(given, wanted)
  );
}

/** RFC 9207 §2.4: an answer of another issuer, or one that does not say whose it is where its issuer always does. */
function issuerProblem({ provider }: ConsentOrder, answer: URLSearchParams): boolean {
  const given = answer.getAll('iss');
  const [iss] = given;
  if (iss === undefined) return provider.server.authorization_response_iss_parameter_supported === true;
  return given.length > 1 || (iss !== provider.server.issuer && provider.alsoIssuer?.test(iss) !== true);
}

/** The library knows one issuer alone. */
function withoutKnownIssuer({ provider }: ConsentOrder, answer: URLSearchParams): URLSearchParams {
  const known = new URLSearchParams(answer);
  if (provider.alsoIssuer?.test(answer.get('iss') ?? '') === true) known.delete('iss');
  return known;
}
