/** Signing in with the browser and renewing by the account's own proxy, and where a provider publishes its document. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { NO_PROXY, type Proxy, type ProxyKind } from '#core/account/proxy.ts';
import { secretBinding } from '#core/account/secrets.ts';
import { freePort } from '#test/servers/ports.ts';
import { startHttpProxy, startSocksProxy, type TestProxy } from '#test/servers/proxies.ts';
import { openOAuthRig, stored, type OAuthRig } from './rig.ts';

const signIn = { user: 'pia', password: 'proxy-pass=52e1' };
const names = { localhost: '127.0.0.1' };
const nobodyLooksUp = (host: string): Promise<never> => Promise.reject(new Error(`${host} was looked up`));
const signal = new AbortController().signal;
const accessToken = (rig: OAuthRig) =>
  rig.oauth.accessToken({ account: rig.account, refused: false, signal });

async function started(kind: ProxyKind): Promise<TestProxy> {
  const proxy = await (kind === 'http' ? startHttpProxy : startSocksProxy)({ names, signIn });
  onTestFinished(() => proxy.stop());
  return proxy;
}

async function behind(proxy: Partial<Proxy>, password: string | null): Promise<OAuthRig> {
  const rig = await openOAuthRig({
    account: { proxy: { ...NO_PROXY, host: '127.0.0.1', user: signIn.user, ...proxy } },
    resolve: nobodyLooksUp,
  });
  if (password !== null)
    await rig.secrets.store(secretBinding(rig.account, 'proxy-password'), password, 'keychain');
  return rig;
}

describe.each(['socks5h', 'http'] as const)('by a proxy that resolves names (%s)', (kind) => {
  it('signs in and renews, and no name is looked up here', async () => {
    const proxy = await started(kind);
    const rig = await behind({ kind, port: proxy.port }, signIn.password);
    await rig.oauth.signIn(rig.account.id);
    rig.now += 3600_000;
    expect((await accessToken(rig)).reveal()).toBe(rig.oidc.tokens.at(-2));
    expect(rig.oidc.grants).toEqual(['authorization_code', 'refresh_token']);
    const { port } = new URL(rig.oidc.issuer);
    expect(new Set(proxy.asked)).toEqual(new Set([`localhost:${port}`]));
  });

  it('stores nothing where the proxy refuses its password, and does not go past it', async () => {
    const proxy = await started(kind);
    const rig = await behind({ kind, port: proxy.port }, 'another');
    await expect(rig.oauth.signIn(rig.account.id)).rejects.toMatchObject({
      error: { code: 'oauth', reason: 'unreachable', said: 'proxy-sign-in-refused' },
    });
    expect([rig.oidc.grants, await stored(rig)]).toEqual([[], 'consent-needed']);
  });
});

describe('a proxy', () => {
  it('whose password is not there is not gone past', async () => {
    const proxy = await started('socks5h');
    const rig = await behind({ kind: 'socks5h', port: proxy.port }, null);
    await expect(rig.oauth.signIn(rig.account.id)).rejects.toMatchObject({
      error: { code: 'oauth', reason: 'unreachable', said: 'proxy-password-missing' },
    });
    expect(proxy.asked).toEqual([]);
  });

  it('that does not answer is not gone past', async () => {
    const rig = await behind({ kind: 'socks5h', port: await freePort(), user: '' }, null);
    await expect(rig.oauth.signIn(rig.account.id)).rejects.toMatchObject({
      error: { code: 'oauth', reason: 'unreachable', said: 'ECONNREFUSED' },
    });
    expect(rig.opened).toEqual([]);
  });
});

describe('a provider’s document', () => {
  it.each(['openid-configuration', 'oauth-authorization-server'] as const)(
    'is found at %s',
    async (knows) => {
      const rig = await openOAuthRig({ knows });
      await rig.oauth.signIn(rig.account.id);
      expect(await stored(rig)).toBe(rig.oidc.tokens[1]);
    },
  );
});
