// Accounts whose servers nobody vouches for, that want a certificate, or that are behind a proxy: set up in the real window, tried out on
// servers of this machine, and undone there.
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { busWithKeyring, type Keyring } from '#test/servers/keyring.ts';
import { startSocksProxy, type TestProxy } from '#test/servers/proxies.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { filesWith } from '../electron/secrets/temporary-folder.ts';
import { addAccount, answerOpen, button, field, heading, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, overflowing, resize, settled, violations } from './look.ts';

const PROXY_PASSWORD = 'proxy-Kx7-pw-52e1';
const PASSPHRASE = 'sesame';
const certificates = await makeTestCertificates();
const fixture = (name: string): string =>
  path.join(import.meta.dirname, '../fixtures/client-certificate', name);
const files = mkdtempSync(path.join(os.tmpdir(), 'facteur-certificates-'));
// The program runs as another user.
chmodSync(files, 0o755);

let program: Launched;
let page: Page;
let keyring: Keyring;
const servers: ScriptedServer[] = [];
let proxy: TestProxy;

beforeAll(async () => {
  keyring = await busWithKeyring({ prompter: true, user: 'window' });
  proxy = await startSocksProxy({
    names: { localhost: '127.0.0.1' },
    signIn: { user: 'pia', password: PROXY_PASSWORD },
  });
  program = await launch({ bus: keyring });
  page = program.page;
  await ready(page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  for (const server of servers) await server.stop();
  await proxy.stop();
  await keyring.stop();
});

async function server(options: Parameters<typeof startScriptedServer>[0] = {}): Promise<number> {
  const one = await startScriptedServer({ implicitTls: true, ...options });
  servers.push(one);
  return one.port;
}

const add = (name: string, port: number, user?: string): Promise<void> =>
  addAccount(page, {
    name,
    host: 'localhost',
    port,
    security: 'tls',
    address: 'lea@facteur.example',
    ...(user === undefined ? {} : { user, password: 'open sesame' }),
  });
const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const tryOut = () => page.keyboard.press('Control+Shift+t');
const works = () => heading(page, 'It works: the server let you in').waitFor();

async function look(name: string): Promise<void> {
  for (const [width, height] of [
    [1280, 800],
    [720, 600],
  ] as const) {
    await resize(program.app, page, width, height);
    await settled(page);
    await draw(page, `${name}-${String(width)}.png`);
    expect(await overflowing(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  }
  await resize(program.app, page, 1280, 800);
}

describe('a certificate that nobody vouches for', () => {
  it('is shown with each reason, and nothing was sent', async () => {
    await add('Harbour', await server({ identity: certificates.selfSigned }), 'lea');
    await tryOut();
    await heading(page, 'The server vouches for itself').waitFor();
    await page.getByText('It is signed by itself: nobody vouches for it.').waitFor();
    await page.getByText(certificates.selfSigned.fingerprint256).waitFor();
    expect(servers[0]?.connections.flatMap(({ lines }) => lines)).toEqual([]);
    await look('certificate');
  });

  it('is taken at the user’s word, and only then', async () => {
    await button(page, 'Trust this certificate for this account').click();
    await works();
    await page.getByText(/certificate trusted for this account/).waitFor();
    await button(page, 'Save').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await tab('TLS and certificates').click();
    await page.getByText(certificates.selfSigned.fingerprint256).waitFor();
    await look('trusted');
  });

  it('is not taken any more once it is revoked', async () => {
    await page.getByRole('button', { name: /^Revoke/ }).click();
    await button(page, 'Save').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await tab('Server').click();
    await tryOut();
    await heading(page, 'The server vouches for itself').waitFor();
  });

  it('is taken where its authority is the account’s own', async () => {
    await add('Company', await server({ identity: certificates.good }), 'lea');
    await tryOut();
    await heading(page, 'Nobody known vouches for this server').waitFor();
    const pem = path.join(files, 'company.pem');
    writeFileSync(pem, `# our authority\n${certificates.authority.certificate}`);
    await answerOpen(program.app, [pem]);
    await tab('TLS and certificates').click();
    await button(page, 'Choose a file…').first().click();
    await page.getByText('company.pem').waitFor();
    await button(page, 'Save').click();
    await tab('Server').click();
    await tryOut();
    await works();
    await page.getByText(/certificate verified/).waitFor();
  });
});

describe('a client certificate', () => {
  it('whose passphrase is wrong is not stored, and says so', async () => {
    const clientAuthority = readFileSync(fixture('authority.pem'), 'utf8');
    const extensions = ['AUTH PLAIN EXTERNAL'];
    const port = await server({ identity: certificates.selfSigned, clientAuthority, extensions });
    await add('Authority', port);
    await page.getByLabel('Sign-in', { exact: true }).selectOption('EXTERNAL');
    await button(page, 'Save').click();
    await page.getByText('This account has no client certificate yet.').waitFor();
    await button(page, 'Choose the client certificate').click();
    const file = path.join(files, 'lea.p12');
    copyFileSync(fixture('lea.p12'), file);
    await answerOpen(program.app, [file]);
    await button(page, 'Choose a file…').last().click();
    await field(page, 'Passphrase of lea.p12').fill('not it');
    await button(page, 'Store the certificate').click();
    await page.getByText('This passphrase does not open the file. Nothing was stored.').waitFor();
    await look('passphrase');
  });

  it('signs in once it is stored, and its key lies nowhere in the clear', async () => {
    await field(page, 'Passphrase of lea.p12').fill(PASSPHRASE);
    await button(page, 'Store the certificate').click();
    await page.getByText('O=Harbour, CN=lea').waitFor();
    await page.getByText('stored, locked by the keychain').first().waitFor();
    await tab('Server').click();
    await tryOut();
    await button(page, 'Trust this certificate for this account').click();
    await works();
    expect(servers.at(-1)?.connections.at(-1)?.lines).toContain('AUTH EXTERNAL =');
    const key = readFileSync(fixture('lea.p12')).toString('base64').slice(100, 160);
    expect(filesWith(program.profile, key)).toEqual([]);
  });
});

describe('a proxy', () => {
  it('is gone through with its password from the vault, and looks the name up', async () => {
    await add('Far', await server({ identity: certificates.selfSigned }));
    await tab('Advanced').click();
    await page.getByLabel('Way to the server').selectOption('socks5h');
    await field(page, 'Proxy host').fill('127.0.0.1');
    await field(page, 'Proxy port').fill(String(proxy.port));
    await field(page, 'Proxy user').fill('pia');
    await page.getByLabel('Proxy password', { exact: true }).fill(PROXY_PASSWORD);
    await look('proxy');
    await button(page, 'Save').click();
    await page.getByText('stored, locked by the keychain').last().waitFor();
    await tab('Server').click();
    await tryOut();
    await button(page, 'Trust this certificate for this account').click();
    await works();
    expect(proxy.asked.at(-1)).toBe(`localhost:${String(servers.at(-1)?.port)}`);
    expect(filesWith(program.profile, PROXY_PASSWORD)).toEqual([]);
    expect(await page.content()).not.toContain(PROXY_PASSWORD);
  });
});

describe('STARTTLS where it is offered', () => {
  it('wants a plain word before it is used', async () => {
    await page.getByLabel('Security', { exact: true }).selectOption('opportunistic');
    await page.getByText('Encryption only if the server offers it.').waitFor();
    expect(await button(page, 'Save').isDisabled()).toBe(true);
    await look('opportunistic');
    await page.getByLabel(/I understand/).check();
    expect(await button(page, 'Save').isDisabled()).toBe(false);
  });
});
