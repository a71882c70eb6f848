/**
 * All that a session needs to get to an account's server and in there, opened from the vault for it: the proxy, the client certificate, the
 * password or token. What is missing is told apart by what it is missing for.
 */
import type { Account } from '#core/account/account.ts';
import { isOwnProxy } from '#core/account/proxy.ts';
import { secretBinding, type SecretKind } from '#core/account/secrets.ts';
import { proofOf } from '#core/account/sign-in.ts';
import type { DiagnosisCode } from '#core/smtp/vocabulary.ts';
import type { SecretAnswer, SecretSource } from '../outbox/ports.ts';
import type { Secret } from '../secrets/secret.ts';
import { openClientKey } from '../secrets/client-key.ts';
import type { ClientKey } from '../submission/connection/encryption.ts';
import { proxyName, type ProxyRoute } from '../submission/connection/proxy/route.ts';
import { systemRoute } from '../submission/connection/proxy/system.ts';
import { TokenFailure, type Credentials, type TokenSource } from '../submission/sign-in/credentials.ts';

/** As Chromium answers for a server: `PROXY host:port; DIRECT`. */
export type SystemProxy = (host: string, port: number) => Promise<string>;

export interface AccessTools {
  readonly secrets: SecretSource;
  /** null: nobody here gives out tokens */
  readonly tokens: TokenSource | null;
  readonly systemProxy: SystemProxy;
}

/** Straight to the server, with this password or with why there is none. */
export const byPassword = (user: string, answer: SecretAnswer | null): Access => ({
  proxy: null,
  clientCertificate: null,
  blocked: null,
  ...(answer?.kind === 'secret'
    ? { credentials: { user, password: answer.secret, token: null }, secret: answer.secret, missing: null }
    : {
        credentials: null,
        secret: null,
        missing: answer === null ? null : { code: answer.code, params: { user } },
      }),
});

/** What the user has typed and not stored yet stands in the place of what is stored. */
export interface TypedSecrets {
  readonly password?: Secret;
  readonly proxyPassword?: Secret;
  readonly clientKey?: ClientKey;
}

export interface Missing {
  readonly code: DiagnosisCode;
  readonly params: Readonly<Record<string, string>>;
}

export interface Access {
  readonly proxy: ProxyRoute | null;
  readonly clientCertificate: ClientKey | null;
  /** null: it does not sign in, or `missing` says why it cannot */
  readonly credentials: Credentials | null;
  /** what the server may know from an earlier connection */
  readonly secret: Secret | null;
  /** kept from signing in */
  readonly missing: Missing | null;
  /** kept from connecting at all */
  readonly blocked: Missing | null;
}

export async function accessFor(
  account: Account,
  tools: AccessTools,
  signal: AbortSignal,
  typed: TypedSecrets = {},
): Promise<Access> {
  const way = await proxyFor(account, tools, typed);
  const key = await keyFor(account, tools, typed);
  const nothing = { credentials: null, secret: null, missing: null };
  const proof = way.blocked === null ? await proofFor(account, tools, signal, typed, key) : nothing;
  return { ...proof, proxy: way.proxy, clientCertificate: key.key, blocked: way.blocked };
}

type Way = Pick<Access, 'proxy' | 'blocked'>;

type WayTools = Pick<AccessTools, 'secrets' | 'systemProxy'>;

/** For others who connect in an account's name: by its proxy alone, wherever to. */
export const wayOf = (account: Account, host: string, port: number, tools: WayTools): Promise<Way> =>
  proxyFor({ ...account, host, port }, tools, {});

async function proxyFor(account: Account, tools: WayTools, typed: TypedSecrets): Promise<Way> {
  const { kind, host, port, user } = account.proxy;
  if (kind === 'none') return { proxy: null, blocked: null };
  if (kind === 'system') return await systemWay(account, tools.systemProxy);
  const proxy = { kind, host, port, user, password: null };
  if (user === '' || !isOwnProxy(account.proxy)) return { proxy, blocked: null };
  const answer = await secretOf(account, 'proxy-password', tools, typed.proxyPassword);
  if (answer.kind === 'secret') return { proxy: { ...proxy, password: answer.secret }, blocked: null };
  return { proxy: null, blocked: { code: answer.code, params: { proxy: proxyName(proxy), user } } };
}

async function systemWay({ host, port }: Account, systemProxy: SystemProxy): Promise<Way> {
  const route = systemRoute(await systemProxy(host, port));
  if (route !== 'unsupported') return { proxy: route, blocked: null };
  return { proxy: null, blocked: { code: 'proxy-unsupported', params: {} } };
}

interface Key {
  readonly key: ClientKey | null;
  readonly code: DiagnosisCode | null;
}

async function keyFor(account: Account, tools: AccessTools, typed: TypedSecrets): Promise<Key> {
  if (typed.clientKey !== undefined) return { key: typed.clientKey, code: null };
  if (account.tls.clientCertificate === null) return { key: null, code: 'client-certificate-missing' };
  const answer = await secretOf(account, 'client-certificate', tools, undefined);
  if (answer.kind === 'failed') return { key: null, code: answer.code };
  const key = openClientKey(answer.secret);
  return { key, code: key === null ? 'client-certificate-missing' : null };
}

type Proved = Pick<Access, 'credentials' | 'secret' | 'missing'>;

async function proofFor(
  account: Account,
  tools: AccessTools,
  signal: AbortSignal,
  typed: TypedSecrets,
  key: Key,
): Promise<Proved> {
  const { user } = account;
  const without = (code: DiagnosisCode, reason = ''): Proved => ({
    credentials: null,
    secret: null,
    missing: { code, params: { user, reason } },
  });
  switch (proofOf(account)) {
    case null:
      return { credentials: null, secret: null, missing: null };
    case 'certificate':
      if (key.key === null) return without(key.code ?? 'client-certificate-missing');
      return { credentials: { user, password: null, token: null }, secret: null, missing: null };
    case 'password': {
      const answer = await secretOf(account, 'password', tools, typed.password);
      if (answer.kind === 'failed') return without(answer.code);
      const password = answer.secret;
      return { credentials: { user, password, token: null }, secret: password, missing: null };
    }
    case 'token':
      try {
        return await tokenFor(account, tools, signal);
      } catch (error) {
        if (error instanceof TokenFailure) return without(error.code, error.reason);
        throw error;
      }
  }
}

/** The first one before anything is connected to: a server does not wait while a provider is asked. */
async function tokenFor(account: Account, { tokens }: AccessTools, signal: AbortSignal): Promise<Proved> {
  if (tokens === null) throw new TokenFailure('consent-needed');
  const ask = (refused: boolean): Promise<Secret> => tokens.accessToken({ account, refused, signal });
  const first = await ask(false);
  const token = (refused: boolean): Promise<Secret> => (refused ? ask(true) : Promise.resolve(first));
  return { credentials: { user: account.user, password: null, token }, secret: first, missing: null };
}

const secretOf = async (
  account: Account,
  kind: SecretKind,
  { secrets }: WayTools,
  typed: Secret | undefined,
): Promise<SecretAnswer> =>
  typed === undefined
    ? await secrets.secretFor(secretBinding(account, kind))
    : { kind: 'secret', secret: typed };
