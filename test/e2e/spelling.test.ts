// Spelling in the window: marks in subject and body, suggestions, the user's words, languages; by the keyboard alone and by pointing.
import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { catalogues } from '#core/i18n/catalogue.ts';
import { spellingWords } from '#core/i18n/spelling.ts';
import { button, field, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled } from './look.ts';

const words = spellingWords.en;
const commands = catalogues.en.app.command;
let program: Launched;
let page: Page;

const body = () => field(page, 'Message');
const menu = () => page.getByRole('menu');
const item = (name: string) => page.getByRole('menuitem', { name, exact: true });
const language = (name: string) => page.getByRole('menuitemcheckbox', { name, exact: true });

/** What is underlined, in no order of its own. */
const marked = (): Promise<string[]> =>
  page.evaluate(() =>
    [...(CSS.highlights.get('misspelled') ?? [])].map((range) =>
      range instanceof Range ? range.toString() : '',
    ),
  );

const marks = (expected: readonly string[]) =>
  expect.poll(async () => (await marked()).toSorted()).toEqual(expected.toSorted());

const caretAt = (at: number) =>
  body().evaluate((area: HTMLTextAreaElement, to) => {
    area.focus();
    area.setSelectionRange(to, to);
  }, at);

const selected = () =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement
      ? at.value.slice(at.selectionStart ?? 0, at.selectionEnd ?? 0)
      : null;
  });

/** The middle of a word's mark. */
const placeOf = (word: string): Promise<{ x: number; y: number }> =>
  page.evaluate((wanted) => {
    const ranges = [...(CSS.highlights.get('misspelled') ?? [])].filter((one) => one instanceof Range);
    const range = ranges.find((one) => one.toString() === wanted);
    if (range === undefined) throw new Error('not marked');
    const { left, top, width, height } = range.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, word);

/** Puts text there in one piece, as a template does: then the browser tells where each letter of it is drawn. */
const place = (text: string) =>
  body().evaluate((area: HTMLTextAreaElement, put) => {
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

/** What a double click in the middle of the mark of a word selects. */
async function selectedByPointing(): Promise<string | null> {
  const box = await placeOf('recieve');
  await page.mouse.dblclick(box.x, box.y);
  return (await selected())?.trim() ?? null;
}

async function chooseEnglish(): Promise<void> {
  await button(page, new RegExp(`^${commands['spelling-languages']}`)).click();
  for (const name of Object.values(words.language)) {
    const isChosen = (await language(name).getAttribute('aria-checked')) === 'true';
    if (isChosen !== (name === words.language.en)) await language(name).click();
  }
  await page.keyboard.press('Escape');
}

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

describe('while a draft is written', () => {
  it('marks what no dictionary of its languages has, in subject and body', async () => {
    // Without text there is nothing to check, and no thread that would take memory.
    expect(page.workers()).toEqual([]);
    await write(page, {
      to: ['ana@example.org'],
      subject: 'A mesage',
      body: 'Dear Ana,\n\nI recieve it at https://wird.example/ tommorow.\n\n> quoted wrods\n\n-- \nBöb Smiht\n',
    });
    await marks(['mesage', 'recieve', 'tommorow']);
    expect(page.workers()).toHaveLength(1);
  });

  it('marks a word when it is finished', async () => {
    await caretAt('Dear Ana,\n\n'.length);
    await page.keyboard.type('Helo', { delay: 20 });
    expect(await marked()).not.toContain('Helo');
    await page.keyboard.type(' ');
    await marks(['Helo', 'mesage', 'recieve', 'tommorow']);
    for (let key = 0; key < 5; key += 1) await page.keyboard.press('Backspace');
    await marks(['mesage', 'recieve', 'tommorow']);
  });

  it('puts each mark where its word is drawn', async () => {
    expect(await selectedByPointing()).toBe('recieve');
  });
});

it('runs WebAssembly in its thread alone, which may load nothing but the program’s files', async () => {
  const refused = await page.evaluate(() =>
    WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(
      () => false,
      () => true,
    ),
  );
  expect(refused).toBe(true);
  const script = page.workers()[0]?.url() ?? '';
  const policy = await page.evaluate(async (url) => {
    return (await fetch(url)).headers.get('content-security-policy');
  }, script);
  expect(policy).toBe(`default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`);
});

describe('by the keyboard', () => {
  it('goes from one mistake to the next and back, round the whole letter', async () => {
    await field(page, 'Subject').focus();
    await page.keyboard.press('Home');
    const visited = async (key: string): Promise<string | null> => {
      const before = await selected();
      await page.keyboard.press(key);
      await expect.poll(selected).not.toBe(before);
      return selected();
    };
    expect([await visited('F7'), await visited('F7'), await visited('F7'), await visited('F7')]).toEqual([
      'mesage',
      'recieve',
      'tommorow',
      'mesage',
    ]);
    await page.getByRole('status').filter({ hasText: '“mesage” is in no dictionary' }).waitFor();
    expect(await visited('Shift+F7')).toBe('tommorow');
    expect(await visited('Shift+F7')).toBe('recieve');
  });

  it('offers what was meant under the word, and Undo takes it back', async () => {
    await page.keyboard.press('Control+.');
    await menu().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('receive');
    await page.keyboard.press('Enter');
    await menu().waitFor({ state: 'detached' });
    await marks(['mesage', 'tommorow']);
    expect(await body().inputValue()).toContain('I receive it at');
    await page.keyboard.press('Control+z');
    await marks(['mesage', 'recieve', 'tommorow']);
  });

  it('passes a word over in this draft', async () => {
    await caretAt((await body().inputValue()).indexOf('tommorow') + 3);
    await page.keyboard.press('Shift+F10');
    await menu().waitFor();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(words.ignore);
    await page.keyboard.press('Enter');
    await marks(['mesage', 'recieve']);
    await expect.poll(() => body().evaluate((area) => area === document.activeElement)).toBe(true);
  });

  it('says so where nothing is wrong', async () => {
    await caretAt(1);
    await page.keyboard.press('Control+.');
    await page.getByRole('status').filter({ hasText: words.rightHere }).waitFor();
    expect(await menu().count()).toBe(0);
  });
});

describe('by pointing', () => {
  it('opens the menu of the word under the pointer', async () => {
    const box = await placeOf('recieve');
    await page.mouse.click(box.x, box.y, { button: 'right' });
    await item('receive').waitFor();
    await page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    await expect.poll(() => body().evaluate((area) => area === document.activeElement)).toBe(true);
  });
});

describe('the user’s words', () => {
  it('are right in every draft', async () => {
    await field(page, 'Subject').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Control+.');
    await item(words.add).click();
    await marks(['recieve']);
    await write(page, { subject: 'Another mesage', body: 'Tommorow I recieve it' });
    await marks(['Tommorow', 'recieve']);
  });
});

describe('the languages of a draft', () => {
  it('are chosen by keyboard, and a word is right in any of them', async () => {
    await write(page, { subject: 'Bonjour', body: 'Voici the meeting, demain matin' });
    await expect.poll(async () => (await marked()).length).toBeGreaterThan(0);
    await button(page, new RegExp(`^${commands['spelling-languages']} EN$`)).press('Enter');
    await language(words.language.fr).waitFor();
    await language(words.language.fr).press('Enter');
    await page.keyboard.press('Escape');
    await button(page, new RegExp('EN FR$')).waitFor();
    await marks([]);
    await expect
      .poll(() => button(page, new RegExp('EN FR$')).evaluate((it) => it === document.activeElement))
      .toBe(true);
  });

  it('are those of the identity’s next draft', async () => {
    await write(page, { subject: 'Encore', body: 'Voici the meetting' });
    await marks(['meetting']);
    await button(page, new RegExp('EN FR$')).waitFor();
  });

  it('may be none', async () => {
    await button(page, new RegExp('EN FR$')).click();
    await language(words.off).click();
    await page.keyboard.press('Escape');
    await marks([]);
    await button(page, new RegExp('EN FR$')).waitFor({ state: 'detached' });
  });
});

describe('a mark', () => {
  const paragraph = `${'Every word of this paragraph is written as it should be, and there are many of them. '.repeat(3)}\n`;
  const put = async (text: string) => {
    await write(page, { subject: 'Marks' });
    await chooseEnglish();
    await body().focus();
    await page.keyboard.insertText(text);
  };
  const scrollTo = (share: number) =>
    body().evaluate((area, to) => {
      area.scrollTop = area.scrollHeight * to;
    }, share);

  it('stays on its word while a short letter is scrolled', async () => {
    await put(`${paragraph.repeat(20)}I recieve it.\n${paragraph.repeat(20)}`);
    await marks(['recieve']);
    // The word's line is a little below the middle.
    await scrollTo(0.47);
    await settled(page);
    expect(await selectedByPointing()).toBe('recieve');
  });

  it('stands on its word in the middle of a long letter, where it can be seen', async () => {
    await put(`${paragraph.repeat(300)}I recieve it.\n${paragraph.repeat(100)}I recieve it once more.`);
    await scrollTo(0);
    await marks([]);
    await scrollTo(0.745);
    await marks(['recieve']);
    expect(await selectedByPointing()).toBe('recieve');
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
    await caretAt(0);
    await page.keyboard.press('F7');
    await expect.poll(selected).toBe('recieve');
    await settled(page);
    const drawn = await drawnAtMark();
    await zoom(1);
    await page.waitForFunction(() => innerWidth > 700);
    expect(drawn).toBe('recieve');
  });

  it('stands on its word from right to left', async () => {
    await put(`${paragraph}שלום I recieve it שלום\n${paragraph}`);
    await body().evaluate((area: HTMLTextAreaElement) => {
      area.dir = 'rtl';
      area.dispatchEvent(new Event('input'));
    });
    await settled(page);
    expect(await selectedByPointing()).toBe('recieve');
  });
});

describe('a body of 5 MB', () => {
  it('takes keys as if it were not checked', async () => {
    await write(page, { subject: 'Huge' });
    await body().focus();
    const huge = 'A line with a mistaek in it, and with some more words behind it.\n'.repeat(78_000);
    await place(huge);
    await expect.poll(async () => (await marked()).length).toBeGreaterThan(5);
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
    await language(words.off).click();
    await page.keyboard.press('Escape');
    await caretAt(0);
    const unchecked = await slowest();
    process.stdout.write(`Slowest key in 5 MB: ${String(checked)} ms checked, ${String(unchecked)} ms not\n`);
    expect(checked).toBeLessThan(2 * unchecked + 100);
    await chooseEnglish();
  });
});

describe('it looks right', () => {
  it.each(LOOKS)('in %s, %s, %i × %i', async (spoken, theme, width, height) => {
    const { app } = catalogues[spoken];
    const said = spellingWords[spoken];
    await resize(program.app, page, width, height);
    const now = await page.locator('html').getAttribute('lang');
    await chooseLook(page, now === 'fr' ? 'fr' : 'en', spoken, theme);
    const picture = (name: string) => draw(page, `${name}.${spoken}.${theme}.${String(width)}.png`);
    const fine = async () => await faultsOf(page);
    const section = page.getByRole('heading', { name: said.title });
    await section.scrollIntoViewIfNeeded();
    await page.getByText(said.settings.dictionaries).click();
    await page.getByText(said.language.fr).last().click();
    await page.getByText('Mozilla Public License').first().waitFor();
    await section.evaluate((it) => it.scrollIntoView({ block: 'start' }));
    await settled(page);
    await picture('settings');
    expect(await fine()).toEqual([]);

    await page.keyboard.press('Control+1');
    await page.getByRole('listitem').filter({ hasText: 'Another' }).getByRole('button').first().click();
    await page.getByRole('tab', { name: /^Another/, selected: true }).waitFor();
    await marks(['Tommorow', 'recieve']);
    await page.locator('textarea').focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+.');
    await page.getByRole('menuitem', { name: said.add }).waitFor();
    await settled(page);
    await picture('suggestions');
    expect(await fine()).toEqual([]);
    await page.keyboard.press('Escape');
    await button(page, new RegExp(`^${app.command['spelling-languages']}`)).click();
    await page.getByRole('menuitemcheckbox', { name: said.language.fr }).waitFor();
    await settled(page);
    await picture('languages');
    expect(await fine()).toEqual([]);
    await page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
  });
});

describe('a dictionary that cannot be read', () => {
  /** The file of the program that runs, among those that the build has named by their content. */
  const spanish = async (): Promise<string> => {
    const folder = path.join(
      await program.app.evaluate(({ app }) => app.getAppPath()),
      '.vite/renderer/assets',
    );
    const { size } = statSync(path.join(import.meta.dirname, '../../node_modules/dictionary-es/index.dic'));
    const files = readdirSync(folder).map((name) => path.join(folder, name));
    return files.find((file) => file.endsWith('.dic') && statSync(file).size === size) ?? '';
  };

  it('says so in the menu, and can be read again', async () => {
    const said = spellingWords.fr;
    const file = await spanish();
    renameSync(file, `${file}.away`);
    onTestFinished(() => {
      if (existsSync(`${file}.away`)) renameSync(`${file}.away`, file);
    });
    await button(page, new RegExp(`^${catalogues.fr.app.command['spelling-languages']}`)).click();
    await language(said.language.es).click();
    const broken = page.getByRole('menuitemcheckbox', { name: new RegExp(said.unreadable) });
    await expect.poll(() => broken.allInnerTexts()).toEqual([expect.stringContaining(said.language.es)]);
    await draw(page, 'unreadable.fr.light.720.png');
    renameSync(`${file}.away`, file);
    await page.getByRole('menuitem', { name: said.retry }).click();
    await expect.poll(() => broken.count()).toBe(0);
  });
});
