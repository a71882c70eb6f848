/**
 * OAuth 2.0 for accounts: signing in with the browser, and access tokens, renewed before they expire. Refresh tokens and client secrets are
 * the vault's; access tokens are in memory alone. Loaded when an account first needs it.
 */
import type { Account } from '#core/account/account.ts';
import { checkOAuth } from '#core/account/oauth-providers.ts';
import { secretBinding, type SecretBinding } from '#core/account/secrets.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { OAuthProgress } from '#core/contract/oauth.ts';
import type { AccountId } from '#core/message/ids.ts';
import type { SecretSource } from '../outbox/ports.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { TokenFailure, type TokenSource } from '../submission/sign-in/credentials.ts';
import { hasProvider, keyOf, type Held, type OAuthAccount } from './account.ts';
import { askConsent } from './consent.ts';
import { OAuthFailure } from './failure.ts';
import { refresh, type Client, type Grant } from './grant.ts';
import { httpsThrough, type HttpsFetch, type HttpsTools } from './https.ts';
import type { PageKind, PageWords } from './page.ts';
import { providerFor, type Provider } from './provider.ts';
import { appFailure, tokenFailure } from './told.ts';

export interface OAuthTools {
  readonly account: (id: AccountId) => Account | undefined;
  readonly secrets: SecretSource & Pick<Secrets, 'store' | 'statesOf' | 'forget'>;
  readonly https: Omit<HttpsTools, 'wayTo'>;
  /** The way to a provider is the account's way to its server. */
  readonly wayTo: (
    account: Account,
    ...to: Parameters<HttpsTools['wayTo']>
  ) => ReturnType<HttpsTools['wayTo']>;
  readonly openBrowser: (url: string) => Promise<boolean>;
  readonly words: (kind: PageKind) => PageWords;
  readonly progress: (progress: OAuthProgress) => void;
  readonly now: () => number;
  /** ms that the browser has */
  readonly within?: number;
}

type Where = 'keychain' | 'memory';

const FIVE_MINUTES = 5 * 60_000;

export class OAuth implements TokenSource {
  readonly #tools: OAuthTools;
  readonly #access = new Map<AccountId, Held<Grant>>();
  /** how often the user has signed out of it */
  readonly #forgotten = new Map<AccountId, number>();
  readonly #renewals = new Map<AccountId, Held<Promise<Grant>>>();
  readonly #consents = new Map<AccountId, AbortController>();
  /** refresh tokens that are newer than the vault's, which could not take them */
  readonly #unstored = new Map<AccountId, Held<Secret>>();
  readonly #providers = new Map<string, Provider>();

  constructor(tools: OAuthTools) {
    this.#tools = tools;
  }

  /** Rejects with AppFailure `oauth`, `cancelled`, `not-found`, and `keychain` or `disk` when the token could not be stored. */
  async signIn(accountId: AccountId): Promise<void> {
    const account = this.#oauthAccount(accountId);
    if (account === null) throw new AppFailure({ code: 'not-found' });
    const { oauth } = account.signIn;
    if (checkOAuth(oauth) !== null) throw new AppFailure({ code: 'oauth', reason: 'incomplete', said: '' });
    this.cancel(accountId);
    const abort = new AbortController();
    this.#consents.set(accountId, abort);
    const tell = (progress: Omit<OAuthProgress, 'accountId'>): void =>
      this.#tools.progress({ accountId, ...progress });
    try {
      tell({ phase: 'asking', until: null, strays: 0 });
      // What stands there now may be another than before.
      this.#providers.delete(JSON.stringify(oauth));
      const grant = await this.#consent(account, abort.signal, tell);
      abort.signal.throwIfAborted();
      await this.#granted(account, grant);
    } catch (error) {
      throw abort.signal.aborted ? new AppFailure({ code: 'cancelled' }) : appFailure(error);
    } finally {
      if (this.#consents.get(accountId) === abort) {
        this.#consents.delete(accountId);
        tell({ phase: 'over', until: null, strays: 0 });
      }
    }
  }

  /** The listener is closed, and whatever the browser brings is refused. */
  cancel(accountId: AccountId): void {
    this.#consents.get(accountId)?.abort();
  }

  /** After `signIn` ended with `keychain`: the user's word where the token stays. Rejects with `not-found`, `keychain` or `disk`. */
  async keep(accountId: AccountId, where: Where): Promise<void> {
    const account = this.#oauthAccount(accountId);
    const waiting = this.#unstored.get(accountId);
    if (account === null || waiting?.key !== keyOf(account)) throw new AppFailure({ code: 'not-found' });
    await this.#store(account, waiting.held, where);
  }

  async forget(accountId: AccountId): Promise<void> {
    this.cancel(accountId);
    this.#forgotten.set(accountId, this.#timesForgotten(accountId) + 1);
    this.#renewals.delete(accountId);
    this.#access.delete(accountId);
    this.#unstored.delete(accountId);
    await this.#tools.secrets.forget(accountId, 'refresh-token');
  }

  async accessToken({
    account: given,
    refused,
    signal,
  }: Parameters<TokenSource['accessToken']>[0]): Promise<Secret> {
    const account = this.#oauthAccount(given.id);
    const isAsStored = account !== null && hasProvider(given) && keyOf(given) === keyOf(account);
    if (!isAsStored) throw new TokenFailure('consent-needed');
    const kept = this.#access.get(account.id);
    const isGood = kept?.key === keyOf(account) && kept.held.freshUntil > this.#tools.now();
    if (isGood && !refused) return kept.held.accessToken;
    if (signal.aborted) throw new TokenFailure('token-unavailable');
    const { accessToken } = await unlessAborted(this.#renewed(account), signal);
    return accessToken;
  }

  /** The program quits: nothing waits for a browser, nothing secret stays in memory. */
  close(): void {
    for (const id of [...this.#consents.keys()]) this.cancel(id);
    this.#access.clear();
    this.#unstored.clear();
  }

  #timesForgotten(id: AccountId): number {
    return this.#forgotten.get(id) ?? 0;
  }

  #oauthAccount(id: AccountId): OAuthAccount | null {
    const account = this.#tools.account(id);
    return account === undefined || !hasProvider(account) ? null : account;
  }

  async #consent(
    account: OAuthAccount,
    signal: AbortSignal,
    progress: (progress: Omit<OAuthProgress, 'accountId'>) => void,
  ): Promise<Grant> {
    const { openBrowser, words, now, within = FIVE_MINUTES } = this.#tools;
    const fetch = this.#fetchFor(account, signal);
    const client = await this.#clientOf(account);
    const provider = await this.#provider(account, fetch);
    signal.throwIfAborted();
    const { user } = account;
    return await askConsent({
      provider,
      client,
      fetch,
      user,
      openBrowser,
      words,
      now,
      within,
      signal,
      progress,
    });
  }

  async #granted(account: OAuthAccount, grant: Grant): Promise<void> {
    const { refreshToken } = grant;
    if (refreshToken === null) throw new OAuthFailure('no-refresh-token');
    if (!this.#isSame(account)) throw new OAuthFailure('account-changed');
    const key = keyOf(account);
    this.#access.set(account.id, { key, held: grant });
    this.#unstored.set(account.id, { key, held: refreshToken });
    await this.#store(account, refreshToken, 'keychain');
  }

  /** One at a time for an account; it is not called off with one of those who wait for it, or a token that was rotated would be lost. */
  #renewed(account: OAuthAccount): Promise<Grant> {
    const key = keyOf(account);
    const underWay = this.#renewals.get(account.id);
    if (underWay?.key === key) return underWay.held;
    const renewal = this.#renew(account).finally(() => {
      if (this.#renewals.get(account.id)?.held === renewal) this.#renewals.delete(account.id);
    });
    this.#renewals.set(account.id, { key, held: renewal });
    return renewal;
  }

  /** Rejects with TokenFailure. */
  async #renew(account: OAuthAccount): Promise<Grant> {
    const { now } = this.#tools;
    const key = keyOf(account);
    const forgotten = this.#timesForgotten(account.id);
    this.#access.delete(account.id);
    const refreshToken = await this.#refreshToken(account);
    const fetch = this.#fetchFor(account);
    try {
      const client = await this.#clientOf(account);
      const provider = await this.#provider(account, fetch);
      const grant = await refresh({ provider, client, fetch, now }, refreshToken);
      // The user may sign out meanwhile: what the provider gave for it is not kept.
      const isStillMeant = (): boolean =>
        this.#timesForgotten(account.id) === forgotten && this.#isSame(account);
      if (!isStillMeant()) throw new TokenFailure('consent-needed');
      if (grant.refreshToken !== null && grant.refreshToken.reveal() !== refreshToken.reveal())
        await this.#rotated(account, grant.refreshToken);
      if (!isStillMeant()) throw new TokenFailure('consent-needed');
      this.#access.set(account.id, { key, held: grant });
      return grant;
    } catch (error) {
      throw tokenFailure(error);
    }
  }

  /** The new one stands in the vault before the old one's place is gone; where the vault cannot take it now, it is kept and used from here. */
  async #rotated(account: OAuthAccount, refreshToken: Secret): Promise<void> {
    const where = this.#tools.secrets.statesOf(account)['refresh-token'] === 'memory' ? 'memory' : 'keychain';
    this.#unstored.set(account.id, { key: keyOf(account), held: refreshToken });
    await this.#store(account, refreshToken, where).catch(() => undefined);
  }

  async #store(account: OAuthAccount, token: Secret, where: Where): Promise<void> {
    // Revealed to be sealed.
    await this.#tools.secrets.store(secretBinding(account, 'refresh-token'), token.reveal(), where);
    if (this.#unstored.get(account.id)?.held === token) this.#unstored.delete(account.id);
  }

  async #refreshToken(account: OAuthAccount): Promise<Secret> {
    const newer = this.#unstored.get(account.id);
    if (newer?.key === keyOf(account)) {
      await this.#rotated(account, newer.held);
      return newer.held;
    }
    return await this.#secret(secretBinding(account, 'refresh-token'));
  }

  async #clientOf(account: OAuthAccount): Promise<Client> {
    const id = account.signIn.oauth.clientId.trim();
    const isThere = this.#tools.secrets.statesOf(account)['client-secret'] !== 'none';
    return { id, secret: isThere ? await this.#secret(secretBinding(account, 'client-secret')) : null };
  }

  /** Rejects with TokenFailure. */
  async #secret(binding: SecretBinding): Promise<Secret> {
    const answer = await this.#tools.secrets.secretFor(binding);
    if (answer.kind === 'secret') return answer.secret;
    switch (answer.code) {
      case 'keychain-locked':
      case 'keychain-unavailable':
      case 'vault-key-missing':
        throw new TokenFailure(answer.code);
      default:
        throw new TokenFailure('consent-needed');
    }
  }

  async #provider({ signIn: { oauth } }: OAuthAccount, fetch: HttpsFetch): Promise<Provider> {
    const key = JSON.stringify(oauth);
    const known = this.#providers.get(key) ?? (await providerFor(oauth, fetch));
    this.#providers.set(key, known);
    return known;
  }

  #fetchFor(account: OAuthAccount, signal?: AbortSignal): HttpsFetch {
    const { https, wayTo } = this.#tools;
    const fetch = httpsThrough({ ...https, wayTo: (...to) => wayTo(account, ...to) });
    return (url, request) => fetch(url, { ...request, signal: signal ?? request.signal });
  }

  #isSame(account: OAuthAccount): boolean {
    const now = this.#oauthAccount(account.id);
    return now !== null && keyOf(now) === keyOf(account);
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new TokenFailure('token-unavailable'));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
