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
import {
  body,
  caretAt,
  chooseEnglish,
  commands,
  language,
  marked,
  marks,
  placeOf,
  selected,
  selectedByPointing,
} from './spelling-hands.ts';

const words = spellingWords.en;
let program: Launched;
let page: Page;

const menu = () => page.getByRole('menu');
const item = (name: string) => page.getByRole('menuitem', { name, exact: true });

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
    await marks(page, ['mesage', 'recieve', 'tommorow']);
    expect(page.workers()).toHaveLength(1);
  });

  it('marks a word when it is finished', async () => {
    await caretAt(page, 'Dear Ana,\n\n'.length);
    await page.keyboard.type('Helo', { delay: 20 });
    expect(await marked(page)).not.toContain('Helo');
    await page.keyboard.type(' ');
    await marks(page, ['Helo', 'mesage', 'recieve', 'tommorow']);
    for (let key = 0; key < 5; key += 1) await page.keyboard.press('Backspace');
    await marks(page, ['mesage', 'recieve', 'tommorow']);
  });

  it('puts each mark where its word is drawn', async () => {
    expect(await selectedByPointing(page)).toBe('recieve');
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
      const before = await selected(page);
      await page.keyboard.press(key);
      await expect.poll(() => selected(page)).not.toBe(before);
      return selected(page);
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
    await marks(page, ['mesage', 'tommorow']);
    expect(await body(page).inputValue()).toContain('I receive it at');
    await page.keyboard.press('Control+z');
    await marks(page, ['mesage', 'recieve', 'tommorow']);
  });

  it('passes a word over in this draft', async () => {
    await caretAt(page, (await body(page).inputValue()).indexOf('tommorow') + 3);
    await page.keyboard.press('Shift+F10');
    await menu().waitFor();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(words.ignore);
    await page.keyboard.press('Enter');
    await marks(page, ['mesage', 'recieve']);
    await expect.poll(() => body(page).evaluate((area) => area === document.activeElement)).toBe(true);
  });

  it('says so where nothing is wrong', async () => {
    await caretAt(page, 1);
    await page.keyboard.press('Control+.');
    await page.getByRole('status').filter({ hasText: words.rightHere }).waitFor();
    expect(await menu().count()).toBe(0);
  });
});

describe('by pointing', () => {
  it('opens the menu of the word under the pointer', async () => {
    const box = await placeOf(page, 'recieve');
    await page.mouse.click(box.x, box.y, { button: 'right' });
    await item('receive').waitFor();
    await page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    await expect.poll(() => body(page).evaluate((area) => area === document.activeElement)).toBe(true);
  });
});

describe('the user’s words', () => {
  it('are right in every draft', async () => {
    await field(page, 'Subject').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Control+.');
    await item(words.add).click();
    await marks(page, ['recieve']);
    await write(page, { subject: 'Another mesage', body: 'Tommorow I recieve it' });
    await marks(page, ['Tommorow', 'recieve']);
  });
});

describe('the languages of a draft', () => {
  it('are chosen by keyboard, and a word is right in any of them', async () => {
    await write(page, { subject: 'Bonjour', body: 'Voici the meeting, demain matin' });
    await expect.poll(async () => (await marked(page)).length).toBeGreaterThan(0);
    await button(page, new RegExp(`^${commands['spelling-languages']} EN$`)).press('Enter');
    await language(page, words.language.fr).waitFor();
    await language(page, words.language.fr).press('Enter');
    await page.keyboard.press('Escape');
    await button(page, new RegExp('EN FR$')).waitFor();
    await marks(page, []);
    await expect
      .poll(() => button(page, new RegExp('EN FR$')).evaluate((it) => it === document.activeElement))
      .toBe(true);
  });

  it('are those of the identity’s next draft', async () => {
    await write(page, { subject: 'Encore', body: 'Voici the meetting' });
    await marks(page, ['meetting']);
    await button(page, new RegExp('EN FR$')).waitFor();
  });

  it('may be none', async () => {
    await button(page, new RegExp('EN FR$')).click();
    await language(page, words.off).click();
    await page.keyboard.press('Escape');
    await marks(page, []);
    await button(page, new RegExp('EN FR$')).waitFor({ state: 'detached' });
  });
});

describe('it looks right', () => {
  beforeAll(() => chooseEnglish(page));

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
    await marks(page, ['Tommorow', 'recieve']);
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
    await language(page, said.language.es).click();
    const broken = page.getByRole('menuitemcheckbox', { name: new RegExp(said.unreadable) });
    await expect.poll(() => broken.allInnerTexts()).toEqual([expect.stringContaining(said.language.es)]);
    await draw(page, 'unreadable.fr.light.720.png');
    renameSync(`${file}.away`, file);
    await page.getByRole('menuitem', { name: said.retry }).click();
    await expect.poll(() => broken.count()).toBe(0);
  });
});
