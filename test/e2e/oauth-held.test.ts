// An account with tokens where no keychain is, behind a proxy: the user says where the token stays, and mail that waits because the permission
// was withdrawn goes on from the Outbox. A real provider gives the tokens, a server checks them, all by the account's proxy.
import { once } from 'node:events';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USUAL_SETTINGS } from '#core/account/account.ts';
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { LANGUAGES } from '#core/i18n/languages.ts';
import type { AccountId } from '#core/message/ids.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { CLIENT, startOidcServer, visit, type OidcServer } from '#test/servers/oidc.ts';
import { startSocksProxy, type TestProxy } from '#test/servers/proxies.ts';
import { filesWith } from '../electron/secrets/temporary-folder.ts';
import { addressAt, done } from './calls.ts';
import { button, ready, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, overflowing, resize, settled, violations } from './look.ts';

const certificates = await makeTestCertificates();

let program: Launched;
let page: Page;
let oidc: OidcServer;
let proxy: TestProxy;
let server: SMTPServer;
let accountId: AccountId;
const received: string[] = [];

beforeAll(async () => {
  const { good: identity, authority } = certificates;
  oidc = await startOidcServer({ identity, authority: authority.certificate });
  proxy = await startSocksProxy({ names: { localhost: '127.0.0.1' } });
  server = new SMTPServer({
    secure: true,
    key: identity.key,
    cert: identity.certificate,
    authMethods: ['XOAUTH2'],
    onAuth: ({ accessToken = '' }, _session, answer) =>
      void oidc.isGood(accessToken).then((isGood) => {
        answer(null, isGood ? { user: 'ada' } : { data: { status: '401' } });
      }),
    onData: (stream, _session, answer) => {
      let text = '';
      stream.on('data', (piece: Buffer) => (text += piece.toString()));
      stream.on('end', () => {
        received.push(/^Subject: (.*)\r$/m.exec(text)?.[1] ?? '');
        answer();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  program = await launch({ authority: authority.certificate });
  page = program.page;
  await ready(page);
  await program.app.evaluate(({ shell }) => {
    shell.openExternal = (url) => {
      process.env['FACTEUR_TEST_OPENED'] = url;
      return Promise.resolve();
    };
  });
  await done(page, 'settings.set', { undoSeconds: 0 });
  const { account } = await done(page, 'accounts.save', {
    id: null,
    name: 'Tokens',
    host: 'localhost',
    port: portOf(server),
    security: 'tls',
    user: 'ada@tokens.example',
    ehloName: '',
    hue: 1,
    ...USUAL_SETTINGS,
    // Each message signs in anew.
    throttle: { ...USUAL_SETTINGS.throttle, messagesPerConnection: 1 },
    signIn: {
      method: 'auto',
      oauth: {
        provider: 'generic',
        issuer: oidc.issuer,
        clientId: CLIENT.id,
        scope: 'openid offline_access',
        tenant: '',
      },
    },
    proxy: { kind: 'socks5h', host: '127.0.0.1', port: proxy.port, user: '' },
    identities: [{ ...USUAL_IDENTITY, id: null, name: '', address: addressAt('Tokens') }],
  });
  accountId = account.id;
  const { secret } = CLIENT;
  await done(page, 'secrets.store', { accountId, kind: 'client-secret', password: secret, where: 'memory' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await oidc.stop();
  await proxy.stop();
  server.close();
});

function portOf({ server: listener }: SMTPServer): number {
  const address = listener.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The test plays the browser: it follows what the program opens, and comes back. */
async function signInThere(): Promise<void> {
  let url = '';
  await expect
    .poll(async () => {
      url = await program.app.evaluate(() => process.env['FACTEUR_TEST_OPENED'] ?? '');
      return url;
    })
    .not.toBe('');
  await program.app.evaluate(() => {
    process.env['FACTEUR_TEST_OPENED'] = '';
  });
  await visit(await oidc.follow(url));
}

async function look(name: string): Promise<void> {
  for (const language of LANGUAGES)
    for (const theme of ['light', 'dark'] as const) {
      await done(page, 'settings.set', { theme, language });
      for (const [width, height] of [
        [1280, 800],
        [720, 600],
      ] as const) {
        await resize(program.app, page, width, height);
        await settled(page);
        expect(await violations(page)).toEqual([]);
        expect(await overflowing(page)).toEqual([]);
        await draw(page, `${name}.${language}.${theme}.${String(width)}.png`);
      }
    }
  await resize(program.app, page, 1280, 800);
  await done(page, 'settings.set', { theme: 'light', language: 'en' });
}

const stateOfToken = async () => {
  const { accounts } = await done(page, 'accounts.list', null);
  return accounts.find(({ account }) => account.id === accountId)?.secrets['refresh-token'];
};
const held = () => page.getByRole('article', { name: 'Tokens is on hold' });
const compose = async (subject: string) => {
  await writeFrom(page, addressAt('Tokens'), { to: ['mira@example.org'], subject, body: 'x' });
  await page.keyboard.press('Control+Enter');
};

describe('an account with tokens, where no keychain is', () => {
  it('keeps the token nowhere until the user says where', async () => {
    await page.keyboard.press('Control+5');
    await page.getByRole('option').filter({ hasText: 'Tokens' }).click();
    await button(page, 'Sign in with the browser').click();
    await signInThere();
    await page.getByText(/the keychain did not take it/).waitFor();
    expect(await stateOfToken()).toBe('none');
    await look('where');
    await button(page, 'Keep in memory').press('Enter');
    await page.getByText('signed in, token in memory until you quit', { exact: true }).waitFor();
    expect(await stateOfToken()).toBe('memory');
    for (const token of oidc.tokens) expect(filesWith(program.profile, token)).toEqual([]);
  });

  it('asked the provider by the account’s proxy alone', () => {
    const { port } = new URL(oidc.issuer);
    expect(new Set(proxy.asked)).toEqual(new Set([`localhost:${port}`]));
  });

  it('sends by it, with the token', async () => {
    await compose('With a token');
    await expect.poll(() => received).toEqual(['With a token']);
  });
});

describe('mail that waits because the permission was withdrawn', () => {
  it('is held once, with the way back in', async () => {
    await oidc.withdraw();
    await compose('Held');
    await page.keyboard.press('Control+2');
    await held().getByText('The provider no longer lets Facteur in.').waitFor();
    await held().getByRole('button', { name: 'Sign in again' }).waitFor();
    await look('held');
  });

  it('goes on once the user has signed in again from the Outbox', async () => {
    const grants = oidc.grants.length;
    await held().getByRole('button', { name: 'Sign in again' }).press('Enter');
    await signInThere();
    await button(page, 'Keep in memory').click();
    await expect.poll(() => received).toEqual(['With a token', 'Held']);
    expect(oidc.grants.slice(grants)).toContain('authorization_code');
    await page.keyboard.press('Control+2');
    await held().waitFor({ state: 'detached' });
  });
});
