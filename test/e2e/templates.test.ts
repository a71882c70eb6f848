// Templates in the window: made of a draft, filled in, begun from, inserted as a snippet, edited, deleted with Undo.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { templatesWords } from '#core/i18n/templates.ts';
import { button, field, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled } from './look.ts';

const words = templatesWords.en;
let program: Launched;
let page: Page;

const dialog = () => page.getByRole('dialog');
const within = (name: string) => dialog().getByRole('textbox', { name, exact: true });
const openTemplates = async () => {
  await page.keyboard.press('Control+Shift+d');
  await dialog().waitFor();
};
const closed = () => dialog().waitFor({ state: 'detached' });

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

describe('a template', () => {
  it('is made of the draft in front', async () => {
    await write(page, {
      to: ['Ana <ana@example.org>'],
      subject: 'Visit on {{day}}',
      body: 'Dear {{name|friend}},\n\nsee you on {{day}}. \\{{kept}}\n',
    });
    await openTemplates();
    await dialog().getByText(words.none).waitFor();
    await within(words.keepName).fill('Visit');
    await page.keyboard.press('Enter');
    await dialog()
      .getByRole('option', { name: /^Visit/ })
      .waitFor();
  });

  it('shows what it gives while its fields are filled in', async () => {
    const preview = dialog().getByRole('group', { name: words.preview });
    await expect.poll(() => preview.innerText()).toContain('Dear friend,');
    await within('day').fill('Monday');
    await within('name').fill('{{day}}');
    await preview.getByText('Subject: Visit on Monday').waitFor();
    expect(await preview.innerText()).toContain('Dear {{day}},\n\nsee you on Monday. {{kept}}');
  });

  it('begins a message with all that it has', async () => {
    await within('name').fill('Ana');
    await button(page, words.letter).click();
    await closed();
    await page.getByRole('tab', { name: 'Visit on Monday', selected: true }).waitFor();
    expect(await field(page, 'Message').inputValue()).toBe('Dear Ana,\n\nsee you on Monday. {{kept}}');
    const chips = page.getByRole('list', { name: 'Recipients in To' }).getByRole('listitem');
    expect(await chips.allInnerTexts()).toEqual(['Ana']);
  });

  it('is inserted at the caret as a snippet', async () => {
    await write(page, { subject: 'Other', body: 'before after' });
    await field(page, 'Message').evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(7, 7));
    await openTemplates();
    await within('day').fill('Friday');
    await button(page, words.insert).click();
    await closed();
    expect(await field(page, 'Message').inputValue()).toBe(
      'before Dear friend,\n\nsee you on Friday. {{kept}}\nafter',
    );
  });

  it('is edited in place, and begun from outside the composer', async () => {
    await page.keyboard.press('Control+1');
    await page.getByRole('heading', { name: 'Drafts' }).waitFor();
    await button(page, /^Templates/).click();
    const list = dialog().getByRole('listbox', { name: words.list });
    await expect.poll(() => list.evaluate((it) => it === document.activeElement)).toBe(true);
    await button(page, words.edit).click();
    await expect
      .poll(() => within(words.name).evaluate((input) => input === document.activeElement))
      .toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('Visit');
    await page.keyboard.press('Enter');
    await button(page, words.letter).waitFor();
    const edit = button(page, words.edit);
    await expect.poll(() => edit.evaluate((it) => it === document.activeElement)).toBe(true);
    expect(await button(page, words.insert).count()).toBe(0);
    await dialog().getByRole('group', { name: words.preview }).getByText('Subject: Visit').waitFor();
  });

  it('is deleted with Undo', async () => {
    await button(page, words.remove).click();
    await dialog().getByText(words.none).waitFor();
    await page.keyboard.press('Escape');
    await closed();
    await button(page, 'Undo').click();
    await openTemplates();
    await dialog()
      .getByRole('option', { name: /^Visit/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await closed();
  });

  it.each(LOOKS)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    await page.keyboard.press('Control+1');
    await page.getByRole('listitem').filter({ hasText: 'Other' }).getByRole('button').first().click();
    await page.getByRole('tab', { name: 'Other', selected: true }).waitFor();
    await settled(page);
    await openTemplates();
    await dialog().getByRole('option').first().waitFor();
    await settled(page);
    const picture = (name: string) => draw(page, `${name}.${language}.${theme}.${String(width)}.png`);
    const fine = async () => await faultsOf(page);
    await picture('templates');
    expect(await fine()).toEqual([]);
    await button(page, templatesWords[language].edit).click();
    await settled(page);
    await picture('template-edit');
    expect(await fine()).toEqual([]);
    await page.keyboard.press('Escape');
    await closed();
  });
});
