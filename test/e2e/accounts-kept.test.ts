// Accounts that are kept: copied, chosen as default, bound to the server their password was entered for, and recovered from damage.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { accountAt } from './calls.ts';
import { button, field, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

const certificates = await makeTestCertificates();
const password = 'for one server alone';

let program: Launched;
let page: Page;
let server: ScriptedServer;

beforeAll(async () => {
  const { key, certificate } = certificates.good;
  server = await startScriptedServer({ identity: { key, certificate } });
  await start();
  await accountAt(page, { name: 'Home', port: 25 });
  await accountAt(page, {
    name: 'Work',
    port: server.port,
    security: 'starttls',
    user: 'lea',
    password,
  });
  await page.keyboard.press('Control+5');
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await server.stop();
});

async function start(profile?: string): Promise<void> {
  const authority = certificates.authority.certificate;
  program = await launch(profile === undefined ? { authority } : { authority, profile });
  page = program.page;
  await ready(page);
}

const option = (name: string) => page.getByRole('option').filter({ hasText: name });
const names = () => page.locator('[role="option"] b').allTextContents();
const accountsFiles = () => readdirSync(program.profile).filter((name) => name.startsWith('accounts'));

describe('the default account', () => {
  it('is the one that the user makes it, and new messages are from there', async () => {
    await option('Work').click();
    await button(page, 'Make default').click();
    await option('Work').getByText('default').waitFor();
    expect(await option('Home').innerText()).not.toContain('default');
    await page.keyboard.press('Control+n');
    await page.getByRole('button', { name: /^From.*lea@work\.example/ }).waitFor();
    await page.keyboard.press('Control+5');
  });
});

describe('a copy of an account', () => {
  it('has its server and identities, and no password', async () => {
    await option('Work').click();
    await page.getByText('kept in memory until you quit').waitFor();
    await button(page, 'Duplicate').click();
    await expect.poll(names).toHaveLength(4);
    await page.getByText('none stored').waitFor();
    expect(await field(page, 'Host').inputValue()).toBe('localhost');
    expect(await field(page, 'User').inputValue()).toBe('lea');
    await page.getByRole('tab', { name: /Identities/ }).click();
    expect(await field(page, 'Address').inputValue()).toBe('lea@work.example');
    await page.getByRole('tab', { name: /Server/ }).click();
    await button(page, 'Delete').click();
    await expect.poll(names).toHaveLength(3);
  });
});

describe('a stored password', () => {
  it('is not used at another host: the form says so, and it is gone once the host is saved', async () => {
    await option('Work').click();
    await field(page, 'Host').fill('127.0.0.1');
    await page.getByText('The stored password was entered for another host or user.').waitFor();
    await page.keyboard.press('Control+Shift+t');
    await page.getByRole('alert').filter({ hasText: 'No password is stored for this account' }).waitFor();
    expect(server.connections.flatMap(({ lines }) => lines).some((line) => line.startsWith('AUTH'))).toBe(
      false,
    );
    await button(page, 'Save').click();
    await page.getByText('none stored').waitFor();
    await field(page, 'Host').fill('localhost');
    await button(page, 'Save').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByText('none stored').waitFor();
  });
});

describe('a damaged file of accounts', () => {
  it('is moved aside, and the last good copy is used, and the user is told', async () => {
    const before = await names();
    await program.close();
    const file = path.join(program.profile, 'accounts.json');
    const damaged = `${readFileSync(file, 'utf8').slice(0, 100)}\u0000`;
    writeFileSync(file, damaged);
    await start(program.profile);
    await page
      .getByText('The accounts file was damaged. It was moved aside, and the last good copy is in use.')
      .waitFor();
    await page.keyboard.press('Control+5');
    await expect.poll(names).toEqual(before);
    const kept = accountsFiles().filter(
      (name) => readFileSync(path.join(program.profile, name), 'utf8') === damaged,
    );
    expect(kept).toHaveLength(1);
  });
});
