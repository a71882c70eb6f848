// What the lint finds, in the window: of a message whose header has faults, put into the archive in place of what was sent.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { bareKeys, overflowing, resize, settled, violations } from './look.ts';
import { chooseLook } from './views.ts';

const subject = 'Autumn season: dates confirmed';
const faulty = [
  'Date: Tue, 23 Nov 2026 09:14:02 +0100',
  'From: "boss@bank.example" <lea@stagecraft.example>',
  'To: jonas@localhost, Dana O. Kafor <dana@okafor.example>',
  `Subject: ${subject}`,
  'Subject: another one',
  'Message-ID: <4f2a.1@leas-laptop.local>',
  'X-Campaign: autumn',
].join('\r\n');

const { FACTEUR_PICTURES: named = '' } = process.env;
const pictures =
  named === '' ? mkdtempSync(path.join(os.tmpdir(), 'facteur-findings-')) : path.resolve(named);
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await write(page, { to: ['lea@stagecraft.example'], subject: 'Nothing wrong', body: 'Hello' });
  await send(page, 'Nothing wrong');
  const to = Array.from(
    { length: 20 },
    (_, at) => `somebody.with.a.long.name.${String(at)}@stagecraft.example`,
  );
  await write(page, { to, subject, body: 'Hello' });
  await send(page, subject);
  replaceHeader(path.join(program.profile, 'archive'));
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  process.stdout.write(`Pictures of findings: ${pictures}\n`);
});

/** Of the same length, so that what was recorded of it still finds its end. */
function replaceHeader(archive: string): void {
  const files = readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eml'))
    .map((file) => path.join(archive, file));
  const file = files.find((name) => readFileSync(name, 'latin1').includes(subject)) ?? '';
  const message = readFileSync(file);
  const end = message.indexOf('\r\n\r\n');
  const room = end - faulty.length - '\r\nComments: '.length;
  expect(room).toBeGreaterThan(0);
  const filler = 'room '.repeat(Math.ceil(room / 5)).slice(0, room - 1);
  message.write(`${faulty}\r\nComments: ${filler}x`, 'latin1');
  writeFileSync(file, message);
}

async function open(of: string, words = catalogues.en): Promise<void> {
  const places = page.getByRole('navigation', { name: words.app.places });
  await places.getByRole('button', { name: words.app.place.practice }).first().click();
  await page.getByRole('option').filter({ hasText: of }).click();
  await page.getByRole('heading', { name: of }).waitFor();
}

const findings = (words = catalogues.en) =>
  page.getByRole('region', { name: words.findings.title, exact: true });

describe('the findings of a message', () => {
  it('are errors, warnings and advice, each with its section', async () => {
    await open(subject);
    await page.keyboard.press('Alt+8');
    await findings().waitFor();
    const text = await findings().innerText();
    expect(text).toContain('The day of the week in Date is wrong');
    expect(text).toContain('More than one Subject');
    expect(text).toContain('The name in From looks like another address');
    expect(text).toContain('X-Campaign begins with X-');
    expect(
      await findings().getByRole('link', { name: 'RFC 5322 §3.6', exact: true }).count(),
    ).toBeGreaterThan(0);
  });

  it('mark their field in all views', async () => {
    await findings().getByRole('button', { name: 'Date', exact: true }).first().click();
    await findings().locator('[data-active]').first().waitFor();
    await page.keyboard.press('Alt+2');
    const fields = page.getByRole('listbox', { name: catalogues.en.lens.fields.list });
    await fields.getByRole('option', { selected: true }).filter({ hasText: '09:14:02' }).waitFor();
    const dock = page.getByRole('region', { name: catalogues.en.lens.dock.title });
    expect(await dock.innerText()).toContain('Error: The day of the week in Date is wrong');
    await page.keyboard.press('Alt+1');
    const lines = page.getByRole('listbox', { name: catalogues.en.lens.source.lines });
    const chosen = lines.getByRole('option', { selected: true });
    await chosen.filter({ hasText: 'Tue, 23 Nov 2026' }).waitFor();
    expect(await chosen.getByTitle('Error: The day of the week in Date is wrong').count()).toBe(1);
    await settled(page);
    await page.screenshot({ path: path.join(pictures, 'source-marks.en.light.1280.png') });
    expect(await violations(page)).toEqual([]);
  });

  it('say so where there is nothing to find', async () => {
    await open('Nothing wrong');
    await page.keyboard.press('Alt+8');
    await page.getByText(catalogues.en.findings.none).waitFor();
    await settled(page);
    await page.screenshot({ path: path.join(pictures, 'findings-none.en.light.1280.png') });
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const words = catalogues[language];
    await open(subject, words);
    await page.keyboard.press('Alt+8');
    await findings(words).waitFor();
    await settled(page);
    await page.screenshot({
      path: path.join(pictures, `findings.${language}.${theme}.${String(width)}.png`),
    });
    expect([...(await overflowing(page)), ...(await bareKeys(page)), ...(await violations(page))]).toEqual(
      [],
    );
  });
});
