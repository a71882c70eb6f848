// Files that are attached: another name and another place by keyboard, a folder as a zip, and one that changed meanwhile.
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { done } from './calls.ts';
import { answerOpen, attached, button, field, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, overflowing, resize, settled, violations } from './look.ts';

const { compose } = catalogues.en;
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await done(page, 'settings.set', { undoSeconds: 0 });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const fileAt = (name: string): string => path.join(program.profile, name);
const names = async () =>
  (await page.getByRole('list', { name: compose.attachments }).getByRole('listitem').allInnerTexts()).map(
    (text) => text.split('\n')[0],
  );
const more = (name: string) => button(page, `More for ${name}`);

/** More than is copied unasked. */
const LARGE = 26_000_000;

async function attach(...files: readonly string[]): Promise<void> {
  for (const name of files) {
    writeFileSync(fileAt(name), `${name}\n`);
    if (name.startsWith('large')) truncateSync(fileAt(name), LARGE);
  }
  await answerOpen(
    program.app,
    files.map((name) => fileAt(name)),
  );
  await button(page, compose.attach).click();
  for (const name of files) await attached(page, name);
}

/** The bytes of the newest message in the archive. */
function newest(): string {
  const archive = fileAt('archive');
  const [last = ''] = readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .toSorted()
    .toReversed();
  return readFileSync(path.join(archive, last), 'latin1');
}

describe('attached files', () => {
  it('are renamed by F2, and keep their name by Escape', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Files', body: 'Hello' });
    await attach('a.txt', 'b.txt', 'c.txt');
    await more('b.txt').focus();
    await page.keyboard.press('F2');
    const editor = field(page, compose.fileName);
    await editor.fill('other.txt');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.ariaLabel === 'More for b.txt');
    await page.keyboard.press('F2');
    await page.keyboard.insertText('plan');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.ariaLabel === 'More for plan.txt');
    expect(await names()).toEqual(['a.txt', 'plan.txt', 'c.txt']);
  });

  it('move by Alt and arrows, and by their menu, and go out in that order', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await page.waitForFunction(() => document.activeElement?.ariaLabel === 'More for plan.txt');
    expect(await names()).toEqual(['plan.txt', 'a.txt', 'c.txt']);
    await more('c.txt').click();
    await page.getByRole('menuitem', { name: compose.fileMenu.earlier }).click();
    await page.waitForFunction(() => document.activeElement?.ariaLabel === 'More for c.txt');
    expect(await names()).toEqual(['plan.txt', 'c.txt', 'a.txt']);
    await send(page, 'Files');
    const found = [...newest().matchAll(/filename=(\S+)/g)].map(([, name]) => name);
    expect(found).toEqual(['plan.txt', 'c.txt', 'a.txt']);
  });

  it('move by dragging', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Dragged', body: 'Hello' });
    await attach('a.txt', 'b.txt');
    const items = page.getByRole('list', { name: compose.attachments }).getByRole('listitem');
    await items.nth(1).dragTo(items.nth(0));
    await page.waitForFunction(
      (label) =>
        document.querySelector(`ul[aria-label="${label}"] li`)?.textContent.startsWith('b.txt') === true,
      compose.attachments,
    );
  });

  it('say at once that they changed or are gone, and hold the message', async () => {
    await attach('large-a.txt', 'large-b.txt');
    appendFileSync(fileAt('large-a.txt'), 'more');
    rmSync(fileAt('large-b.txt'));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByText(compose.file.changed).waitFor();
    await page.getByText(compose.file.missing).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: 'large-a.txt' }).first().waitFor();
    await settled(page);
    await draw(page, 'changed.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
  });

  it('that change after the last look are found when they are sent', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Late', body: 'Hello' });
    await attach('large-late.txt');
    appendFileSync(fileAt('large-late.txt'), 'more');
    await page.keyboard.press('Control+Enter');
    await page.getByText(compose.file.changed).waitFor();
  });
});

describe('a folder', () => {
  it('is offered as a zip, and attached as one', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Folder', body: 'Hello' });
    const folder = fileAt('Photos');
    mkdirSync(path.join(folder, 'inside'), { recursive: true });
    writeFileSync(path.join(folder, 'one.txt'), 'one');
    writeFileSync(path.join(folder, 'inside', 'two.txt'), 'two');
    const asked = page.waitForEvent('filechooser');
    await button(page, compose.chooseFolder).focus();
    await page.keyboard.press('Enter');
    await (await asked).setFiles(folder);
    await page.getByText('“Photos” is a folder with 2 files').waitFor();
    await settled(page);
    await draw(page, 'folder.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await page.waitForFunction(() => document.activeElement?.textContent === 'Attach Photos.zip');
    await page.keyboard.press('Enter');
    await attached(page, 'Photos.zip');
    await send(page, 'Folder');
    expect(newest()).toContain('filename=Photos.zip');
    // PK: the first local file header of a zip, in base64
    expect(newest()).toMatch(/\r\n\r\nUEsDB/);
  });
});

describe('the files', () => {
  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const words = catalogues[language].compose;
    await page.keyboard.press('Control+1');
    await page.getByRole('listitem').filter({ hasText: 'Dragged' }).getByRole('button').first().click();
    const item = page.getByRole('list', { name: words.attachments }).getByRole('listitem');
    await item.nth(1).waitFor();
    await item.nth(0).getByRole('button').first().click();
    await page.getByRole('menuitem', { name: words.fileMenu.rename }).waitFor();
    await settled(page);
    await draw(page, `files.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('menuitem', { name: words.fileMenu.rename }).click();
    await field(page, words.fileName).waitFor();
    await settled(page);
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
