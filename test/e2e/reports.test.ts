// What leaves the lens as a file or on paper: a view's text, the findings as JSON, the header as a PDF, a message of an mbox.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { printingWords } from '#core/i18n/printing.ts';
import { openedWords } from '#core/i18n/opened.ts';
import { EXACT_FORMS, type OctetForm } from '#core/headers/octet-forms.ts';
import { transferDecoder } from '#core/mime/transfer-decoder.ts';
import { button, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, pictureFolder, resize, settled, violations } from './look.ts';
import { openByDialog, SharedFolder } from './shared-folder.ts';

const pictures = pictureFolder('reports');
const faulty = [
  'Return-Path: <bounces@stagecraft.example>',
  'Received: from out.stagecraft.example (out.stagecraft.example [198.51.100.7])',
  '\tby mx.okafor.example (Postfix) with ESMTPS id 4f2a; Mon, 23 Nov 2026 09:14:05 +0100',
  'Date: Tue, 23 Nov 2026 09:14:02 +0100',
  'From: =?utf-8?Q?L=C3=A9a?= <lea@stagecraft.example>',
  'To: Dana <dana@okafor.example>',
  'Subject: Autumn <script>season</script> / dates',
  'Message-ID: <4f2a.1@stagecraft.example>',
  '',
  'Hello',
  '',
].join('\r\n');
const first =
  'From: a@lumen.example\nDate: Mon, 23 Nov 2026 09:14:02 +0100\nSubject: First\n\n>From the start\n';
const second = 'From: b@lumen.example\nDate: Mon, 23 Nov 2026 10:14:02 +0100\nSubject: Second\n\nHello\n';
const mbox = `From a@lumen.example Mon Nov 23 09:14:02 2026\n${first}\nFrom b@lumen.example Mon Nov 23 10:14:02 2026\n${second}\n`;

const { lens, findings, app: words } = catalogues.en;
let folder: SharedFolder;
let saves: string;
let program: Launched;
let page: Page;

beforeAll(async () => {
  folder = new SharedFolder();
  saves = folder.writable('saved');
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await opened('faulty.eml', faulty);
  await page.getByRole('tab', { name: lens.tab.source }).waitFor();
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  folder.remove();
  process.stdout.write(`Pictures of reports: ${pictures}\n`);
});

async function opened(name: string, bytes: string | Uint8Array): Promise<void> {
  await openByDialog(program, folder.put(name, bytes));
}

const view = (digit: number) => page.keyboard.press(`Alt+${String(digit)}`);

/** What `ask` saves; the name that was offered for it. */
async function saved(name: string, ask: () => Promise<void>): Promise<{ text: string; offered: string }> {
  const target = path.join(saves, name);
  await program.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = (_window: unknown, options?: { defaultPath?: string }) => {
      Reflect.set(globalThis, 'offeredName', options?.defaultPath);
      return Promise.resolve({ canceled: false, filePath: chosen });
    };
  }, target);
  await ask();
  // It is there when it is whole.
  await expect.poll(() => existsSync(target)).toBe(true);
  const offered = await program.app.evaluate(() => String(Reflect.get(globalThis, 'offeredName')));
  return { text: readFileSync(target, 'latin1'), offered };
}

async function chooseInPalette(command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a command').fill(command);
  await page
    .getByRole('button', { name: command })
    .or(page.getByRole('option', { name: command }))
    .waitFor();
  await page.keyboard.press('Enter');
}

const paper = () => page.locator('article[data-mantine-color-scheme="light"]');
const pagesOf = (pdf: string) => pdf.match(/\/Type \/Page\b/g)?.length;

const more = () => button(page, printingWords.en.more);

describe('a view of the lens', () => {
  it('is saved as the text that it copies, by the keyboard', async () => {
    await view(4);
    await page.getByRole('region', { name: lens.route.timeline }).waitFor();
    const { text, offered } = await saved('route.txt', () => page.keyboard.press('Control+Shift+s'));
    expect(text).toBe(faulty.slice(faulty.indexOf('Received'), faulty.indexOf('Date')));
    expect(offered).toBe('Autumn script season script dates - Route.txt');
  });

  it('is saved from the menu of the head', async () => {
    await view(1);
    await more().click();
    await page.getByRole('menuitem', { name: words.command['save-report'] }).waitFor();
    await settled(page);
    await draw(page, 'menu.en.light.1280.png');
    expect(await violations(page)).toEqual([]);
    const { text } = await saved('header.txt', () =>
      page.getByRole('menuitem', { name: words.command['save-report'] }).click(),
    );
    expect(text).toBe(faulty.slice(0, faulty.indexOf('Hello')));
  });
});

describe('the findings', () => {
  it('are saved as Markdown and as JSON that tells field, line and bytes', async () => {
    await view(8);
    await page.getByRole('region', { name: findings.title, exact: true }).waitFor();
    await settled(page);
    const markdown = await saved('findings.md', () => button(page, findings.save).click());
    expect(markdown.text).toContain('**Error: The day of the week in Date is wrong**');
    const json = await saved('findings.json', () => button(page, findings.saveJson).click());
    expect(json.offered).toMatch(/Findings\.json$/);
    const report: unknown = JSON.parse(json.text);
    expect(report).toMatchObject({ format: 'facteur-findings', version: 1, looked: 'whole' });
    expect(report).toHaveProperty(
      'findings',
      expect.arrayContaining([
        expect.objectContaining({
          severity: 'error',
          places: [expect.objectContaining({ field: 'Date', line: 4 })],
        }),
      ]),
    );
  });
});

const chosenField = (name: string) =>
  page
    .getByRole('listbox', { name: lens.fields.list })
    .getByRole('option', { selected: true })
    .filter({ hasText: name });
const dock = () => page.getByRole('region', { name: lens.dock.title });

describe('the views of the lens', () => {
  it('mark Return-Path where MAIL FROM was chosen in the envelope', async () => {
    await view(3);
    const mailFrom = button(page, 'MAIL FROM');
    await mailFrom.focus();
    await page.keyboard.press('Enter');
    await page.locator('button[aria-pressed="true"]').filter({ hasText: 'MAIL FROM' }).waitFor();
    await settled(page);
    await draw(page, 'mail-from.en.light.1280.png');
    await view(2);
    await chosenField('Return-Path').waitFor();
    await view(1);
    await page
      .getByRole('listbox', { name: lens.source.lines })
      .getByRole('option', { selected: true })
      .filter({ hasText: 'bounces@stagecraft.example' })
      .waitFor();
  });

  it('say of a field with an error that its syntax is well formed, not that all is well, and lead to the finding', async () => {
    await view(8);
    await page
      .getByRole('region', { name: findings.title, exact: true })
      .getByRole('button', { name: 'Date', exact: true })
      .first()
      .click();
    // The dock follows the pointer, which is to rest elsewhere.
    await page.mouse.move(600, 5);
    await view(1);
    await dock().getByText(lens.dock.wellFormed).waitFor();
    await settled(page);
    await draw(page, 'dock.en.light.1280.png');
    expect(await violations(page)).toEqual([]);
    await button(page, '1 finding').click();
    await page.getByRole('tab', { name: lens.tab.findings, selected: true }).waitFor();
    const card = page.locator('li[data-active]').filter({ hasText: 'The day of the week in Date is wrong' });
    await card.waitFor();
  });
});

describe('on paper', () => {
  it('is the header with its facts, findings, fields and source, in light colours, and nothing of the window', async () => {
    await chooseLook(page, 'en', 'en', 'dark');
    await page.keyboard.press('Control+4');
    await button(page, openedWords.en.copyHeader).waitFor();
    // The question where to save it stands as long as the test looks.
    await program.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () =>
        new Promise((resolve) => {
          Reflect.set(globalThis, 'answer', (filePath: string) => resolve({ canceled: false, filePath }));
        });
    });
    await more().click();
    await page.getByRole('menuitem', { name: words.command['save-pdf'] }).click();
    await paper().waitFor({ state: 'attached' });
    await page.waitForFunction(() => !document.querySelector('[role="menu"]'));
    expect(await paper().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' });
    await paper().waitFor();
    expect(await page.locator('#root').isVisible()).toBe(false);
    const text = await paper().innerText();
    expect(text).toContain('Autumn <script>season</script> / dates');
    expect(text).toContain('Error: The day of the week in Date is wrong');
    expect(text).toContain('Léa');
    expect(text).toContain('=?utf-8?Q?L=C3=A9a?=');
    expect(await paper().evaluate((element) => getComputedStyle(element).color)).toBe('rgb(21, 32, 58)');
    const canvas = await page.evaluate(() => {
      const { colorScheme, backgroundColor } = getComputedStyle(document.documentElement);
      return { colorScheme, backgroundColor };
    });
    expect(canvas).toEqual({ colorScheme: 'light', backgroundColor: 'rgb(255, 255, 255)' });
    expect(await paper().locator('script').count()).toBe(0);
    await draw(page, 'paper.en.png', { fullPage: true });
    await page.emulateMedia({ media: null, reducedMotion: 'reduce' });
    const target = path.join(saves, 'header.pdf');
    await program.app.evaluate((_, chosen) => {
      const answer: unknown = Reflect.get(globalThis, 'answer');
      if (typeof answer === 'function') Reflect.apply(answer, undefined, [chosen]);
    }, target);
    await page.getByRole('status').filter({ hasText: lens.head.fileSaved }).first().waitFor();
    await paper().waitFor({ state: 'detached' });
    const pdf = readFileSync(target, 'latin1');
    writeFileSync(path.join(pictures, 'header.pdf'), pdf, 'latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf).not.toContain('/URI (http');
  });

  it('has as many pages as it takes, and says where it stops', async () => {
    const long = `From: lea@stagecraft.example\r\nDate: Mon, 23 Nov 2026 09:14:02 +0100\r\nSubject: Long\r\n${'X-Facts: some words that say little\r\n'.repeat(4000)}\r\n`;
    await opened('long.eml', long);
    await page.getByRole('heading', { name: 'Long' }).waitFor();
    await view(1);
    const rows = page.getByRole('listbox', { name: lens.source.lines });
    await rows.press('End');
    const scrolled = () => rows.evaluate((element) => element.scrollTop);
    const before = await scrolled();
    expect(before).toBeGreaterThan(1000);
    const { text } = await saved('long.pdf', () => chooseInPalette(words.command['save-pdf']));
    writeFileSync(path.join(pictures, 'long.pdf'), text, 'latin1');
    await paper().waitFor({ state: 'detached' });
    // Paper leaves the window as it was.
    expect(await scrolled()).toBe(before);
    expect(pagesOf(text)).toBeGreaterThan(20);
    expect(pagesOf(text)).toBeLessThan(120);
  });

  it('goes through the system’s dialog, and says when no printer took it', async () => {
    await program.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) return;
      window.webContents.print = (options, done) => {
        Reflect.set(globalThis, 'printed', options);
        done?.(false, 'Print job failed');
      };
    });
    await page.keyboard.press('Control+p');
    await page.getByRole('alert').filter({ hasText: printingWords.en.failed }).waitFor();
    expect(await program.app.evaluate(() => Reflect.get(globalThis, 'printed') as unknown)).toMatchObject({
      silent: false,
      header: 'Long',
    });
    await page.getByRole('alert').last().getByRole('button').last().click();
  });

  it.each([
    ['fr', 'light', 1280, 800],
    ['fr', 'dark', 720, 600],
  ] as const)('is asked for in %s, %s, at %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const { lens: inLanguage, findings: found } = catalogues[language];
    await page.keyboard.press('Control+4');
    await page.getByRole('option', { name: /faulty\.eml/ }).click();
    await page.getByRole('tab', { name: inLanguage.tab.source }).waitFor();
    await view(8);
    await page.getByRole('region', { name: found.title, exact: true }).waitFor();
    await button(page, printingWords[language].more).click();
    await page.getByRole('menu').waitFor();
    await settled(page);
    await draw(page, `menu.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
    const name = `paper.${language}.${String(width)}.pdf`;
    const { text } = await saved(name, () =>
      page.getByRole('menuitem', { name: catalogues[language].app.command['save-pdf'] }).click(),
    );
    writeFileSync(path.join(pictures, name), text, 'latin1');
  });
});

describe('an opened mbox', () => {
  beforeAll(async () => {
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, 'fr', 'en', 'light');
  });

  it('lets each of its messages be saved as the bytes that stand there', async () => {
    await opened('two.mbox', mbox);
    const entries = page.getByRole('listbox', {
      name: openedWords.en.mbox.entries.replace('{{name}}', 'two.mbox'),
    });
    await entries.getByRole('option', { name: /First/ }).click();
    await page.getByRole('heading', { name: 'First' }).waitFor();
    const one = await saved('first.eml', () => button(page, lens.head.save).click());
    expect(one.text).toBe(first);
    expect(one.offered).toBe('First.eml');
    await entries.getByRole('option', { name: /Second/ }).click();
    await page.getByRole('heading', { name: 'Second' }).waitFor();
    const other = await saved('second.eml', () => page.keyboard.press('Control+s'));
    expect(other.text).toBe(second);
  });
});

describe('bytes that are no UTF-8', () => {
  const bytes = Buffer.from(
    'From: Ren\xe9 <rene@lumen.example>\r\nSubject: Raw octets\r\nX-Raw: \xff\xfe\x00 =\r\n\r\nCaf\xe9\n',
    'latin1',
  );
  const header = bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4);
  const clipboard = () => program.app.evaluate(({ clipboard: held }) => held.readText());
  const restored = (text: string, form: OctetForm) => {
    if (form === 'base64') return Buffer.from(text, 'base64');
    if (form === 'hex') return Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
    const decoder = transferDecoder('quoted-printable');
    return Buffer.concat([decoder.push(Buffer.from(text)), decoder.finish()]);
  };
  const copied = async (form: OctetForm, before?: () => Promise<void>) => {
    await program.app.evaluate(({ clipboard: held }) => held.writeText('nothing yet'));
    await button(page, lens.source.copyBytes).click();
    await before?.();
    await page.getByRole('menuitem', { name: lens.copy.form[form] }).click();
    await expect.poll(clipboard).not.toBe('nothing yet');
    return clipboard();
  };

  it('are said to be lost where they are copied as text', async () => {
    await opened('raw.eml', bytes);
    await page.getByRole('heading', { name: 'Raw octets' }).waitFor();
    await view(1);
    expect(await copied('text')).toContain('Ren\ufffd');
    await page
      .getByRole('status')
      .filter({ hasText: lens.copy.lost_other.replace('{{shown}}', '3') })
      .waitFor();
  });

  it.each(EXACT_FORMS)('are on the clipboard as they are, as %s', async (form) => {
    expect(restored(await copied(form), form)).toEqual(header);
  });

  it('are copied of the chosen field alone, and with the body where it is shown', async () => {
    const rows = page.getByRole('listbox', { name: lens.source.lines });
    await rows.getByRole('option', { name: /X-Raw/ }).click();
    const alone = page.getByRole('menuitemcheckbox', { name: lens.copy.alone.replace('{{field}}', 'X-Raw') });
    const field = await copied('hex', async () => {
      await alone.click();
      await settled(page);
      await draw(page, 'copy-bytes.en.light.1280.png');
      expect(await violations(page)).toEqual([]);
    });
    expect(restored(field, 'hex')).toEqual(Buffer.from('X-Raw: \xff\xfe\x00 =\r\n', 'latin1'));
    await rows.press('End');
    await rows.press('Enter');
    const whole = await copied('base64');
    expect(restored(whole, 'base64')).toEqual(bytes);
    await rows.press('Home');
  });
});
