/** Signing in with the browser and renewing tokens, against a real provider: what is stored, what is refused, what is said. */
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SMTPServer } from 'smtp-server';
import { CLIENT, visit } from '#test/servers/oidc.ts';
import { failureOf, Trial } from '#test/faults/session-trial.ts';
import { startScriptedServer } from '#test/servers/scripted-smtp.ts';
import type { Secret } from '#electron/secrets/secret.ts';
import { certificates, openOAuthRig, stored, type OAuthRig } from './rig.ts';

const id = (rig: OAuthRig) => rig.account.id;
const signal = new AbortController().signal;
const token = (rig: OAuthRig, refused = false): Promise<Secret> =>
  rig.oauth.accessToken({ account: rig.account, refused, signal });
const why = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'it went well',
    (error: unknown) => error,
  );
const failed = (reason: string, more = {}) => ({ error: { code: 'oauth', reason, ...more } });
const changed = (url: string, change: (query: URLSearchParams) => void): string => {
  const other = new URL(url);
  change(other.searchParams);
  return other.href;
};

describe('signing in with the browser', () => {
  it('stores the refresh token, sealed, and hands out the access token', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    const [access = '', refresh = ''] = rig.oidc.tokens;
    expect(await stored(rig)).toBe(refresh);
    expect((await token(rig)).reveal()).toBe(access);
    expect(rig.progress.map(({ phase }) => phase)).toEqual(['asking', 'browser', 'exchanging', 'over']);
    const vault = readFileSync(path.join(rig.folder, 'vault.json'), 'utf8');
    for (const secret of [access, refresh, CLIENT.secret]) {
      expect(vault).not.toContain(secret);
      expect(inspect(rig.oauth, { depth: 9, showHidden: true })).not.toContain(secret);
    }
  });

  it('asks with PKCE, a state, and a loopback address', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    const asked = new URL(rig.opened[0] ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('state')).toMatch(/^[\w-]{43}$/);
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(asked.get('login_hint')).toBe('ada@example.org');
    expect(rig.opened[0]).not.toContain(CLIENT.secret);
  });

  it('refuses an answer with a wrong state, says so, and goes on waiting for its own', async () => {
    const rig = await openOAuthRig();
    let page = { status: 0, text: '', policy: '' };
    rig.browse = async (url) => {
      const back = await rig.oidc.follow(url);
      page = await visit(changed(back, (query) => query.set('state', '<b>forged</b>')));
      await visit(back);
    };
    await rig.oauth.signIn(id(rig));
    expect(page).toMatchObject({ status: 400 });
    expect(page.text).toContain('page refused');
    expect(page.text).not.toContain('forged');
    expect(page.policy).toContain(`default-src 'none'`);
    expect(rig.progress.map(({ strays }) => strays)).toContain(1);
  });

  it.each([
    ['of another issuer', (query: URLSearchParams) => query.set('iss', 'https://elsewhere.example')],
    ['that does not say whose it is', (query: URLSearchParams) => query.delete('iss')],
    ['with two issuers', (query: URLSearchParams) => query.append('iss', 'https://elsewhere.example')],
  ])('ends at an answer %s, and its code is not used', async (_, change) => {
    const rig = await openOAuthRig();
    rig.browse = async (url) => visit(changed(await rig.oidc.follow(url), change));
    expect(await why(rig.oauth.signIn(id(rig)))).toMatchObject(failed('wrong-issuer'));
    expect(rig.oidc.grants).toEqual([]);
    expect(await stored(rig)).toBe('consent-needed');
  });

  it('uses an answer once: a second one is refused, and afterwards nobody listens', async () => {
    const rig = await openOAuthRig();
    const pages: number[] = [];
    let back = '';
    rig.browse = async (url) => {
      back = await rig.oidc.follow(url);
      const both = await Promise.all([visit(back), visit(back)]);
      pages.push(...both.map(({ status }) => status));
    };
    await rig.oauth.signIn(id(rig));
    await expect.poll(() => pages.toSorted()).toEqual([200, 409]);
    expect(rig.oidc.grants).toEqual(['authorization_code']);
    expect(await why(visit(back))).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('answers nobody who asks under another name or for another path', async () => {
    const rig = await openOAuthRig();
    const seen: number[] = [];
    rig.browse = async (url) => {
      const back = await rig.oidc.follow(url);
      seen.push((await visit(back, { host: 'evil.example' })).status);
      seen.push((await visit(new URL('/favicon.ico?x=1', back).href)).status);
      await visit(back);
    };
    await rig.oauth.signIn(id(rig));
    expect(seen).toEqual([404, 404]);
  });

  it('says that the user did not allow it, in the provider’s words', async () => {
    const rig = await openOAuthRig();
    rig.oidc.allows = false;
    expect(await why(rig.oauth.signIn(id(rig)))).toMatchObject(
      failed('denied', { said: 'access_denied: the user said no' }),
    );
  });

  it('ends when the browser does not come back in time', async () => {
    const rig = await openOAuthRig({ within: 50 });
    rig.browse = () => Promise.resolve();
    expect(await why(rig.oauth.signIn(id(rig)))).toMatchObject(failed('timed-out'));
  });

  it('is called off by the user', async () => {
    const rig = await openOAuthRig();
    rig.browse = () => {
      rig.oauth.cancel(id(rig));
      return Promise.resolve();
    };
    expect(await why(rig.oauth.signIn(id(rig)))).toMatchObject({ error: { code: 'cancelled' } });
  });

  it('tells a wrong client secret from others, without it', async () => {
    const rig = await openOAuthRig();
    const { secretBinding } = await import('#core/account/secrets.ts');
    await rig.secrets.store(secretBinding(rig.account, 'client-secret'), 'another-secret-5512', 'keychain');
    const failure = await why(rig.oauth.signIn(id(rig)));
    expect(failure).toMatchObject(failed('refused'));
    expect(inspect(failure, { depth: 9 })).not.toContain('another-secret');
  });

  it('says where no provider is', async () => {
    const rig = await openOAuthRig({ oauth: { issuer: 'https://localhost:1' } });
    expect(await why(rig.oauth.signIn(id(rig)))).toMatchObject(
      failed('unreachable', { said: 'ECONNREFUSED' }),
    );
  });

  it('keeps a token that the vault did not take until the user says where', async () => {
    const rig = await openOAuthRig();
    rig.isFull = true;
    expect(await why(rig.oauth.signIn(id(rig)))).toMatchObject({ message: 'full' });
    rig.isFull = false;
    await rig.oauth.keep(id(rig), 'memory');
    expect(await stored(rig)).toBe(rig.oidc.tokens[1]);
    expect(rig.secrets.statesOf(rig.account)['refresh-token']).toBe('memory');
  });

  it('leaves nothing once it is forgotten', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    await rig.oauth.forget(id(rig));
    expect(await why(token(rig))).toMatchObject({ code: 'consent-needed' });
    expect(await stored(rig)).toBe('consent-needed');
  });

  it('is not stored again by a renewal that was under way', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    const renewing = why(token(rig, true));
    await rig.oauth.forget(id(rig));
    expect(await renewing).toMatchObject({ code: 'consent-needed' });
    expect(await stored(rig)).toBe('consent-needed');
    expect(await why(token(rig))).toMatchObject({ code: 'consent-needed' });
  });

  it('is not for an account that is only being typed: another host or user gets nothing', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    for (const typed of [{ host: 'smtp.gmial.example' }, { user: 'eve@example.org' }]) {
      const account = { ...rig.account, ...typed };
      expect(await why(rig.oauth.accessToken({ account, refused: false, signal }))).toMatchObject({
        code: 'consent-needed',
      });
    }
  });

  it('is for the account as it was: another host gets nothing', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    rig.account = { ...rig.account, host: 'elsewhere.example' };
    expect(await why(token(rig))).toMatchObject({ code: 'consent-needed' });
  });
});

describe('an access token', () => {
  it('is renewed before it expires, and the rotated refresh token takes the old one’s place', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    rig.now += 3600_000 - 60_000;
    const renewed = await token(rig);
    const [first, , second = '', rotated = ''] = rig.oidc.tokens;
    expect(renewed.reveal()).toBe(second);
    expect(second).not.toBe(first);
    expect(await stored(rig)).toBe(rotated);
    expect(rig.oidc.grants).toEqual(['authorization_code', 'refresh_token']);
  });

  it('is renewed once, however many ask', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    const all = await Promise.all([token(rig, true), token(rig, true), token(rig, true)]);
    expect(new Set(all.map((one) => one.reveal())).size).toBe(1);
    expect(rig.oidc.grants).toEqual(['authorization_code', 'refresh_token']);
  });

  it('goes on with a rotated refresh token that the vault could not take', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    rig.isFull = true;
    await token(rig, true);
    rig.isFull = false;
    await token(rig, true);
    expect(await stored(rig)).toBe(rig.oidc.tokens.at(-1));
  });

  it('is not to be had once the permission is withdrawn, and says so', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    await rig.oidc.withdraw();
    const failure = await why(token(rig, true));
    expect(failure).toMatchObject({ code: 'consent-withdrawn' });
    expect(inspect(failure)).toContain('invalid_grant');
    expect(inspect(failure, { depth: 9 })).not.toContain(rig.oidc.tokens[1]);
  });

  it('that somebody no longer waits for is stored all the same', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    const abort = new AbortController();
    const asked = why(rig.oauth.accessToken({ account: rig.account, refused: true, signal: abort.signal }));
    abort.abort();
    expect(await asked).toMatchObject({ code: 'token-unavailable' });
    await expect.poll(async () => (await stored(rig)) === rig.oidc.tokens[3]).toBe(true);
  });
});

describe('a server that checks tokens', () => {
  const credentials = (rig: OAuthRig) => ({
    user: 'ada@example.org',
    password: null,
    token: (refused: boolean) => token(rig, refused),
  });
  const trial = (port: number, security: 'tls') =>
    new Trial({ port, security, trust: [certificates.authority.certificate] });

  it('lets XOAUTH2 in, and after 535 once more with a new token', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    const server = new SMTPServer({
      secure: true,
      key: certificates.good.key,
      cert: certificates.good.certificate,
      authMethods: ['XOAUTH2'],
      onAuth: ({ accessToken = '' }, _session, done) =>
        void rig.oidc.isGood(accessToken).then((isGood) => {
          done(
            null,
            isGood ? { user: 'ada' } : { data: { status: '401', schemes: 'bearer', scope: 'mail' } },
          );
        }),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const old = (await token(rig)).reveal();
    await rig.oidc.revoke(old);
    const session = trial(port, 'tls');
    await session.open();
    await session.session.signIn(credentials(rig));
    await session.session.close();
    expect(rig.oidc.grants).toEqual(['authorization_code', 'refresh_token']);
    for (const secret of rig.oidc.tokens) {
      expect(session.transcript.join('\n')).not.toContain(secret);
      expect(session.transcript.join('\n')).not.toContain(
        Buffer.from(secret).toString('base64').slice(0, 20),
      );
    }
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('lets OAUTHBEARER in, and says why once the permission is withdrawn', async () => {
    const rig = await openOAuthRig();
    await rig.oauth.signIn(id(rig));
    const server = await startScriptedServer({
      identity: certificates.good,
      implicitTls: true,
      extensions: ['AUTH OAUTHBEARER'],
      at: {
        AUTH: (connection) => {
          const said = Buffer.from(connection.lines.at(-1)?.split(' ')[2] ?? '', 'base64').toString();
          const [given = ''] = said.split('auth=Bearer ')[1]?.split('\u0001') ?? [];
          void rig.oidc.isGood(given).then((isGood) => {
            if (isGood) connection.reply('235 2.7.0 welcome');
            else {
              connection.expectAnswer();
              connection.reply(`334 ${Buffer.from('{"status":"invalid_token"}').toString('base64')}`);
            }
          });
        },
        answer: (connection) => connection.reply('535 5.7.8 no'),
      },
    });
    const good = trial(server.port, 'tls');
    await good.open();
    await good.session.signIn(credentials(rig));
    await good.session.close();
    await rig.oidc.withdraw();
    const bad = trial(server.port, 'tls');
    await bad.open();
    const failure = await failureOf(bad.session.signIn(credentials(rig)));
    await bad.session.close();
    await server.stop();
    expect(failure.diagnosis).toMatchObject({
      step: 'sign-in',
      code: 'consent-withdrawn',
      fixes: ['give-consent'],
    });
  });
});
