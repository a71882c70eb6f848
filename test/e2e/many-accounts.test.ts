// Many accounts in the real window: read from another program, shown before any is stored, found among two hundred; identities in full.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOpen, answerSave, button, field, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { overflowing, resize, settled, violations } from './look.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-many-'));
const pictures = process.env['FACTEUR_PICTURES'] ?? folder;
const COUNT = 200;
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  page.setDefaultTimeout(8000);
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

/** What is wrong with the view as it stands, at both sizes and in both themes; each is drawn. */
async function faults(name: string): Promise<string[]> {
  const found: string[] = [];
  for (const [width, height] of [
    [720, 600],
    [1280, 800],
  ] as const) {
    await resize(program.app, page, width, height);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      await page.screenshot({ path: path.join(pictures, `${name}-${String(width)}-${colorScheme}.png`) });
      found.push(...(await violations(page)), ...(await overflowing(page)));
    }
  }
  return found;
}

const options = () => page.locator('[role="listbox"] [role="option"]');

describe('accounts from another program', () => {
  it('are shown before any is stored, with what could not be read', async () => {
    const file = path.join(folder, '.msmtprc');
    const accounts = Array.from(
      { length: COUNT },
      (_, n) =>
        `account a${String(n)}\nhost smtp${String(n)}.example.org\nfrom eva@a${String(n)}.example\npassword x\n`,
    );
    writeFileSync(file, `${accounts.join('')}account broken\nport 25\n`);
    await answerOpen(program.app, [file]);
    await page.keyboard.press('Control+5');
    await button(page, 'Import or export…').click();
    await button(page, 'Choose a file…').click();
    await page.getByRole('heading', { name: 'From msmtp' }).waitFor();
    await page.getByText('broken names no host.').waitFor();
    expect(await options().count()).toBe(1);
    expect(await faults('import')).toEqual([]);
  });

  it('are stored at the user’s word, and known the next time', async () => {
    await button(page, `Import ${String(COUNT)} accounts`).click();
    await expect.poll(() => options().count()).toBe(COUNT + 1);
    await button(page, 'Import or export…').click();
    await page.getByLabel('Or paste it here').fill('smtp://smtp7.example.org');
    await button(page, 'Read it').click();
    await page.getByText('known already').waitFor();
    expect(await button(page, 'Choose an account').isDisabled()).toBe(true);
  });

  it('go into a file without secrets', async () => {
    const file = path.join(folder, 'list.json');
    await answerSave(program.app, file);
    await button(page, 'Save a list…').click();
    await page.getByText(`${String(COUNT)} accounts saved, without secrets`).waitFor();
    const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(list).toMatchObject({ format: 'facteur-accounts', version: 1 });
  });

  it('open within 100 ms though there are 200', async () => {
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { name: 'Outbox' }).waitFor();
    const took = await page.evaluate(async () => {
      const button = [...document.querySelectorAll<HTMLElement>('nav a, nav button')].find((one) =>
        one.textContent.includes('Accounts'),
      );
      const began = performance.now();
      button?.click();
      while (document.querySelectorAll('[role="listbox"] [role="option"]').length < 200)
        await new Promise((painted) => requestAnimationFrame(painted));
      return performance.now() - began;
    });
    process.stdout.write(`200 accounts: ${took.toFixed(0)} ms\n`);
    expect(took).toBeLessThan(100);
  });

  it('are found by a few letters', async () => {
    await page.getByRole('searchbox', { name: 'Find an account' }).fill('smtp123.');
    await expect.poll(() => options().count()).toBe(1);
    expect(await faults('many')).toEqual([]);
  });
});

describe('an identity', () => {
  it('says why a header field is refused, and how its address travels', async () => {
    await options().first().click();
    await page.getByRole('tab', { name: /Identities/ }).click();
    await page.getByLabel('Address', { exact: true }).fill('eva@bücher.example');
    await page.getByText('On the wire: eva@xn--bcher-kva.example').waitFor();
    await button(page, 'Add a header field').click();
    await page.getByLabel('Field name').fill('Subject');
    await page.getByLabel('Value').fill('a');
    await button(page, 'Save').click();
    await page.getByText('Facteur writes this field itself').waitFor();
    await page.getByLabel('Field name').fill('X-Campaign');
    await page.getByLabel('Signature').fill('Eva\nAtelier');
    await page.getByLabel(/Send a copy to this address/).check();
    expect(await faults('identity')).toEqual([]);
    await button(page, 'Save').click();
    await page.getByText('Saved', { exact: true }).waitFor();
  });

  it('signs what is written, and gets its copy in the envelope', async () => {
    await page.getByRole('button', { name: 'Make default' }).click();
    await page.getByText('default', { exact: true }).first().waitFor();
    await write(page, { to: ['bob@example.net'], subject: 'Plan', body: 'Hello' });
    await expect.poll(() => field(page, 'Message').inputValue()).toBe('Hello\n\n-- \nEva\nAtelier\n');
    await page.getByText('Bcc to oneself').waitFor();
    expect(await faults('signed')).toEqual([]);
  });
});
