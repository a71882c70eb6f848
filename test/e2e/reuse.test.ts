// A draft made of a message: to be changed, to be sent once more, or with the message attached whole; from Sent and from an opened file.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { reuseWords } from '#core/i18n/reuse.ts';
import type { Language } from '#core/i18n/languages.ts';
import { structureOf } from '../core/mime/reading.ts';
import type { Draft } from '#core/message/draft.ts';
import { done } from './calls.ts';
import { archivedMessages } from './archive-message.ts';
import { attached, button, drop, droppedBytes, field, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled } from './look.ts';
import { openInLens, SharedFolder } from './shared-folder.ts';

const subject = 'Plans für Étage 3';
const body = 'Bonjour Mira,\n\n> ce qui était dit\n\nVoici le plan.';
let folder: SharedFolder;
let program: Launched;
let page: Page;

const chips = (name: string) =>
  page
    .getByRole('list', { name: `Recipients in ${name}` })
    .getByRole('listitem')
    .allInnerTexts();
const strip = () =>
  page.getByRole('status').filter({ hasText: /draft, made of|makes a new message|byte for byte/ });

async function openPractice(named: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
  await page.getByRole('option').filter({ hasText: named }).first().click();
  await page.getByRole('heading', { name: named }).waitFor();
}

/** As it is on disk. */
async function draftNamed(named: string): Promise<Draft> {
  const id = (await done(page, 'drafts.list', null)).find(({ subject: one }) => one === named)?.id;
  if (id === undefined) throw new Error(`no draft ${named}`);
  return done(page, 'drafts.open', { id });
}

async function openFile(name: string, bytes: string): Promise<void> {
  await openInLens(program, folder, name, bytes);
  await button(page, catalogues.en.lens.head.useAgain).waitFor();
}

beforeAll(async () => {
  folder = new SharedFolder();
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await write(page, {
    to: ['Mira <mira@example.org>', 'jo@example.org'],
    cc: ['lea@example.org'],
    bcc: ['hidden@example.org'],
    subject,
    body,
  });
  await drop(page, 'plan.bin', 300_000);
  await send(page, subject);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  folder.remove();
});

describe('a message that was sent', () => {
  it('comes back as it was written, by one shortcut, its file with it', async () => {
    await openPractice(subject);
    await page.keyboard.press('Control+e');
    await page.getByRole('tab', { name: subject, selected: true }).waitFor();
    await attached(page, 'plan.bin');
    expect(await field(page, 'Subject').inputValue()).toBe(subject);
    expect(await field(page, 'Message').inputValue()).toBe(body);
    expect([await chips('To'), await chips('Cc'), await chips('Bcc')]).toEqual([
      ['Mira', 'jo@example.org'],
      ['lea@example.org'],
      ['hidden@example.org'],
    ]);
    await strip().getByText(reuseWords.en.about['edit-as-new']).waitFor();
  });

  it('is another message when that is sent, with the same file', async () => {
    const again = `${subject}, once more`;
    await field(page, 'Subject').fill(again);
    await send(page, again);
    const [first, second] = archivedMessages(program.profile);
    expect(second?.messageId).not.toBe(first?.messageId);
    const files = [first, second].map((message) => {
      const part = structureOf(message?.bytes ?? '').parts.find(({ fileName }) => fileName === 'plan.bin');
      return Buffer.from(
        (message?.bytes ?? Buffer.alloc(0)).subarray(part?.body.start, part?.body.end).toString(),
        'base64',
      );
    });
    expect(files.every((file) => file.equals(droppedBytes(300_000)))).toBe(true);
  });

  it('is sent again as what it says: new Message-ID and Date, all else as it was', async () => {
    await openPractice(`${subject}, once more`);
    await page.keyboard.press('Control+Shift+r');
    const [, second] = archivedMessages(program.profile);
    await strip()
      .getByText(second?.messageId ?? '?')
      .waitFor();
    await strip().getByText('sender, recipients with the hidden ones, subject, text and 1 file.').waitFor();
    await attached(page, 'plan.bin');
    expect(await chips('Bcc')).toEqual(['hidden@example.org']);
  });

  it('has its note put away by a button', async () => {
    await strip().getByRole('button').click();
    await strip().waitFor({ state: 'detached' });
  });

  it('is forwarded whole: the attached message is the archived one, byte for byte', async () => {
    await openPractice(`${subject}, once more`);
    await page.keyboard.press('Control+Shift+f');
    const forwarded = `Fwd: ${subject}, once more`;
    await page.getByRole('tab', { name: forwarded, selected: true }).waitFor();
    await attached(page, `${subject}, once more.eml`);
    await field(page, 'To').fill('you@example.org');
    await send(page, forwarded);
    const [, inner, outer] = archivedMessages(program.profile);
    const part = structureOf(outer?.bytes ?? '').parts.find(
      ({ mediaType }) => mediaType === 'message/rfc822',
    );
    expect(part?.disposition).toBe('attachment');
    expect(
      outer?.bytes.subarray(part?.body.start, part?.body.end).equals(inner?.bytes ?? Buffer.alloc(0)),
    ).toBe(true);
  });
});

const html = [
  'From: Ana <ana@elsewhere.example>',
  'To: Team: a@example.org, B <b@example.org>;',
  'Bcc: c@example.org',
  'Subject: =?utf-8?Q?Caf=C3=A9?=',
  'Message-ID: <1@elsewhere.example>',
  'Content-Type: text/html; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<html><head><title>no</title><style>p{}</style></head><body><h1>Caf=E9</h1>',
  '<p>Hello <b>all</b>,<br>see <a href=3D"https://example.org/a">the plan</a>',
  'and <a href=3D"https://example.org/b">https://example.org/b</a>.</p>',
  '<ul><li>one</li><li>two<ol><li>inner</li></ol></li></ul>',
  '<blockquote><p>said</p><p>before</p></blockquote>',
  '<pre>  kept   so</pre><script>document.title=3D"hacked"</script>',
  '<img src=3D"https://track.example.net/o.gif" alt=3D"a map"><p style=3D"display:none">unseen</p>',
  '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></body></html>',
  '',
].join('\r\n');

describe('an opened message', () => {
  it('of HTML gives the rich text of it that is harmless, and says what is left out, and whose it was', async () => {
    await openFile('html.eml', html);
    await page.keyboard.press('Control+e');
    await page.getByRole('tab', { name: 'Café', selected: true }).waitFor();
    const { content } = await draftNamed('Café');
    expect(content.html).toBe(
      [
        '<h1>Café</h1><p>Hello <b>all</b>,<br>see <a href="https://example.org/a">the plan</a>\nand ',
        '<a href="https://example.org/b">https://example.org/b</a>.</p>',
        '<ul><li>one</li><li>two<ol><li>inner</li></ol></li></ul>',
        '<blockquote><p>said</p><p>before</p></blockquote>',
        '<pre>  kept   so</pre>',
        '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
      ].join(''),
    );
    expect(content.body).toBe(
      [
        'Café',
        '====',
        '',
        'Hello all,',
        'see the plan <https://example.org/a> and https://example.org/b.',
        '',
        '- one',
        '- two',
        '  1. inner',
        '',
        '> said',
        '>',
        '> before',
        '',
        '  kept   so',
        '',
        'a  b',
        'c  d',
      ].join('\n'),
    );
    expect([await chips('To'), await chips('Bcc')]).toEqual([['a@example.org', 'B'], ['c@example.org']]);
    await strip().getByText(reuseWords.en.leftOut.outside).waitFor();
    await strip()
      .getByText(/It was from ana@elsewhere\.example/)
      .waitFor();
    expect(await page.title()).not.toContain('hacked');
  });

  it('cannot be sent again, since somebody else wrote it', async () => {
    await page.keyboard.press('Control+4');
    await button(page, catalogues.en.lens.head.useAgain).click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      expect.stringContaining('Edit as new'),
      expect.stringContaining('Forward as attachment'),
    ]);
    await page.keyboard.press('Escape');
  });

  it('that is flowed comes back in the lines that its writer typed', async () => {
    await openFile(
      'flowed.eml',
      'From: a@example.org\r\nSubject: Flowed\r\nContent-Type: text/plain; format=flowed\r\n\r\nOne line that \r\nflows.\r\n\r\n> quoted \r\n> too\r\n',
    );
    await page.keyboard.press('Control+e');
    await page.getByRole('tab', { name: 'Flowed', selected: true }).waitFor();
    expect(await field(page, 'Message').inputValue()).toBe('One line that flows.\n\n> quoted too');
  });
});

describe('what is made of a message', () => {
  it.each(LOOKS)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const picture = (name: string) => draw(page, `${name}.${language}.${theme}.${String(width)}.png`);
    const fine = async () => await faultsOf(page);
    await page.getByRole('navigation').getByRole('button', { name: practice[language] }).first().click();
    await page.getByRole('option').filter({ hasText: 'once more' }).last().click();
    await button(page, catalogues[language].lens.head.useAgain).click();
    await page.getByRole('menuitem').first().waitFor();
    await settled(page);
    await picture('menu');
    expect(await fine()).toEqual([]);
    await page.getByRole('menuitem', { name: catalogues[language].app.command['send-again'] }).click();
    await page.getByText(reuseWords[language].about['send-again']).waitFor();
    await settled(page);
    await picture('again');
    expect(await fine()).toEqual([]);
  });
});

const practice: Record<Language, string> = {
  en: catalogues.en.app.place.practice,
  fr: catalogues.fr.app.place.practice,
};
