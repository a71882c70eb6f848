// Signing in with the browser, in the real window: the test plays the browser, a real provider gives the tokens, a server checks them.
import { once } from 'node:events';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogues } from '#core/i18n/catalogue.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { busWithKeyring, type Keyring } from '#test/servers/keyring.ts';
import { CLIENT, startOidcServer, visit, type OidcServer } from '#test/servers/oidc.ts';
import { filesWith } from '../electron/secrets/temporary-folder.ts';
import { done } from './calls.ts';
import { button, field, fillAccount, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, overflowing, resize, settled, violations } from './look.ts';

const certificates = await makeTestCertificates();

let program: Launched;
let page: Page;
let oidc: OidcServer;
let bus: Keyring;
let server: SMTPServer;

beforeAll(async () => {
  const { good: identity, authority } = certificates;
  oidc = await startOidcServer({ identity, authority: authority.certificate });
  server = new SMTPServer({
    secure: true,
    key: identity.key,
    cert: identity.certificate,
    authMethods: ['XOAUTH2'],
    onAuth: ({ accessToken = '' }, _session, answer) =>
      void oidc.isGood(accessToken).then((isGood) => {
        answer(null, isGood ? { user: 'ada' } : { data: { status: '401' } });
      }),
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  bus = await busWithKeyring({ prompter: false, user: 'window' });
  program = await launch({ authority: authority.certificate, bus });
  page = program.page;
  await ready(page);
  await program.app.evaluate(({ shell }) => {
    shell.openExternal = (url) => {
      process.env['FACTEUR_TEST_OPENED'] = url;
      return Promise.resolve();
    };
  });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await bus.stop();
  await oidc.stop();
  server.close();
});

const port = (): number => {
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** What the program opens next, and nobody's browser does. */
async function opening(): Promise<string> {
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
  return url;
}

async function look(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await done(page, 'settings.set', { theme });
    for (const [width, height] of [
      [1280, 800],
      [720, 600],
    ] as const) {
      await resize(program.app, page, width, height);
      await settled(page);
      expect(await violations(page)).toEqual([]);
      expect(await overflowing(page)).toEqual([]);
      const section = page
        .getByRole('button', { name: /browser|Sign in again|Cancel the sign-in|reconnecter/ })
        .first();
      await section.scrollIntoViewIfNeeded();
      await draw(page, `${name}.${theme}.${String(width)}.png`);
    }
  }
  await resize(program.app, page, 1280, 800);
  await done(page, 'settings.set', { theme: 'light' });
}

describe('signing in with the browser', () => {
  it('asks for what it needs before it opens anything', async () => {
    await fillAccount(page, {
      name: 'Tokens',
      host: 'localhost',
      port: port(),
      security: 'tls',
      user: 'ada@example.org',
      address: 'ada@example.org',
    });
    await page.getByLabel('Tokens from', { exact: true }).selectOption('google');
    await page.getByText('Facteur ships no client ID of its own.').waitFor();
    await look('google');
    await page.getByLabel('Tokens from', { exact: true }).selectOption('microsoft');
    await page.getByText('http://localhost', { exact: false }).waitFor();
    await page.getByLabel('Tokens from', { exact: true }).selectOption('generic');
    await button(page, 'Save and sign in with the browser').click();
    await page.getByText('This cannot be empty.').first().waitFor();
  });

  it('opens the browser, and can be called off', async () => {
    await field(page, 'Address of the provider').fill(`${oidc.issuer}/.well-known/openid-configuration`);
    await field(page, 'Client ID').fill(CLIENT.id);
    await field(page, 'Scope').fill('openid offline_access');
    await page.getByLabel('Client secret', { exact: true }).fill(CLIENT.secret);
    const opened = opening();
    await button(page, 'Save and sign in with the browser').click();
    const url = await opened;
    expect(url.startsWith(`${oidc.issuer}/`)).toBe(true);
    await page.getByText(/Your browser is open/).waitFor();
    await look('waiting');
    const back = await oidc.follow(url);
    const forged = new URL(back);
    forged.searchParams.set('state', 'forged');
    expect((await visit(forged.href)).status).toBe(400);
    await page.getByText('An answer that does not belong to this sign-in was refused.').waitFor();
    await button(page, 'Cancel the sign-in').press('Enter');
    await page.getByText(/Your browser is open/).waitFor({ state: 'detached' });
    expect(oidc.tokens).toEqual([]);
  });

  it('says that it was not allowed, in the provider’s words', async () => {
    oidc.allows = false;
    const opened = opening();
    await button(page, 'Sign in with the browser').click();
    await visit(await oidc.follow(await opened));
    await page.getByText(/the user said no/).waitFor();
    await look('denied');
    oidc.allows = true;
  });

  it('stores the token, shows the browser a page in the user’s language, and the server lets it in', async () => {
    const opened = opening();
    await button(page, 'Sign in with the browser').press('Enter');
    const { text } = await visit(await oidc.follow(await opened));
    expect(text).toContain(catalogues.en.oauth.page.received.title);
    await page.getByText('Signed in, token stored.').waitFor();
    await page.getByText('signed in, token stored', { exact: true }).waitFor();
    await look('signed-in');
    await button(page, 'Test').click();
    await page.getByRole('heading', { name: catalogues.en.accounts.works }).waitFor();
  });

  it('says that the permission was withdrawn, and signs in again from there', async () => {
    await oidc.withdraw();
    await button(page, 'Test').click();
    await page.getByRole('heading', { name: 'The provider no longer lets Facteur in' }).waitFor();
    const opened = opening();
    await page.getByRole('group', { name: catalogues.en.accounts.fixes }).getByRole('button').first().click();
    await visit(await oidc.follow(await opened));
    await page.getByText('Signed in, token stored.').waitFor();
    await button(page, 'Test').click();
    await page.getByRole('heading', { name: catalogues.en.accounts.works }).waitFor();
  });

  it('speaks French as well', async () => {
    await done(page, 'settings.set', { language: 'fr' });
    await page.getByText(catalogues.fr.oauth.state.keychain, { exact: true }).waitFor();
    await look('signed-in.fr');
    await done(page, 'settings.set', { language: 'en' });
  });

  it('leaves no token and no secret in any file, and none once it is forgotten', async () => {
    for (const secret of [...oidc.tokens, CLIENT.secret])
      expect(filesWith(program.profile, secret)).toEqual([]);
    const section = page.getByRole('region', { name: 'Signing in with the browser' });
    await section.getByRole('button', { name: 'Forget', exact: true }).last().click();
    await page.getByText('not signed in', { exact: true }).waitFor();
  });
});
