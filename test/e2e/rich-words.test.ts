// Words in rich text: emoji by what they are called, and what is misspelled.
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { richWords } from '#core/i18n/rich.ts';
import { spellingWords } from '#core/i18n/spelling.ts';
import { archivedMessages } from './archive-message.ts';
import { button, field, ready, send } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { bareKeys, chooseLook, draw, LOOKS, overflowing, resize, settled, violations } from './look.ts';
import { inText, pasteHtml, richHtml, richText, writeRich } from './rich-hands.ts';

let program: Launched;
let page: Page;

const html = () => richHtml(page);
const sentLast = () => PostalMime.parse(archivedMessages(program.profile).at(-1)?.bytes ?? Buffer.alloc(0));
const search = () => page.getByRole('combobox', { name: richWords.en.emoji.search });
const active = () => page.locator('[role="option"][aria-selected="true"]');

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

describe('emoji', () => {
  it('are found by name and put in by the keyboard, and arrive as they are', async () => {
    await writeRich(page, 'Celebrate');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('Done ');
    await page.keyboard.press('Control+Shift+j');
    await search().waitFor();
    await page.keyboard.type('party pop');
    await active().filter({ hasText: '🎉' }).waitFor();
    await page.keyboard.press('Enter');
    await inText(page);
    await page.keyboard.type(' at last');
    await expect.poll(html).toContain('<strong>Done 🎉 at last</strong>');
    await send(page, 'Celebrate');
    const mail = await sentLast();
    expect(mail.html).toContain('<strong>Done 🎉 at last</strong>');
    expect(mail.text).toContain('Done 🎉 at last');
  });

  it('that were used last come first, arrows lead to the others, Escape leads back', async () => {
    await writeRich(page, 'Again');
    await page.keyboard.press('Control+Shift+j');
    await active().filter({ hasText: '🎉' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await active().filter({ hasText: '😀' }).waitFor();
    await page.keyboard.press('Escape');
    await search().waitFor({ state: 'detached' });
    await inText(page);
    expect(await html()).not.toContain('😀');
    await page.keyboard.press('Control+Shift+j');
    await search().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await inText(page);
    await expect.poll(html).toContain('<p>😃</p>');
    await page.keyboard.press('Control+z');
    await expect.poll(html).not.toContain('😃');
  });

  it('are there for plain text too, and Undo takes them back', async () => {
    await page.keyboard.press('Control+Shift+x');
    const body = page.locator('#composer textarea');
    await body.waitFor();
    await body.focus();
    await page.keyboard.type('Well');
    await page.keyboard.press('Control+Shift+j');
    await search().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => field(page, 'Message').inputValue()).toBe('Well😃');
    await page.keyboard.press('Control+z');
    await expect.poll(() => field(page, 'Message').inputValue()).toBe('Well');
    await page.keyboard.press('Control+Shift+x');
    await richText(page).waitFor();
  });
});

describe('spelling', () => {
  const marks = (expected: readonly string[]) =>
    expect
      .poll(() => richText(page).locator('.misspelled').allInnerTexts(), { timeout: 10_000 })
      .toEqual(expected);
  const selected = () => page.evaluate(() => getSelection()?.toString());
  const menu = () => page.getByRole('menu');
  const focusedText = () => page.evaluate(() => document.activeElement?.textContent);

  it('marks what no dictionary has, when it is finished; not what is quoted, and no code', async () => {
    await writeRich(page, 'Spelled');
    await pasteHtml(
      page,
      '<p>Dear Ana, we <b>recieve</b> it, <code>recieev</code>.</p><blockquote><p>Quoted mistaek</p></blockquote><p>And then</p>',
    );
    await marks(['recieve']);
    await page.keyboard.type(' tommorow');
    expect(await richText(page).locator('.misspelled').allInnerTexts()).toEqual(['recieve']);
    await page.keyboard.type(' ');
    await marks(['recieve', 'tommorow']);
  });

  it('goes to the next by F7, offers what was meant, keeps its formatting, and Undo takes it back', async () => {
    await field(page, 'Subject').focus();
    await page.keyboard.press('F7');
    await expect.poll(selected).toBe('recieve');
    await page.keyboard.press('F7');
    await expect.poll(selected).toBe('tommorow');
    await page.keyboard.press('Shift+F7');
    await expect.poll(selected).toBe('recieve');
    await page.keyboard.press('Control+.');
    await expect.poll(focusedText).toBe('receive');
    await page.keyboard.press('Enter');
    await inText(page);
    await expect.poll(html).toContain('<strong>receive</strong>');
    await marks(['tommorow']);
    await page.keyboard.press('Control+z');
    await marks(['recieve', 'tommorow']);
    expect(await html()).toContain('Dear Ana');
  });

  it('passes a word over by the menu’s key, and keeps one of the user’s by a right click', async () => {
    await page.keyboard.press('F7');
    await expect.poll(selected).toBe('tommorow');
    await page.keyboard.press('Shift+F10');
    await menu().waitFor();
    await page.keyboard.press('ArrowUp');
    await expect.poll(focusedText).toBe(spellingWords.en.ignore);
    await page.keyboard.press('Enter');
    await inText(page);
    await marks(['recieve']);
    await richText(page).locator('.misspelled').click({ button: 'right' });
    await page.getByRole('menuitem', { name: spellingWords.en.add }).click();
    await marks([]);
  });
});

describe('the language', () => {
  it('that was chosen for spelling is told to those who read the message, and to the editor', async () => {
    await writeRich(page, 'Told');
    await page.keyboard.type('Bonjour');
    expect(await richText(page).evaluate((it) => it.closest('[lang]')?.tagName)).toBe('HTML');
    await button(page, /^Languages of spelling/).click();
    for (const name of [spellingWords.en.language.fr, spellingWords.en.language.en])
      await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
    await page.keyboard.press('Escape');
    await expect
      .poll(() => richText(page).evaluate((it) => it.closest('[lang]')?.getAttribute('lang')))
      .toBe('fr');
    await send(page, 'Told');
    expect((await sentLast()).html).toContain('<html lang="fr">');
  });

  it('is that of the sender’s next message too, until there are several', async () => {
    await writeRich(page, 'Next');
    await page.keyboard.type('Bonjour');
    await send(page, 'Next');
    expect((await sentLast()).html).toContain('<html lang="fr">');
    await writeRich(page, 'Both');
    await page.keyboard.type('Bonjour');
    await button(page, /^Languages of spelling/).click();
    await page.getByRole('menuitemcheckbox', { name: spellingWords.en.language.en, exact: true }).click();
    await page.keyboard.press('Escape');
    await send(page, 'Both');
    expect((await sentLast()).html).toContain('<html>');
  });
});

describe('its looks', () => {
  it.each(LOOKS)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const words = richWords[language].emoji;
    await page.keyboard.press('Control+1');
    await page.getByText('Again').click();
    await richText(page).waitFor();
    await richText(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' mistaek ');
    await richText(page).locator('.misspelled').last().waitFor();
    await page.keyboard.press('Shift+F7');
    await page.keyboard.press('Control+.');
    await page.getByRole('menuitem').first().waitFor();
    await settled(page);
    await draw(page, `rich-spelling.${language}.${theme}.${String(width)}.png`);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await button(page, words.title).or(button(page, catalogues[language].app.command.emoji)).click();
    await page.getByRole('option').first().waitFor();
    await settled(page);
    await draw(page, `${language}-${theme}-${width}-emoji.png`);
    // Axe takes half a minute for all of them.
    await page.keyboard.type('robot');
    await active().filter({ hasText: '🤖' }).waitFor();
    expect(await overflowing(page)).toEqual([]);
    expect(await bareKeys(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('zz');
    await page.getByText(words.none).waitFor();
    await page.keyboard.press('Escape');
  });
});
