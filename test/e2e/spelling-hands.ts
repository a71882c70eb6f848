/** What the tests of spelling do in the page and read there: marks are the browser's highlights, of which the document knows nothing. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { catalogues } from '#core/i18n/catalogue.ts';
import { spellingWords } from '#core/i18n/spelling.ts';
import { button, field } from './hands.ts';

export const commands = catalogues.en.app.command;
const words = spellingWords.en;

export const body = (page: Page): Locator => field(page, 'Message');

export const language = (page: Page, name: string): Locator =>
  page.getByRole('menuitemcheckbox', { name, exact: true });

/** What is underlined, in no order of its own. */
export const marked = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...(CSS.highlights.get('misspelled') ?? [])].map((range) =>
      range instanceof Range ? range.toString() : '',
    ),
  );

export const marks = (page: Page, expected: readonly string[]): Promise<void> =>
  expect.poll(async () => (await marked(page)).toSorted()).toEqual(expected.toSorted());

export const caretAt = (page: Page, at: number): Promise<void> =>
  body(page).evaluate((area: HTMLTextAreaElement, to) => {
    area.focus();
    area.setSelectionRange(to, to);
  }, at);

export const selected = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement
      ? at.value.slice(at.selectionStart ?? 0, at.selectionEnd ?? 0)
      : null;
  });

/** The middle of a word's mark. */
export const placeOf = (page: Page, word: string): Promise<{ x: number; y: number }> =>
  page.evaluate((wanted) => {
    const ranges = [...(CSS.highlights.get('misspelled') ?? [])].filter((one) => one instanceof Range);
    const range = ranges.find((one) => one.toString() === wanted);
    if (range === undefined) throw new Error('not marked');
    const { left, top, width, height } = range.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, word);

/** What a double click in the middle of the mark of a word selects. */
export async function selectedByPointing(page: Page): Promise<string | null> {
  const box = await placeOf(page, 'recieve');
  await page.mouse.dblclick(box.x, box.y);
  return (await selected(page))?.trim() ?? null;
}

export async function chooseEnglish(page: Page): Promise<void> {
  await button(page, new RegExp(`^${commands['spelling-languages']}`)).click();
  for (const name of Object.values(words.language)) {
    const isChosen = (await language(page, name).getAttribute('aria-checked')) === 'true';
    if (isChosen !== (name === words.language.en)) await language(page, name).click();
  }
  await page.keyboard.press('Escape');
}
