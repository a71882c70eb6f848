// Marks of misspelled words stand on their words wherever these are drawn, and cost nothing in a body of 5 MB.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spellingWords } from '#core/i18n/spelling.ts';
import { button, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { settled } from './look.ts';
import {
  body,
  caretAt,
  chooseEnglish,
  commands,
  language,
  marked,
  marks,
  selected,
  selectedByPointing,
} from './spelling-hands.ts';

const words = spellingWords.en;
let program: Launched;
let page: Page;

/** Puts text there in one piece, as a template does: then the browser tells where each letter of it is drawn. */
const place = (text: string) =>
  body(page).evaluate((area: HTMLTextAreaElement, put) => {
    area.setRangeText(put);
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.setSelectionRange(0, 0);
  }, text);

/** What the field draws where the mark of a word is. */
const drawnAtMark = () =>
  page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('misspelled') ?? [])].filter((one) => one instanceof Range);
    const box = ranges.find((one) => one.toString() === 'recieve')?.getBoundingClientRect();
    const area = document.querySelector('textarea');
    if (box === undefined || area === null) throw new Error('not marked');
    const at = document.caretPositionFromPoint(box.left + 1, box.top + box.height / 2);
    return at?.offsetNode === area ? area.value.slice(at.offset, at.offset + 7) : null;
  });

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

describe('a mark', () => {
  const paragraph = `${'Every word of this paragraph is written as it should be, and there are many of them. '.repeat(3)}\n`;
  const put = async (text: string) => {
    await write(page, { subject: 'Marks' });
    await chooseEnglish(page);
    await body(page).focus();
    await page.keyboard.insertText(text);
  };
  const scrollTo = (share: number) =>
    body(page).evaluate((area, to) => {
      area.scrollTop = area.scrollHeight * to;
    }, share);

  it('stays on its word while a short letter is scrolled', async () => {
    await put(`${paragraph.repeat(20)}I recieve it.\n${paragraph.repeat(20)}`);
    await marks(page, ['recieve']);
    // The word's line is a little below the middle.
    await scrollTo(0.47);
    await settled(page);
    expect(await selectedByPointing(page)).toBe('recieve');
  });

  it('stands on its word in the middle of a long letter, where it can be seen', async () => {
    await put(`${paragraph.repeat(300)}I recieve it.\n${paragraph.repeat(100)}I recieve it once more.`);
    await scrollTo(0);
    await marks(page, []);
    await scrollTo(0.745);
    await marks(page, ['recieve']);
    expect(await selectedByPointing(page)).toBe('recieve');
  });

  it('stands on its word at 200 %', async () => {
    const zoom = (factor: number) =>
      program.app.evaluate(
        ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to),
        factor,
      );
    await put('');
    await place(`${paragraph.repeat(2)}I recieve it.\n${paragraph.repeat(2)}`);
    await zoom(2);
    await page.waitForFunction(() => innerWidth < 700);
    await caretAt(page, 0);
    await page.keyboard.press('F7');
    await expect.poll(() => selected(page)).toBe('recieve');
    await settled(page);
    const drawn = await drawnAtMark();
    await zoom(1);
    await page.waitForFunction(() => innerWidth > 700);
    expect(drawn).toBe('recieve');
  });

  it('stands on its word from right to left', async () => {
    await put(`${paragraph}שלום I recieve it שלום\n${paragraph}`);
    await body(page).evaluate((area: HTMLTextAreaElement) => {
      area.dir = 'rtl';
      area.dispatchEvent(new Event('input'));
    });
    await settled(page);
    expect(await selectedByPointing(page)).toBe('recieve');
  });
});

describe('a body of 5 MB', () => {
  it('takes keys as if it were not checked', async () => {
    await write(page, { subject: 'Huge' });
    await body(page).focus();
    const huge = 'A line with a mistaek in it, and with some more words behind it.\n'.repeat(78_000);
    await place(huge);
    await expect.poll(async () => (await marked(page)).length).toBeGreaterThan(5);
    const slowest = async (): Promise<number> => {
      await page.evaluate(() => {
        Object.assign(globalThis, { worst: 0 });
        const keys = { type: 'event', durationThreshold: 16 };
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries())
            Object.assign(globalThis, {
              worst: Math.max(Number(Reflect.get(globalThis, 'worst')), duration),
            });
        }).observe(keys);
      });
      await page.keyboard.type('word ', { delay: 60 });
      await settled(page);
      return page.evaluate(() => Number(Reflect.get(globalThis, 'worst')));
    };
    const checked = await slowest();
    await button(page, new RegExp(`^${commands['spelling-languages']}`)).click();
    await language(page, words.off).click();
    await page.keyboard.press('Escape');
    await caretAt(page, 0);
    const unchecked = await slowest();
    process.stdout.write(`Slowest key in 5 MB: ${String(checked)} ms checked, ${String(unchecked)} ms not\n`);
    expect(checked).toBeLessThan(2 * unchecked + 100);
    await chooseEnglish(page);
  });
});
