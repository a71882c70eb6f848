// How opened mail looks, in both languages and themes and in a small window: hard messages of other people's making.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';
import { openedWords } from '#core/i18n/opened.ts';
import { ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled } from './look.ts';
import { SharedFolder } from './shared-folder.ts';

const fixtures = path.join(import.meta.dirname, '../fixtures/opened');
const hard = ['arc-pass', 'bounce-office365', 'broken-headers', 'delivery-report-solaris', '8bitmime'];

let folder: SharedFolder;
let program: Launched;
let page: Page;
let spoken: Language = 'en';

beforeAll(async () => {
  folder = new SharedFolder();
  const files = hard.map((name) =>
    folder.put(`${name}.eml`, readFileSync(path.join(fixtures, `${name}.eml`))),
  );
  const many = Array.from(
    { length: 400 },
    (_, at) =>
      `From camille@lumen.example Mon Nov 23 09:15:28 2026\nFrom: Camille Rémaux <camille@lumen.example>\nDate: Mon, 23 Nov 2026 09:15:28 +0100\nSubject: Autumn season, letter number ${String(at + 1)} of a long year\n\nHello\n\n`,
  ).join('');
  program = await launch({
    args: [...files, folder.put('2026.mbox', many), folder.put('notes.txt', 'Buy milk.\n')],
  });
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('option', { name: /arc-pass/ }).waitFor();
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  folder.remove();
});

it.each(LOOKS)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
  await resize(program.app, page, width, height);
  await chooseLook(page, spoken, language, theme);
  spoken = language;
  const words = openedWords[language];
  const { lens } = catalogues[language];
  const faults: string[] = [];
  const look = async (what: string) => {
    await settled(page);
    await draw(page, `opened-${what}.${language}.${theme}.${String(width)}.png`);
    for (const fault of await faultsOf(page)) faults.push(`${what}: ${fault}`);
  };
  const list = page.getByRole('listbox', { name: words.list });
  const toList = async () => {
    await page.keyboard.press('Control+4');
    await list.waitFor();
  };
  await toList();
  await look('list');
  for (const name of hard) {
    await toList();
    await page.getByRole('option', { name: new RegExp(`${name}\\.eml`) }).click();
    await page.getByRole('tab', { name: lens.tab.source }).waitFor();
    for (const [key, view] of [
      ['Alt+1', 'source'],
      ['Alt+3', 'envelope'],
      ['Alt+4', 'route'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole('tab', { name: lens.tab[view], selected: true }).waitFor();
      await look(`${name}-${view}`);
    }
  }
  await toList();
  await page.getByRole('option', { name: /notes\.txt|milk/ }).click();
  await page.getByRole('alert').waitFor();
  await look('no-message');
  await toList();
  await page.getByRole('option', { name: /2026\.mbox/ }).click();
  const entries = page.getByRole('listbox', { name: words.mbox.entries.replace('{{name}}', '2026.mbox') });
  await entries.getByRole('option', { name: /number 3 of/ }).waitFor();
  await look('mbox');
  await entries.getByRole('option', { name: /number 3 of/ }).click();
  await page.getByRole('heading', { name: /number 3 of/ }).waitFor();
  await look('mbox-entry');
  await page.keyboard.press('Control+4');
  await entries.focus();
  await page.keyboard.press('Escape');
  expect(faults).toEqual([]);
});
