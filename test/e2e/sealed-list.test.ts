// Accounts with their passwords, in a file that a passphrase opens: written by one window, read by another, and never half.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountAt, done } from './calls.ts';
import { answerOpen, answerSave, button, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { faultsAsItStands } from './standing.ts';

const PASSPHRASE = 'correct horse battery';
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await accountAt(page, {
    name: 'Atelier',
    port: 465,
    security: 'tls',
    user: 'lea',
    password: 'hunter2-in-the-file',
  });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const file = () => path.join(program.profile, 'accounts.age');
const first = () => page.getByLabel('Passphrase', { exact: true });
const again = () => page.getByLabel('Passphrase again', { exact: true });

async function openTransfer(): Promise<void> {
  await page.keyboard.press('Control+5');
  await button(page, 'Import or export…').click();
  await page.getByRole('heading', { name: 'Import and export' }).waitFor();
}

describe('a list with passwords', () => {
  it('wants a passphrase that is long enough, twice', async () => {
    await openTransfer();
    await first().fill('short');
    await page.keyboard.press('Enter');
    await page.getByText('At least 12 characters are wanted.').waitFor();
    await first().fill(PASSPHRASE);
    await again().fill('correct horse batterie');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the same as above.').waitFor();
    await again().scrollIntoViewIfNeeded();
    expect(await faultsAsItStands(program, 'sealed-export')).toEqual([]);
  });

  it('is written encrypted, and the passphrase is kept nowhere', async () => {
    await answerSave(program.app, file());
    await again().fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText('1 account saved with its secrets, encrypted').waitFor();
    const bytes = readFileSync(file()).toString('latin1');
    expect(bytes).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    expect(bytes).not.toMatch(/hunter2|Atelier|lea/);
    expect(await first().inputValue()).toBe('');
  });

  it('opens with its passphrase alone, and shows what comes along', async () => {
    await answerOpen(program.app, [file()]);
    await button(page, 'Choose a file…').click();
    await page.getByLabel('Passphrase of accounts.age').fill('another horse battery');
    await page.keyboard.press('Enter');
    await page.getByText('This passphrase does not open the file. Nothing was stored.').waitFor();
    expect(await faultsAsItStands(program, 'sealed-locked')).toEqual([]);
    await page.getByLabel('Passphrase of accounts.age').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText('Comes with: password').waitFor();
  });

  it('is stored with its passwords, or not at all where the keychain takes none', async () => {
    await page.getByRole('checkbox', { name: /Atelier/ }).check();
    await button(page, 'Import 1 account').click();
    await page.getByText('Nothing was imported. The secrets can stay in memory').waitFor();
    expect((await done(page, 'accounts.list', null)).accounts).toHaveLength(2);
    expect(await faultsAsItStands(program, 'sealed-no-keychain')).toEqual([]);
    await button(page, 'Keep in memory').click();
    await page.getByText('1 account imported, with its secrets').waitFor();
    const { accounts } = await done(page, 'accounts.list', null);
    expect(accounts.filter(({ practice }) => !practice).map(({ secret }) => secret)).toEqual([
      'memory',
      'memory',
    ]);
  });
});
