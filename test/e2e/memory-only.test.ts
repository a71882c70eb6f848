// A password where the keychain is missing or locked, as the user meets it in the window: what is said, what can be chosen, what is on disk.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { busWithKeyring, busWithoutKeyring } from '#test/servers/keyring.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { filesWith } from '../electron/secrets/temporary-folder.ts';
import { addAccount, button, ready, send, write } from './hands.ts';
import { launch, newProfile, removeProfile } from './launch.ts';

const password = 'Only-in-memory-88c2';
const certificates = await makeTestCertificates();
const authority = certificates.authority.certificate;

let server: ScriptedServer;

beforeAll(async () => {
  const { key, certificate } = certificates.good;
  server = await startScriptedServer({ identity: { key, certificate } });
});

afterAll(() => server.stop());

const addWork = (page: Page) =>
  addAccount(page, {
    name: 'Work',
    host: 'localhost',
    port: server.port,
    security: 'starttls',
    user: 'lea',
    password,
    address: 'lea@example.org',
  });

const openWork = async (page: Page) => {
  await page.keyboard.press('Control+5');
  await page.getByRole('option', { name: /Work/ }).click();
};

describe('where there is no keychain', () => {
  it('says so, keeps the password in memory when told to, sends with it, and writes nothing', async () => {
    const bus = await busWithoutKeyring({ user: 'window' });
    onTestFinished(() => bus.stop());
    const profile = newProfile();
    onTestFinished(() => removeProfile(profile));
    const program = await launch({ bus, authority, profile });
    const { page } = program;
    await ready(page);
    await addWork(page);
    await page.getByText('There is no keychain on this system.').waitFor();
    await page
      .getByText(/The password can stay in memory until you quit; it is not written anywhere/)
      .waitFor();
    await button(page, 'Keep in memory').click();
    await page.getByText('kept in memory until you quit').waitFor();
    await write(page, { to: ['mira@example.org'], subject: 'With a password from memory', body: 'x' });
    await send(page, 'With a password from memory');
    const signIn = server.connections.at(-1)?.lines.find((line) => line.startsWith('AUTH'));
    expect(Buffer.from(signIn?.split(' ')[2] ?? '', 'base64').toString()).toBe(`\u0000lea\u0000${password}`);
    await program.close();
    expect(filesWith(profile, password)).toEqual([]);
    const next = await launch({ bus, authority, profile });
    await ready(next.page);
    await openWork(next.page);
    await next.page.getByText('none stored').waitFor();
    await next.close();
  });
});

describe('where the keychain is locked', () => {
  it('holds the mail with that reason, and sends it once the keychain is open', async () => {
    const keyring = await busWithKeyring({ prompter: false, user: 'window' });
    onTestFinished(() => keyring.stop());
    const profile = newProfile();
    onTestFinished(() => removeProfile(profile));
    const one = await launch({ bus: keyring, authority, profile });
    await ready(one.page);
    await addWork(one.page);
    await one.page.getByText('stored, locked by the keychain').waitFor();
    await one.close();
    await keyring.lock();
    const two = await launch({ bus: keyring, authority, profile });
    const { page } = two;
    await ready(page);
    await write(page, { to: ['mira@example.org'], subject: 'Waits for the keychain', body: 'x' });
    await page.keyboard.press('Control+Enter');
    await page.getByText('The keychain is locked', { exact: true }).waitFor();
    await page.getByText('On hold', { exact: true }).waitFor();
    await keyring.unlock();
    await button(page, 'Try again').click();
    await page.getByText('The server accepted the message').waitFor();
    await two.close();
    expect(filesWith(profile, password)).toEqual([]);
  });
});
