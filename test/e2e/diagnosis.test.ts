// Diagnosis in the real window: a test that fails says why and what to do, by keyboard too; its report can be copied and holds no secret.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { button, ready, send, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

const SECRET = 'kept-from-everybody-4711';
const certificates = await makeTestCertificates();

let program: Launched;
let page: Page;
let server: ScriptedServer;
let ordinary: ScriptedServer;
let strict: ScriptedServer;

beforeAll(async () => {
  const echo = `534-5.7.9 Application-specific password required, not ${SECRET}\r\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp`;
  server = await startScriptedServer({ identity: certificates.good, at: { AUTH: echo } });
  strict = await startScriptedServer({
    identity: certificates.good,
    at: {
      EHLO: (connection, line) =>
        connection.reply(
          line.includes('[')
            ? '504 5.5.2 <[127.0.0.1]>: Helo command rejected: need fully-qualified hostname'
            : '250-scripted.example\r\n250 STARTTLS',
        ),
    },
  });
  ordinary = await startScriptedServer({ identity: certificates.good });
  program = await launch({ authority: certificates.authority.certificate });
  page = program.page;
  await ready(page);
  await done(page, 'settings.set', { undoSeconds: 0 });
  await accountAt(page, {
    name: 'Echo',
    port: server.port,
    security: 'starttls',
    user: 'lea@echo.example',
    password: SECRET,
  });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await server.stop();
  await ordinary.stop();
  await strict.stop();
});

const copied = () => program.app.evaluate(({ clipboard }) => clipboard.readText());
const openAccount = async (name = 'Echo') => {
  await page.keyboard.press('Control+5');
  await page.getByRole('option').filter({ hasText: name }).click();
};

describe('an account whose test fails', () => {
  it('says what is wrong, why, and what can be done', async () => {
    await openAccount();
    await page.keyboard.press('Control+Shift+t');
    const alert = page.getByRole('alert').filter({ hasText: 'Google wants an app password' });
    await alert.waitFor();
    await alert.getByText('Two-step verification is on').waitFor();
    await alert.getByText('RFC 4954').first().waitFor();
    expect(await alert.getByRole('button', { name: 'Enter the password' }).count()).toBe(1);
  });

  it('gives its report to the clipboard, with the server’s words and without the secret', async () => {
    await button(page, 'Copy report').press('Enter');
    await expect.poll(copied).toContain('Google wants an app password');
    const text = await copied();
    expect(text).toContain('534-5.7.9 Application-specific password required, not ****');
    expect(text).toContain('C: AUTH PLAIN ****');
    expect(text).not.toContain(SECRET);
  });

  it('puts the caret where its remedy is', async () => {
    await button(page, 'Enter the password').press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('type')))
      .toBe('password');
  });
});

describe('a server that refuses the EHLO name', () => {
  it('leads to the field for it under Advanced, and takes the name that is typed there', async () => {
    await accountAt(page, { name: 'Strict', port: strict.port, security: 'starttls' });
    await openAccount('Strict');
    await page.keyboard.press('Control+Shift+t');
    await button(page, 'Set an EHLO name').click();
    await page.getByRole('tab', { name: 'Advanced', selected: true }).waitFor();
    const named = page.getByRole('textbox', { name: 'EHLO name', exact: true });
    await expect.poll(() => named.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.insertText('laptop.example.org');
    await page.keyboard.press('Control+Shift+t');
    await expect.poll(() => strict.connections.at(-1)?.lines).toContain('EHLO laptop.example.org');
  });

  it('leads there when what is typed is no name, too', async () => {
    await page.getByRole('textbox', { name: 'EHLO name', exact: true }).fill('my laptop');
    await page.getByRole('tab', { name: 'Server', exact: true }).click();
    await page.keyboard.press('Control+Shift+t');
    await page.getByRole('tab', { name: 'Advanced', selected: true }).waitFor();
    await page.getByText('A host name has no spaces, no / and no @.').waitFor();
    await button(page, 'Take back').click();
    await page.getByRole('tab', { name: 'Server', exact: true }).click();
    await openAccount();
    await page.keyboard.press('Control+Shift+t');
    await page.getByRole('alert').filter({ hasText: 'Google wants an app password' }).waitFor();
  });
});

describe('what the server offers', () => {
  it('is a view of its own, before TLS and after it, and Tab and arrows reach it', async () => {
    await button(page, /^All \d/).press('Enter');
    const tab = page.getByRole('tab', { name: 'What it offers' });
    await expect.poll(() => tab.evaluate((node) => node === document.activeElement)).toBe(true);
    const view = page.getByRole('region', { name: 'What it offers' });
    await view.getByRole('heading', { name: 'After TLS 1.3' }).waitFor();
    await view.getByRole('heading', { name: 'Before TLS' }).waitFor();
    await view.getByText('Encryption can begin on this connection').waitFor();
    await view.getByText('User and password as they are').waitFor();
  });

  it('is known again after a reload of the window', async () => {
    await page.reload();
    await ready(page);
    await openAccount();
    await page.getByRole('tab', { name: 'What it offers' }).click();
    await page.getByRole('heading', { name: 'After TLS 1.3' }).waitFor();
  });
});

describe('an account that was never tested', () => {
  it('knows what its server offers once it has sent through it', async () => {
    await accountAt(page, {
      name: 'Sender',
      port: ordinary.port,
      security: 'starttls',
      user: 'lea@sender.example',
      password: SECRET,
    });
    await writeFrom(page, addressAt('Sender'), { to: ['mira@example.org'], subject: 'Learned', body: 'x' });
    await send(page, 'Learned');
    await openAccount('Sender');
    await page.getByRole('tab', { name: 'What it offers' }).click();
    await page.getByRole('heading', { name: 'After TLS 1.3' }).waitFor();
    expect(await page.getByText('not tested').count()).toBe(1);
  });
});

describe('an attempt that fails', () => {
  it('has the same report in the outbox, and in its conversation', async () => {
    await writeFrom(page, addressAt('Echo'), {
      to: ['mira@example.org'],
      subject: 'Held by Google',
      body: 'x',
    });
    await page.keyboard.press('Control+Enter');
    await page.getByText('Google wants an app password').first().waitFor();
    await page.keyboard.press('Control+2');
    const held = page.getByRole('article', { name: 'Echo is on hold' });
    await held.getByText('Why, most likely first').click();
    await held.getByText('Two-step verification is on').waitFor();
    await held.getByRole('button', { name: 'Copy report' }).click();
    await expect.poll(copied).toContain('Attempt 1 of 1');
    const text = await copied();
    expect(text).toContain('S: 534-5.7.9 Application-specific password required, not ****');
    expect(text).not.toContain(SECRET);
  });

  it('stands in its account too, with what can be done about it there', async () => {
    await accountAt(page, {
      name: 'Untried',
      port: server.port,
      security: 'starttls',
      user: 'lea@untried.example',
      password: SECRET,
    });
    await writeFrom(page, addressAt('Untried'), { to: ['mira@example.org'], subject: 'Held too', body: 'x' });
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+2');
    await page.getByRole('article', { name: 'Untried is on hold' }).waitFor();
    await openAccount('Untried');
    await page.getByRole('heading', { name: 'Google wants an app password' }).waitFor();
    await button(page, 'Enter the password').waitFor();
    await button(page, 'Copy report').click();
    await expect.poll(copied).toContain('Attempt 1 of 1');
  });
});
