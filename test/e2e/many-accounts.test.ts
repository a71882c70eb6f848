// Many accounts in the real window: read from another program, shown before any is stored, found among two hundred, written into a file.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOpen, answerSave, button, field, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { faultsAsItStands } from './standing.ts';

const COUNT = 200;
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

/** A file that the program's own user may read. */
const fileAt = (name: string) => path.join(program.profile, name);
const options = () => page.locator('[role="listbox"] [role="option"]');

/** By keyboard alone, from wherever the window is. */
async function openTransfer(): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a command').waitFor();
  await page.keyboard.insertText('Import or export');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Import and export' }).waitFor();
}

describe('accounts from another program', () => {
  it('are shown before any is stored, with what could not be read', async () => {
    const accounts = Array.from(
      { length: COUNT },
      (_, n) =>
        `account a${String(n)}\nhost smtp${String(n)}.example.org\ntls ${n === 3 ? 'off' : 'on'}\nfrom eva@a${String(n)}.example\nuser eva\npassword x\n`,
    );
    writeFileSync(fileAt('.msmtprc'), `${accounts.join('')}account broken\nport 25\n`, { mode: 0o644 });
    await answerOpen(program.app, [fileAt('.msmtprc')]);
    await openTransfer();
    await button(page, 'Choose a file…').click();
    await page.getByRole('heading', { name: 'From msmtp' }).waitFor();
    await page.getByText('broken names no host.').waitFor();
    expect(await options().count()).toBe(1);
    expect(await faultsAsItStands(program, 'import')).toEqual([]);
  });

  it('stay where they are until the user takes the risk of one without encryption', async () => {
    const take = button(page, `Import ${String(COUNT)} accounts`);
    await take.scrollIntoViewIfNeeded();
    expect(await take.isDisabled()).toBe(true);
    expect(await faultsAsItStands(program, 'import-plain')).toEqual([]);
    await page.getByLabel('I understand, import them as they are').focus();
    await page.keyboard.press('Space');
    expect(await take.isEnabled()).toBe(true);
  });

  it('are stored at the user’s word, and known the next time', async () => {
    await button(page, `Import ${String(COUNT)} accounts`).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => options().count()).toBe(COUNT + 1);
    await openTransfer();
    await field(page, 'Or paste it here').fill('smtps://eva@smtp7.example.org');
    await button(page, 'Read it').click();
    await page.getByText('known already').waitFor();
    expect(await button(page, 'Choose an account').isDisabled()).toBe(true);
  });

  it('are told from what is no list of accounts', async () => {
    await field(page, 'Or paste it here').fill('Dear Eva,\nthe weather is fine.');
    await button(page, 'Read it').click();
    await page.getByText('There is no account in it.').waitFor();
  });
});

describe('the list of accounts', () => {
  it('goes into a file without secrets', async () => {
    await answerSave(program.app, fileAt('list.json'));
    await button(page, 'Save a list…').click();
    await page.getByText(`${String(COUNT)} accounts saved, without secrets`).waitFor();
    const list: unknown = JSON.parse(readFileSync(fileAt('list.json'), 'utf8'));
    expect(list).toMatchObject({ format: 'facteur-accounts', version: 1 });
    expect(JSON.stringify(list)).not.toMatch(/passw|secret/i);
  });

  it('opens within 150 ms though there are 200', async () => {
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { name: 'Outbox' }).waitFor();
    const took = await page.evaluate(async (wanted) => {
      const place = [...document.querySelectorAll<HTMLElement>('nav a, nav button')].find((one) =>
        one.textContent.includes('Accounts'),
      );
      const began = performance.now();
      place?.click();
      while (document.querySelectorAll('[role="listbox"] [role="option"]').length < wanted) {
        if (performance.now() - began > 5000) return Infinity;
        await new Promise((painted) => requestAnimationFrame(painted));
      }
      return performance.now() - began;
    }, COUNT);
    process.stdout.write(`200 accounts: ${took.toFixed(0)} ms\n`);
    expect(took).toBeLessThan(150);
  });

  it('finds one by a few letters', async () => {
    await page.getByRole('searchbox', { name: 'Find an account' }).fill('smtp123.');
    await expect.poll(() => options().count()).toBe(1);
    expect(await faultsAsItStands(program, 'many-found')).toEqual([]);
    await page.getByRole('searchbox', { name: 'Find an account' }).fill('');
    await expect.poll(() => options().count()).toBe(COUNT + 1);
    expect(await faultsAsItStands(program, 'many')).toEqual([]);
  });
});
