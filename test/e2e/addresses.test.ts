// The addresses of a draft: changed where they stand, moved from field to field by pointer and by keyboard, named once, and Reply-To.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { done } from './calls.ts';
import { begin, button, field, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, resize, settled, violations } from './look.ts';

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

type Field = 'to' | 'cc' | 'bcc' | 'replyTo';
const chips = (of: Field) => page.getByRole('list', { name: compose.chips[of] }).getByRole('listitem');
const chip = (of: Field, text: string) => chips(of).filter({ hasText: text });
const focused = (text: string) =>
  page.waitForFunction(
    (words) => document.activeElement?.tagName === 'LI' && document.activeElement.textContent.includes(words),
    text,
  );

describe('a chip', () => {
  it('is changed where it stands by Enter, and Escape leaves it as it was', async () => {
    await write(page, { to: ['Léa <lea@stagecraft.example>', 'jonas@localhost.example'], subject: 'Chips' });
    await chip('to', 'Léa').focus();
    await page.keyboard.press('Enter');
    const editor = field(page, compose.editChip);
    await editor.waitFor();
    expect(await editor.inputValue()).toBe('Léa <lea@stagecraft.example>');
    await editor.fill('Nobody <nobody@stagecraft.example>');
    await page.keyboard.press('Escape');
    await focused('Léa');
    await page.keyboard.press('F2');
    await editor.fill('Mira <mira@stagecraft.example>');
    await page.keyboard.press('Enter');
    await focused('Mira');
    expect(await chips('to').allInnerTexts()).toEqual(['Mira', 'jonas@localhost.example']);
  });

  it('moves to another field by the menu’s key', async () => {
    await chip('to', 'Mira').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Move to Cc' }).waitFor();
    await settled(page);
    await draw(page, 'menu.en.light.1280.png');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Move to Cc' }).press('Enter');
    await chip('cc', 'Mira').waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'recipients-cc');
    expect(await chips('to').allInnerTexts()).toEqual(['jonas@localhost.example']);
  });

  it('goes back to its chip when the menu is left', async () => {
    await chip('cc', 'Mira').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Move to To' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await focused('Mira');
  });

  it('is dragged to another field', async () => {
    await chip('cc', 'Mira').dragTo(field(page, 'Bcc'));
    await chip('bcc', 'Mira').waitFor();
    expect(await chips('cc').count()).toBe(0);
  });

  it('is merged with the one that is there, and says where', async () => {
    await field(page, 'To').focus();
    await page.keyboard.insertText('mira@STAGECRAFT.example');
    await page.keyboard.press('Enter');
    await page.getByText('Already in Bcc: mira@STAGECRAFT.example').waitFor();
    expect(await chips('to').allInnerTexts()).toEqual(['jonas@localhost.example']);
    await page.keyboard.insertText('x');
    await page.getByText('Already in Bcc').waitFor({ state: 'detached' });
    await field(page, 'To').fill('');
  });
});

describe('Reply-To', () => {
  it('is shown when asked for, and stands in the header', async () => {
    await button(page, compose.addReplyTo).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'recipients-replyTo');
    await page.keyboard.insertText('nobody@bücher.example, jonas@localhost.example');
    await page.keyboard.press('Tab');
    await chips('replyTo').nth(1).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'recipients-to');
    await send(page, 'Chips');
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await page.getByRole('option').filter({ hasText: 'Chips' }).click();
    await page.keyboard.press('Alt+1');
    const source = page.getByRole('listbox', { name: catalogues.en.lens.source.lines });
    await source.getByText('Reply-To').first().waitFor();
    expect(await source.innerText()).toContain('nobody@xn--bcher-kva.example');
  });

  it('says what is wrong with an address, and holds the message', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Answers', body: 'Hello' });
    await button(page, compose.addReplyTo).click();
    await page.keyboard.insertText('nobody');
    await page.keyboard.press('Enter');
    await page.locator('#recipients-replyTo-why').filter({ hasText: /./ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => document.activeElement?.matches('li[data-wrong]') === true);
    await button(page, compose.noReplyTo).click();
    await field(page, 'Reply-To').waitFor({ state: 'detached' });
    await send(page, 'Answers');
  });
});

describe('the fields', () => {
  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const words = catalogues[language].compose;
    await begin(page);
    await button(page, words.addReplyTo).click();
    await page.waitForFunction(() => document.activeElement?.id === 'recipients-replyTo');
    await page.keyboard.insertText('lea@stagecraft.example, team@stagecraft.example, lea@stagecraft.example');
    await page.keyboard.press('Enter');
    await field(page, words.to).focus();
    await page.keyboard.insertText('Jonas Brückner <jonas@gmial.com>');
    await page.keyboard.press('Enter');
    await button(page, /gmail\.com$/).waitFor();
    const shown = page.getByRole('list', { name: words.chips.to }).getByRole('listitem');
    await shown.first().focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem').nth(4).waitFor();
    await settled(page);
    await draw(page, `fields.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
