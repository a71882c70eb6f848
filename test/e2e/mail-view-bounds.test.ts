// The bounds of the mail view: what is too much of a mail is shown in part or broken off, and the window goes on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { renderedWords } from '#core/i18n/rendered.ts';
import { structureWords } from '#core/i18n/structure.ts';
import { button, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, settled, violations } from './look.ts';
import { mailDocument, mailViews } from './mail-view.ts';
import { openInLens, SharedFolder } from './shared-folder.ts';

const words = renderedWords.en;
let folder: SharedFolder;
let program: Launched;
let page: Page;

async function opened(name: string, bytes: string): Promise<void> {
  await openInLens(program, folder, name, bytes);
  await page.keyboard.press('Alt+0');
}

const shown = async (text: string) => {
  await expect.poll(() => mailDocument(program.app)).toContain(text);
  return mailDocument(program.app);
};

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

describe('a message that is too much', () => {
  it.each([
    ['nested', '<div>'.repeat(200_000)],
    ['flat', '<b>x</b>'.repeat(200_000)],
    ['styled', '<p style="color:red">x</p>'.repeat(60_000)],
    ['rules', `<style>${'a{'.repeat(100_000)}</style>`],
    ['attributes', `<p ${Array.from({ length: 100_000 }, (_, at) => `a${String(at)}=1`).join(' ')}>x`],
    ['one long word', 'x'.repeat(3_000_000)],
    ['long words', `<p>${'x'.repeat(40_000)} ${'y'.repeat(1_500_000)}</p>`],
  ])('(%s) is shown in part, and the window goes on', async (name, html) => {
    await opened(
      `${name.replaceAll(' ', '-')}.eml`,
      `Subject: ${name}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<h1>${name}</h1>${html}`,
    );
    await shown(`<h1>${name}</h1>`);
    await page.keyboard.press('Alt+1');
    await page
      .getByRole('tab', { name: 'Source', selected: true })
      .or(page.getByRole('tab', { name: 'Source' }))
      .first()
      .waitFor();
  });

  it('(a word without end) is shown to its 5,000th character, and the rest is a key away', async () => {
    await opened(
      'whole-word.eml',
      `Subject: word\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>${'x'.repeat(6_000)}y</p>`,
    );
    expect(await shown('…</p>')).not.toContain('xy');
    await page.getByText(words.cutWord.replace('{{shown}}', '5,000')).waitFor();
    await button(page, words.all).click();
    const part = page.getByRole('tabpanel').locator('pre');
    await part.filter({ hasText: /x{6000}y/ }).waitFor();
  });

  it('(longer than is shown) leads to the part in Structure', async () => {
    await opened(
      'cut.eml',
      [
        'Subject: cut',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/html',
        '',
        `<h1>cut</h1>${'<p>word</p>'.repeat(30_000)}`,
        '--b--',
        '',
      ].join('\r\n'),
    );
    await shown('<h1>cut</h1>');
    await page.getByText(words.cut).waitFor();
    await settled(page);
    await draw(page, 'cut.png');
    await button(page, words.all).click();
    const tree = page.getByRole('tree', { name: structureWords.en.tree });
    await tree.getByRole('treeitem', { selected: true }).filter({ hasText: /^1/ }).waitFor();
  });

  it('(so that its process ends) is rendered again when its reader wants it', async () => {
    await opened(
      'ends.eml',
      'Subject: ends\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<h1>It ends</h1>',
    );
    await shown('<h1>It ends</h1>');
    await program.app.evaluate(({ webContents }) => {
      const mail = webContents
        .getAllWebContents()
        .toSorted((a, b) => a.id - b.id)
        .findLast((one) => one.getURL().startsWith('facteur-mail://'));
      mail?.forcefullyCrashRenderer();
    });
    await page.getByRole('alert').or(page.getByRole('status')).getByText(words.gone).first().waitFor();
    await expect.poll(() => mailViews(program.app)).toBe(0);
    await settled(page);
    await draw(page, 'gone.png');
    expect(await violations(page)).toEqual([]);
    await button(page, words.again).focus();
    await page.keyboard.press('Enter');
    await shown('<h1>It ends</h1>');
    expect(await page.getByText(words.gone).isVisible()).toBe(false);
  });

  it('(a picture of 900 million points) leaves the window as it is', async () => {
    const header = Buffer.from('89504e470d0a1a0a0000000d4948445200007530000075300802000000', 'hex').toString(
      'base64',
    );
    await opened(
      'bomb.eml',
      `Subject: bomb\r\nContent-Type: text/html\r\n\r\n<h1>bomb</h1><img src="data:image/png;base64,${header}" width="300">`,
    );
    await shown('<h1>bomb</h1>');
    await page.keyboard.press('Alt+1');
    await expect.poll(() => mailViews(program.app)).toBe(0);
  });
});
