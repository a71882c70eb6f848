/** What a session is given to get to a server and in there, and what is said where something of it is missing. */
import { describe, expect, it } from 'vitest';
import type { Account } from '#core/account/account.ts';
import type { SecretBinding } from '#core/account/secrets.ts';
import { accessFor, type AccessTools } from '#electron/accounts/access.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { TokenFailure } from '#electron/submission/sign-in/credentials.ts';
import { makeAccount } from '#test/faults/session-trial.ts';

const oauth = { provider: 'google', issuer: '', clientId: 'facteur', scope: '', tenant: '' } as const;
const proxy = { kind: 'socks5h', host: 'proxy.example', port: 1080, user: 'pia' } as const;

function tools(more: Partial<AccessTools> = {}): { asked: SecretBinding[]; tools: AccessTools } {
  const asked: SecretBinding[] = [];
  return {
    asked,
    tools: {
      secrets: {
        secretFor: (binding) => {
          asked.push(binding);
          return Promise.resolve({ kind: 'secret', secret: new Secret(`the ${binding.kind}`) });
        },
      },
      tokens: null,
      systemProxy: () => Promise.resolve('DIRECT'),
      ...more,
    },
  };
}
const access = (account: Account, given: AccessTools, typed = {}) =>
  accessFor(account, given, new AbortController().signal, typed);
const account = (more: Partial<Account> = {}): Account => makeAccount(465, 'tls', more);

describe('an account with a password', () => {
  it('is given the one that was stored for it', async () => {
    const { credentials, missing, blocked } = await access(account(), tools().tools);
    expect(credentials?.password?.reveal()).toBe('the password');
    expect({ missing, blocked }).toEqual({ missing: null, blocked: null });
  });

  it('is given the one that was typed, and the vault is not asked', async () => {
    const { asked, tools: given } = tools();
    const { credentials } = await access(account(), given, { password: new Secret('typed') });
    expect(credentials?.password?.reveal()).toBe('typed');
    expect(asked).toEqual([]);
  });

  it('is told what it lacks', async () => {
    const secretFor = () => Promise.resolve({ kind: 'failed', code: 'keychain-locked' } as const);
    const { missing, credentials } = await access(account(), tools({ secrets: { secretFor } }).tools);
    expect(missing?.code).toBe('keychain-locked');
    expect(credentials).toBe(null);
  });

  it('that does not sign in needs none', async () => {
    const { asked, tools: given } = tools();
    const none = account({ signIn: { method: 'none', oauth: null } });
    expect((await access(none, given)).credentials).toBe(null);
    expect(asked).toEqual([]);
  });
});

describe('an account with tokens', () => {
  const withTokens = account({ signIn: { method: 'auto', oauth } });

  it('has the first before anything is connected to, and another only when it was refused', async () => {
    const refusals: boolean[] = [];
    const tokens = {
      accessToken: ({ refused }: { readonly refused: boolean }) => {
        refusals.push(refused);
        return Promise.resolve(new Secret(`token ${String(refusals.length)}`));
      },
    };
    const { credentials, secret } = await access(withTokens, tools({ tokens }).tools);
    expect(refusals).toEqual([false]);
    expect(secret?.reveal()).toBe('token 1');
    expect((await credentials?.token?.(false))?.reveal()).toBe('token 1');
    expect((await credentials?.token?.(true))?.reveal()).toBe('token 2');
    expect(refusals).toEqual([false, true]);
  });

  it('is told why there is none', async () => {
    const tokens = {
      accessToken: () => Promise.reject(new TokenFailure('consent-withdrawn', 'invalid_grant')),
    };
    expect((await access(withTokens, tools({ tokens }).tools)).missing).toMatchObject({
      code: 'consent-withdrawn',
      params: { reason: 'invalid_grant' },
    });
    expect((await access(withTokens, tools().tools)).missing?.code).toBe('consent-needed');
  });
});

describe('an account behind a proxy', () => {
  it('is given the proxy with its password', async () => {
    const { proxy: route } = await access(account({ proxy }), tools().tools);
    expect(route).toMatchObject({ kind: 'socks5h', host: 'proxy.example', port: 1080, user: 'pia' });
    expect(route?.password?.reveal()).toBe('the proxy-password');
  });

  it('whose password is missing connects nowhere, and its other secrets stay shut', async () => {
    const { asked, tools: given } = tools();
    const secretFor = (binding: SecretBinding) => {
      asked.push(binding);
      return Promise.resolve({ kind: 'failed', code: 'proxy-password-missing' } as const);
    };
    const { blocked, credentials } = await access(account({ proxy }), { ...given, secrets: { secretFor } });
    expect(blocked).toEqual({
      code: 'proxy-password-missing',
      params: { proxy: 'proxy.example:1080', user: 'pia' },
    });
    expect(credentials).toBe(null);
    expect(asked.map(({ kind }) => kind)).toEqual(['proxy-password']);
  });

  it('of the system is given what the system says for its server', async () => {
    const hosts: string[] = [];
    const systemProxy = (host: string, port: number) => {
      hosts.push(`${host}:${String(port)}`);
      return Promise.resolve('PROXY proxy.example:3128');
    };
    const system = account({ proxy: { ...proxy, kind: 'system' } });
    const found = await access(system, tools({ systemProxy }).tools);
    expect(found.proxy).toMatchObject({ kind: 'http', host: 'proxy.example', port: 3128, user: '' });
    expect(hosts).toEqual(['localhost:465']);
    const unusable = tools({ systemProxy: () => Promise.resolve('HTTPS proxy.example:443') });
    expect((await access(system, unusable.tools)).blocked?.code).toBe('proxy-unsupported');
  });
});

describe('an account with a client certificate', () => {
  it('that is not there cannot sign in with it', async () => {
    const external = account({ signIn: { method: 'EXTERNAL', oauth: null } });
    expect((await access(external, tools().tools)).missing?.code).toBe('client-certificate-missing');
  });
});
