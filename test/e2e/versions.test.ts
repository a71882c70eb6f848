// The earlier versions of a draft in the window: listed, compared with what stands there now, put back, and Undo.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { versionsWords } from '#core/i18n/versions.ts';
import { button, field, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled } from './look.ts';

const words = versionsWords.en;
const paragraph = (about: string) => `${`The paragraph about ${about} goes on for a while. `.repeat(5)}\n`;
const long = `Dear Ana,\n\n${['lights', 'sound', 'doors', 'chairs'].map(paragraph).join('\n')}\nSee you at nine.\n`;
const short = 'Dear Ana,\n\nSee you at ten.\n';
let program: Launched;
let page: Page;

const dialog = () => page.getByRole('dialog');
const saved = () => page.getByText(/^Draft saved \d/).waitFor();
const message = () => field(page, 'Message');

/** Until the letter on disk is the one in the window. */
async function rewritten(body: string): Promise<void> {
  await message().fill(body);
  await page.getByText(catalogues.en.compose.changed).waitFor();
  await saved();
}

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await write(page, { to: ['Ana <ana@example.org>'], subject: 'Nine', body: long });
  await saved();
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

describe('the versions of a draft', () => {
  it('are none at first, and the view says when there will be', async () => {
    await page.keyboard.press('Control+Shift+y');
    await dialog().getByText(words.none).waitFor();
    await dialog().getByText(words.kept).waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('have what much was taken away from, with what differs', async () => {
    await field(page, 'Subject').fill('Ten');
    await rewritten(short);
    await button(page, catalogues.en.app.command['draft-versions']).click();
    const version = dialog().getByRole('option');
    await version.first().waitFor();
    expect(await version.count()).toBe(1);
    expect(await version.innerText()).toContain('Nine');
    const gone = await dialog().locator('[role="group"] del').allInnerTexts();
    const come = await dialog().locator('[role="group"] ins').allInnerTexts();
    expect([gone[0], come[0]]).toEqual(['Nine', 'Ten']);
    expect(gone.join('')).toContain('about chairs');
    expect(come.join('')).not.toContain('Dear');
  });

  it('are put back by keyboard, fields and text', async () => {
    await page.keyboard.press('Tab');
    await button(page, words.restore).press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => message().inputValue()).toBe(long);
    expect(await field(page, 'Subject').inputValue()).toBe('Nine');
  });

  it('lose nothing by that: Undo brings back what stood there', async () => {
    await button(page, 'Undo').click();
    await page.getByText(words.undone).waitFor();
    expect(await message().inputValue()).toBe(short);
    await page.keyboard.press('Control+Shift+y');
    await expect.poll(() => dialog().getByRole('option').count()).toBe(3);
    await page.keyboard.press('Escape');
  });

  it('are there after the program was killed', async () => {
    await program.kill();
    program = await launch({ profile: program.profile });
    page = program.page;
    await ready(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('Control+1');
    await page.getByRole('listitem').filter({ hasText: 'Ten' }).getByRole('button').first().click();
    await message().waitFor();
    await page.keyboard.press('Control+Shift+y');
    await expect.poll(() => dialog().getByRole('option').count()).toBe(3);
    await page.keyboard.press('ArrowDown');
    await dialog().getByRole('option', { selected: true }).filter({ hasText: 'Ten' }).waitFor();
    await dialog().getByText(words.same).waitFor();
    await page.keyboard.press('Escape');
  });

  it.each(LOOKS)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    await page.keyboard.press('Control+1');
    await page.getByRole('listitem').filter({ hasText: 'Ten' }).getByRole('button').first().click();
    await page.getByRole('textbox', { name: catalogues[language].compose.body }).waitFor();
    await settled(page);
    await page.keyboard.press('Control+Shift+y');
    await dialog().getByRole('option').first().waitFor();
    await page.keyboard.press('End');
    await dialog().locator('[role="group"] del').first().waitFor();
    await settled(page);
    await draw(page, `versions.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });
});
