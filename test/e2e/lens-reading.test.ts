// Every view of the lens for those who do not see it, or see it large: headings and names in their order, and the window at 200 %.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';
import { ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, faultsOf, pictureFolder, settled } from './look.ts';
import { windowPicture } from './mail-view.ts';
import { SharedFolder } from './shared-folder.ts';

const pictures = pictureFolder('lens-reading');
const fixtures = path.join(import.meta.dirname, '../fixtures/opened');
const hard = ['arc-pass', 'bounce-office365', 'broken-headers', 'delivery-report-solaris', '8bitmime'];
const views = [
  ['Alt+1', 'source'],
  ['Alt+2', 'fields'],
  ['Alt+3', 'envelope'],
  ['Alt+4', 'route'],
  ['Alt+5', 'authentication'],
  ['Alt+7', 'structure'],
  ['Alt+8', 'findings'],
  ['Alt+9', 'compare'],
  ['Alt+0', 'rendered'],
] as const;

let folder: SharedFolder;
let program: Launched;
let page: Page;
let spoken: Language = 'en';

beforeAll(async () => {
  folder = new SharedFolder();
  const files = hard.map((name) =>
    folder.put(`${name}.eml`, readFileSync(path.join(fixtures, `${name}.eml`))),
  );
  program = await launch({ args: files });
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('option', { name: /arc-pass/ }).waitFor();
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  folder.remove();
  process.stdout.write(`Outlines of the lens: ${pictures}\n`);
});

async function show(key: string, view: keyof typeof catalogues.en.lens.tab): Promise<void> {
  await page.keyboard.press(key);
  const name = catalogues[spoken].lens.tab[view];
  await page.getByRole('tab', { name, selected: true }).waitFor();
  await settled(page);
}

const openIt = async (name: string) => {
  await page.keyboard.press('Control+4');
  await page.getByRole('option', { name: new RegExp(`${name}\\.eml`) }).click();
  await page.getByRole('tablist', { name: catalogues[spoken].lens.tab.views }).waitFor();
};

/** What is wrong with the headings of the lens: none of the first level, or a level that is passed over. */
const headingFaults = (): Promise<string[]> =>
  page.evaluate(() => {
    const thing = document.querySelector('[role="tablist"]')?.closest('[data-column]');
    const found = [...(thing?.querySelectorAll('h1, h2, h3, h4, h5, h6') ?? [])];
    const levels = found.map((heading) => Number(heading.tagName.slice(1)));
    return levels.flatMap((level, at) => {
      const before = at === 0 ? 0 : (levels[at - 1] ?? 0);
      return level > before + 1 ? [`h${level} behind h${before}: ${found[at]?.textContent ?? ''}`] : [];
    });
  });

async function outlines(
  what: string,
  chosen: readonly (readonly [string, keyof typeof catalogues.en.lens.tab])[],
) {
  const faults: string[] = [];
  for (const [key, view] of chosen) {
    await show(key, view);
    const outline = await page.getByRole('tabpanel').ariaSnapshot();
    writeFileSync(path.join(pictures, `${what}-${view}.yaml`), outline);
    for (const fault of await headingFaults()) faults.push(`${what}, ${view}: ${fault}`);
    // What is read aloud first says what the view is: something with a name of its own stands in it.
    if (!/^\s*- (?:listbox|region|tree|heading|group|list|document|paragraph|status)/m.test(outline))
      faults.push(`${what}, ${view}: nothing in it has a name`);
    if (/^\s*- (?:button|link|textbox|combobox|listbox|tree|region|img)(?::|$)/m.test(outline))
      faults.push(
        `${what}, ${view}: nameless: ${/^\s*- (?:button|link|textbox|combobox|listbox|tree|region|img)(?::|$).*/m.exec(outline)?.[0] ?? ''}`,
      );
  }
  expect(faults).toEqual([]);
}

describe('read aloud', () => {
  it.each(hard.slice(0, 3))('%s has names and headings in their order in every view', async (name) => {
    await openIt(name);
    await outlines(name, views);
  });

  it('a sent message has them too', async () => {
    await write(page, {
      to: ['lea@stagecraft.example'],
      bcc: ['ines@lumen.example'],
      subject: 'Outline',
      body: 'Hello',
    });
    await send(page, 'Outline');
    await page.keyboard.press('Control+3');
    const places = page.getByRole('navigation', { name: catalogues.en.app.places });
    await places.getByRole('button', { name: catalogues.en.app.place.practice }).first().click();
    await page.getByRole('option').filter({ hasText: 'Outline' }).first().click();
    await page.getByRole('tablist', { name: catalogues.en.lens.tab.views }).waitFor();
    await outlines('sent', [...views, ['Alt+6', 'conversation']]);
  });
});

describe('at 200 %', () => {
  it.each([
    ['fr', 'light'],
    ['en', 'dark'],
  ] as const)('every view is whole in %s, %s', async (language, theme) => {
    await chooseLook(page, spoken, language, theme);
    spoken = language;
    await openIt(language === 'fr' ? 'bounce-office365' : 'arc-pass');
    await program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2),
    );
    await page.waitForFunction(() => innerWidth < 700);
    const faults: string[] = [];
    for (const [key, view] of views) {
      await show(key, view);
      const height = await page.getByRole('tabpanel').evaluate((panel) => {
        const { top, bottom } = panel.getBoundingClientRect();
        return Math.min(bottom, innerHeight) - Math.max(top, 0);
      });
      if (height < 200) faults.push(`${view}: ${height} px of it are seen`);
      await windowPicture(program.app, `zoom-${view}.${language}.${theme}.png`);
      for (const fault of await faultsOf(page)) faults.push(`${view}: ${fault}`);
    }
    await program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1),
    );
    await page.waitForFunction(() => innerWidth > 1000);
    expect(faults).toEqual([]);
  });
});
