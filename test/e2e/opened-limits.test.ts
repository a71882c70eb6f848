// Mail that is opened and is more, larger or worse than the lens can show at once, or no mail at all.
import { mkdirSync, truncateSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { openedWords } from '#core/i18n/opened.ts';
import { button, heading, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, overflowing, settled, violations } from './look.ts';
import { openByDialog, SharedFolder } from './shared-folder.ts';

const words = { ...catalogues.en, opened: openedWords.en };
let folder: SharedFolder;
let program: Launched;
let page: Page;

const option = (name: string | RegExp) => page.getByRole('option', { name });
const source = () => page.getByRole('listbox', { name: words.lens.source.lines });

beforeAll(async () => {
  folder = new SharedFolder();
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  folder.remove();
});

describe('a head with more than there is room for', () => {
  const marks = '\u0335\u0321\u0322\u0489\u0316'.repeat(200);
  const addresses = Array.from(
    { length: 300 },
    (_, at) => `"Guest ${String(at)}" <guest${String(at)}@lumen.example>`,
  );
  const head = () => page.getByRole('main').locator('header').first();
  const heights = async () => {
    const [of, left] = await Promise.all([head().boundingBox(), page.getByRole('tabpanel').boundingBox()]);
    return { head: of?.height ?? Infinity, view: left?.height ?? 0 };
  };

  it('keeps to a few lines, and shows all of it when asked by the keyboard', async () => {
    const from = `"\u202EZ${marks}${'a very long name '.repeat(300)}" <zalgo@lumen.example>`;
    const subject = `Crowd ${'without an end '.repeat(200)}`;
    await openByDialog(
      program,
      folder.put('crowd.eml', `From: ${from}\nTo: ${addresses.join(',\n ')}\nSubject: ${subject}\n\nHello\n`),
    );
    await heading(page, /^Crowd/)
      .first()
      .waitFor();
    await settled(page);
    const before = await heights();
    await draw(page, 'crowd.en.light.1280.png');
    expect(before.head).toBeLessThan(300);
    expect(before.view).toBeGreaterThan(400);
    expect(await head().innerText()).toContain('and 296 more');
    const all = button(page, words.lens.head.showAll);
    await all.focus();
    await page.keyboard.press('Enter');
    const facts = page.getByRole('group', { name: words.lens.head.facts });
    await facts.waitFor();
    expect(await facts.innerText()).toContain('Guest 299 <guest299@lumen.example>');
    // What turns text around is drawn, and turns nothing around.
    expect(await facts.innerText()).toContain('RLO');
    expect((await heights()).view).toBeGreaterThan(250);
    await settled(page);
    await draw(page, 'crowd-open.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await facts.focus();
    await page.keyboard.press('End');
    await expect.poll(() => facts.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
    await button(page, words.lens.head.showLess).press('Enter');
    await facts.waitFor({ state: 'detached' });
    expect((await heights()).head).toBe(before.head);
  });

  it('has nothing to show all of where everything is there', async () => {
    await openByDialog(program, folder.put('little.eml', 'From: a@b.example\nSubject: Little\n\nHello\n'));
    await option(/little\.eml/).click();
    await page.getByRole('tab', { name: words.lens.tab.source }).waitFor();
    await settled(page);
    expect(await button(page, words.lens.head.showAll).count()).toBe(0);
  });
});

describe('what cannot be shown', () => {
  it.each([
    ['no message', 'notes.txt', 'Buy milk.\nCall Jonas.\n', words.opened.failed['not-message'].title],
    ['nothing', 'empty.eml', '', words.opened.failed.empty.title],
  ])('says that it is %s', async (_, name, bytes, title) => {
    await openByDialog(program, folder.put(name, bytes));
    await page.getByRole('alert').getByText(title).waitFor();
  });

  it('is shown anyway when its reader wants it', async () => {
    await openByDialog(program, folder.at('notes.txt'));
    await button(page, words.opened.failed['not-message'].anyway).click();
    await page.keyboard.press('Alt+1');
    await source().waitFor();
  });

  it('says that it is a folder, or gone', async () => {
    mkdirSync(folder.at('mail'));
    await openByDialog(program, folder.at('mail'));
    await page.getByRole('alert').getByText(words.opened.failed['not-a-file'].title).waitFor();
    await openByDialog(program, folder.at('never-there.eml'));
    await page.getByRole('alert').getByText(words.opened.failed.gone.title).waitFor();
  });

  it('says that its header is too large', async () => {
    const place = folder.put('endless.eml', 'Subject: endless\r\n');
    truncateSync(place, 40_000_000);
    await openByDialog(program, place);
    await page.getByRole('alert').getByText(words.opened.failed['header-too-large'].title).waitFor();
  });
});

describe('what is large or hostile', () => {
  it('a message of 50 MB opens by its header: the attachment is not read', async () => {
    const place = folder.put('large.eml', 'Subject: Fifty megabytes\r\nFrom: a@b.example\r\n\r\n');
    truncateSync(place, 50_000_000);
    await openByDialog(program, place);
    await heading(page, 'Fifty megabytes').waitFor();
    await page.keyboard.press('Alt+1');
    await page.getByRole('option', { name: /50 MB/ }).first().waitFor();
  });

  it.each([
    ['a line of 10 MB', `Subject: One line\r\nX-Long: ${'y'.repeat(10_000_000)}\r\n\r\n`, 'One line'],
    [
      '100,000 Received',
      `${'Received: from a by b; Mon, 23 Nov 2026 09:15:28 +0100\r\n'.repeat(100_000)}Subject: Many hops\r\n\r\n`,
      'Many hops',
    ],
    [
      'a script in every field',
      `${['From', 'To', 'Cc', 'Received', 'Return-Path', 'X-Thing', 'Date', 'Message-ID']
        .map(
          (name) =>
            `${name}: <script>document.title='pwned'</script><img src=x onerror="document.title='pwned'">\r\n`,
        )
        .join('')}Subject: Scripts <b>bold</b><script>document.title='pwned'</script>\r\n\r\n`,
      'Scripts <b>bold',
    ],
  ])('%s is harmless and quick in every view', async (_, text, title) => {
    await openByDialog(program, folder.put(`${title.slice(0, 7)}.eml`, text));
    await heading(page, title).waitFor();
    for (const key of ['Alt+1', 'Alt+3', 'Alt+4', 'Alt+1']) {
      await page.keyboard.press(key);
      await settled(page);
    }
    expect(await page.title()).not.toContain('pwned');
    await source().press('End');
    await source().press('Home');
    expect(await page.getByRole('heading', { name: title }).isVisible()).toBe(true);
  });
});
