// A message as a mail program renders it: what is seen of honest mail, and what a hostile one cannot do, with a server that waits for its
// requests on this machine.
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { renderedWords } from '#core/i18n/rendered.ts';
import { done } from './calls.ts';
import { ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled, violations } from './look.ts';
import { hostileHtml, mailDocument, mailViews, pressInMail, windowPicture } from './mail-view.ts';
import { openInLens, SharedFolder } from './shared-folder.ts';

const words = renderedWords.en;
/** what reached the server: a connection is enough, nothing needs to be said */
const reached: string[] = [];
const server = net.createServer((socket) => {
  reached.push('a connection');
  socket.end();
});
/** two cores may be busy with much else */
const slow = { timeout: 40_000 };
let at: string;
let folder: SharedFolder;
let program: Launched;
let page: Page;

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR4nGNguO6AFTEMLYnrDlgRACtFVgFz4YIWAAAAAElFTkSuQmCC';

/** Text, HTML and a picture that the HTML names, as most programs send them. */
const related = (html: string, text = 'The plain words.') =>
  [
    'From: Camille <camille@lumen.example>',
    'Subject: A letter',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=a',
    '',
    '--a',
    'Content-Type: text/plain; charset=utf-8; format=flowed; delsp=no',
    '',
    text,
    '--a',
    'Content-Type: multipart/related; boundary=r',
    '',
    '--r',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(html).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
    '--r',
    'Content-Type: image/png; name=logo.png',
    'Content-ID: <logo@lumen.example>',
    'Content-Disposition: inline',
    'Content-Transfer-Encoding: base64',
    '',
    png,
    '--r--',
    '--a--',
    '',
  ].join('\r\n');

async function opened(name: string, bytes: string): Promise<void> {
  await openInLens(program, folder, name, bytes);
  await page.keyboard.press('Alt+0');
}

const frame = () => page.getByRole('group', { name: words.frame });
const bar = () => page.getByRole('region', { name: words.linkBar });
const shown = async (text: string) => {
  await expect.poll(() => mailDocument(program.app)).toContain(text);
  return mailDocument(program.app);
};

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: Pick<AddressInfo, 'port'> = Object.assign({ port: 0 }, server.address());
  at = `http://127.0.0.1:${String(port)}`;
  folder = new SharedFolder();
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  server.close();
  removeProfile(program.profile);
  folder.remove();
});

describe('the server of this test', () => {
  it('would hear of a connection', async () => {
    await fetch(at).catch(() => undefined);
    expect(reached).toEqual(['a connection']);
    reached.length = 0;
  });
});

describe('a hostile message', () => {
  let document: string;

  it('is rendered in what is harmless of it, with the picture that it brings along', async () => {
    expect(await mailViews(program.app)).toBe(0);
    await opened('hostile.eml', related(hostileHtml(at)));
    document = await shown('The hostile letter');
    for (const kept of ['Green words', 'rgb(28, 102, 66)', 'rgb(29, 79, 145)', 'picture/0', 'Our shop'])
      expect(document).toContain(kept);
  });

  it('has nothing left that runs, sends, embeds or names an address outside', () => {
    expect(document).not.toMatch(
      /<(?:script|iframe|object|embed|form|input|svg|math|link|base|video|source)\b/i,
    );
    expect(document).not.toMatch(/\son\w+=|javascript:|srcset|http-equiv|@import|@font-face/i);
    expect(document).not.toContain(at);
    expect(document).not.toMatch(/(?:src|href|background)="(?!picture\/|link\/|data:image\/)/);
    expect(document).not.toMatch(/tracker\.example\.net|etc\/passwd|app:/);
  });

  it('says what is not loaded, with its hosts, and what was left out', async () => {
    const text = (await page.getByRole('tabpanel').innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/\d+ pictures are not loaded/);
    expect(text).toContain('127.0.0.1');
    expect(text).toContain('tracker.example.net');
    expect(text).toContain('2 of them are too small to be seen');
    expect(text).toMatch(/Left out: \d+ scripts, 1 form, 7 embedded pages/);
  });

  it('is shown in a process and a session of its own that keep nothing and run no script', async () => {
    const found = await program.app.evaluate(({ webContents, BrowserWindow }) => {
      const mail = webContents.getAllWebContents().find((one) => one.getURL().startsWith('facteur-mail:'));
      const main = BrowserWindow.getAllWindows()[0]?.webContents;
      return {
        persistent: mail?.session.isPersistent(),
        own: mail?.session !== main?.session && mail?.getOSProcessId() !== main?.getOSProcessId(),
      };
    });
    expect(found).toEqual({ persistent: false, own: true });
  });

  it('shows where a link leads when it has the focus, and that its words say something else', async () => {
    await frame().press('Enter');
    await pressInMail(program.app, 'Tab');
    await bar().getByText('https://evil.example.net/login').waitFor();
    await bar().getByText('The text says bank.example.com').waitFor();
  });

  it('opens a link only through the question that shows its address', async () => {
    await program.app.evaluate(({ dialog, shell }) => {
      Reflect.set(globalThis, 'asked', []);
      shell.openExternal = () => Promise.reject(new Error('opened'));
      dialog.showMessageBox = (...words: unknown[]) => {
        const options: unknown = words.at(-1);
        const asked: unknown = Reflect.get(globalThis, 'asked');
        if (Array.isArray(asked)) asked.push(options);
        return Promise.resolve({ response: 1, checkboxChecked: false });
      };
    });
    const before = await mailDocument(program.app);
    await pressInMail(program.app, 'Enter');
    await expect
      .poll(() => program.app.evaluate((): unknown => Reflect.get(globalThis, 'asked')))
      .toMatchObject([{ detail: 'https://evil.example.net/login' }]);
    expect(await mailDocument(program.app)).toBe(before);
  });

  it('has links that are not https copied alone', async () => {
    await pressInMail(program.app, 'Tab');
    await bar().getByText('https://www.lumen.example/shop').waitFor();
    await pressInMail(program.app, 'Tab');
    await bar().getByText(`${at}/plain`).waitFor();
    await pressInMail(program.app, 'Enter');
    await pressInMail(program.app, 'Escape');
    expect(await program.app.evaluate((): unknown => Reflect.get(globalThis, 'asked'))).toHaveLength(1);
  });

  it('has asked nobody for anything', () => {
    expect(reached).toEqual([]);
  });
});

describe('the mail view itself, were nothing cleaned', () => {
  it('lets the same HTML, as it was written, reach nobody and go nowhere', async () => {
    const raw = hostileHtml(at).replace('The hostile letter', 'As it was written');
    const { id } = await done(page, 'mailView.show', { html: raw, pictures: [] });
    await program.app.evaluate(({ BrowserWindow, WebContentsView }) => {
      const view = BrowserWindow.getAllWindows()[0]?.contentView.children.at(-1);
      if (!(view instanceof WebContentsView)) throw new Error('no view');
      view.setBounds({ x: 400, y: 300, width: 600, height: 300 });
      view.setVisible(true);
    });
    const document = await shown('As it was written');
    expect(document).toContain('<script');
    // A picture of it is there once it has been laid out and painted, and so everything in it has been asked for.
    await program.app.evaluate(async ({ webContents }) => {
      const mail = webContents
        .getAllWebContents()
        .toSorted((a, b) => a.id - b.id)
        .findLast((one) => one.getURL().startsWith('facteur-mail:'));
      await mail?.capturePage();
    });
    for (let links = 0; links < 12; links += 1) {
      await pressInMail(program.app, 'Tab');
      await pressInMail(program.app, 'Enter');
    }
    expect(await mailDocument(program.app)).toContain('As it was written');
    expect(reached).toEqual([]);
    await done(page, 'mailView.close', { id });
    await expect.poll(() => mailViews(program.app), slow).toBe(1);
  });
});

describe('the room of the mail view', () => {
  it('is given to what has to be in front, and taken back', async () => {
    const isSeen = () =>
      frame()
        .locator('img')
        .count()
        .then((stands) => stands === 0);
    await expect.poll(isSeen, slow).toBe(true);
    await page.keyboard.press('Control+k');
    await expect.poll(isSeen, slow).toBe(false);
    await frame().locator('img').waitFor();
    await settled(page);
    await draw(page, 'covered.png');
    await page.keyboard.press('Escape');
    await expect.poll(isSeen, slow).toBe(true);
  });

  it('is left when another view is opened, and the mail view ends', async () => {
    await page.keyboard.press('Alt+1');
    await expect.poll(() => mailViews(program.app), slow).toBe(0);
    await page.keyboard.press('Alt+0');
    await expect.poll(() => mailViews(program.app), slow).toBe(1);
    await pressInMail(program.app, '7', ['alt']);
    await page.getByRole('tab', { name: 'Structure', selected: true }).waitFor();
    await expect.poll(() => mailViews(program.app), slow).toBe(0);
  });
});

const letter = `<html><body style="margin:0;background:#eef3f8;font-family:sans-serif">
<table width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px">
<table width="560" style="background:#fff;border-top:4px solid #1d4f91;max-width:100%"><tr><td style="padding:24px">
<img src="cid:logo@lumen.example" width="48" height="48" alt="Lumen">
<h2 style="color:#1d4f91">Autumn at the Atelier</h2><p>Dear Léa, the plan of the stage is ready. 図 ✓</p>
<img src="https://cdn.lumen.example/stage.jpg" width="480" height="120" alt="The stage, seen from the gallery">
<p><a href="https://lumen.example/plan">See the plan</a> · <a href="https://track.example.net/r?1">lumen.example</a></p>
<ul><li>Rehearsal on Monday</li><li>Light on Tuesday</li></ul>
<img src="https://track.example.net/open.gif" width="1" height="1"></td></tr></table></td></tr></table></body></html>`;

describe('an honest letter', () => {
  it('shows its plain text too, flowed, with its quotes', async () => {
    const text = [
      'Dear Léa, the plan of the stage \r\nis ready.',
      '',
      '> Is it ready? \r\n> I need it.',
      '>> By Monday?',
      '',
    ];
    await opened('letter.eml', related(letter, text.join('\r\n')));
    await shown('Autumn at the Atelier');
    await page.getByText(words.text, { exact: true }).click();
    const paper = page.getByRole('document', { name: words.textFrame });
    await paper.getByText('Dear Léa, the plan of the stage is ready.').waitFor();
    await paper.getByText('Is it ready? I need it.').waitFor();
    await expect.poll(() => mailViews(program.app), slow).toBe(0);
    await settled(page);
    await draw(page, 'text.png');
    expect(await violations(page)).toEqual([]);
  });

  it.each(LOOKS)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    await page.keyboard.press('Control+4');
    const option = page.getByRole('option', { name: /letter\.eml/ });
    const here = page.getByRole('group', { name: renderedWords[language].frame });
    await option.or(here).first().waitFor();
    if (await option.isVisible()) await option.click();
    await page.keyboard.press('Alt+0');
    await here.waitFor();
    await shown('Autumn at the Atelier');
    await settled(page);
    await windowPicture(program.app, `rendered.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
  });
});

it('all of this has let nobody be asked for anything', () => {
  expect(reached).toEqual([]);
});
