// Mail that is opened: by command line, dialog, drop and paste, one by one and from an mbox; what is shown of it, and what when it cannot be.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { openedWords } from '#core/i18n/opened.ts';
import { answerOpen, button, heading, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, overflowing, settled, violations } from './look.ts';

const words = { ...catalogues.en, opened: openedWords.en };
const fixtures = path.join(import.meta.dirname, '../fixtures/opened');
const fixture = (name: string) => readFileSync(path.join(fixtures, name));

let folder: string;
let program: Launched;
let page: Page;

/** A file that the program's user can read. */
function file(name: string, bytes: string | Uint8Array): string {
  const place = path.join(folder, name);
  writeFileSync(place, bytes);
  chmodSync(place, 0o644);
  return place;
}

const option = (name: string | RegExp) => page.getByRole('option', { name });
const source = () => page.getByRole('listbox', { name: words.lens.source.lines });

async function openByDialog(...paths: string[]): Promise<void> {
  await answerOpen(program.app, paths);
  await page.keyboard.press('Control+o');
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-opened-'));
  chmodSync(folder, 0o755);
  program = await launch({ args: [file('arc-pass.eml', fixture('arc-pass.eml'))] });
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  rmSync(folder, { recursive: true, force: true });
});

describe('a file', () => {
  it('that the program was started with is in the lens', async () => {
    await option(/arc-pass\.eml/).waitFor();
    await source().waitFor();
    expect(await page.getByRole('tab', { name: words.lens.tab.conversation }).isDisabled()).toBe(true);
  });

  it('that a second start names comes to the window that is open', async () => {
    await program.again([file('broken-headers.eml', fixture('broken-headers.eml'))]);
    await option(/broken-headers\.eml/).waitFor();
  });

  it('is opened by Ctrl+O, several at once, newest first', async () => {
    await openByDialog(
      file('received.eml', fixture('multi-received-headers.eml')),
      file('8bit.eml', fixture('8bitmime.eml')),
    );
    await option(/received\.eml/).waitFor();
    const rows = await page
      .getByRole('listbox', { name: words.opened.list })
      .getByRole('option')
      .allInnerTexts();
    expect(rows.map((row) => /[\w-]+\.eml/.exec(row)?.[0])).toEqual([
      'received.eml',
      '8bit.eml',
      'broken-headers.eml',
      'arc-pass.eml',
    ]);
  });

  it('that is dropped on the window is read by the page alone', async () => {
    const bytes = [...fixture('simple-dsn.eml')];
    const transfer = await page.evaluateHandle((octets) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(octets)], 'dropped.eml'));
      return data;
    }, bytes);
    await page.getByRole('navigation').dispatchEvent('dragover', { dataTransfer: transfer });
    await page.getByRole('navigation').dispatchEvent('drop', { dataTransfer: transfer });
    await option(/dropped\.eml/).waitFor();
    await heading(page, 'Returned mail: Cannot send message for 5 days').waitFor();
  });

  it('is left as it was, and closed by Ctrl+W', async () => {
    await page.keyboard.press('Control+w');
    await option(/dropped\.eml/).waitFor({ state: 'detached' });
    expect(readFileSync(path.join(folder, 'arc-pass.eml')).equals(fixture('arc-pass.eml'))).toBe(true);
  });
});

describe('a header in the clipboard', () => {
  const copy = (text: string) =>
    program.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);

  it('is opened by Ctrl+Shift+V', async () => {
    await copy(
      'Received: from a.example by b.example; Mon, 23 Nov 2026 09:15:28 +0100\nSubject: Out of the clipboard\n',
    );
    await page.keyboard.press('Control+Shift+v');
    await heading(page, 'Out of the clipboard').waitFor();
  });

  it('is opened by Ctrl+V where no text is written', async () => {
    await copy('Subject: Pasted with the usual key\nFrom: a@b.example\n\nbody');
    await page.keyboard.press('Control+v');
    await heading(page, 'Pasted with the usual key').waitFor();
  });

  it('does not come to the page when it is none', async () => {
    await copy('correct horse battery staple');
    await page.keyboard.press('Control+Shift+v');
    await page.getByText(words.opened.nothingPasted['no-header']).waitFor();
    expect(await page.content()).not.toContain('battery');
  });
});

describe('the source of an opened message', () => {
  it('is searched by a regular expression, which cannot hang the window', async () => {
    await option(/received\.eml/).click();
    await page.keyboard.press('Alt+1');
    await page.getByRole('button', { name: words.lens.source.pattern }).click();
    await page.getByRole('textbox', { name: words.lens.source.find }).fill('^received:.*by [a-z0-9]+');
    await page.getByText(/^1 of \d+$/).waitFor();
    await page.getByRole('textbox', { name: words.lens.source.find }).fill('(');
    await page.getByText(words.lens.source.patternTrouble.invalid).waitFor();
    await page.getByRole('textbox', { name: words.lens.source.find }).fill('^([a-z0-9 ]+)+[a-z0-9 ]*!$');
    await page.getByText(/no match|not in the header|takes too long/).waitFor();
    await page.getByRole('textbox', { name: words.lens.source.find }).fill('');
    await page.getByRole('button', { name: words.lens.source.pattern }).click();
  });
});

describe('a file that is gone while it is looked at', () => {
  it('keeps its header, and says that the rest cannot be read', async () => {
    const place = file('going.eml', `Subject: Going\r\n\r\n${'body\r\n'.repeat(1000)}`);
    await openByDialog(place);
    await heading(page, 'Going').waitFor();
    await page.keyboard.press('Alt+1');
    rmSync(place);
    await source().press('End');
    await source().press('Enter');
    await page.getByText(words.lens.source.failed).waitFor();
    await page.keyboard.press('Control+w');
  });
});

describe('the envelope of an opened message', () => {
  it('is inferred, and says from which fields', async () => {
    await option(/received\.eml/).click();
    await page.keyboard.press('Alt+3');
    const pairs = page.getByRole('region', { name: words.lens.envelope.pairs });
    await pairs.waitFor();
    expect(await pairs.innerText()).toMatch(/Envelope, inferred[^]*MAIL FROM[^]*RCPT TO/);
    await page.keyboard.press('Alt+6');
    // Conversation is for sent mail: the view stays.
    expect(await pairs.isVisible()).toBe(true);
  });
});

describe('the route of an opened message', () => {
  it('has its hops', async () => {
    await page.keyboard.press('Alt+4');
    const timeline = page.getByRole('region', { name: words.lens.route.timeline });
    await timeline.waitFor();
    expect(await timeline.getByRole('option').count()).toBeGreaterThan(2);
  });
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
      file('crowd.eml', `From: ${from}\nTo: ${addresses.join(',\n ')}\nSubject: ${subject}\n\nHello\n`),
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
    await option(/received\.eml/).click();
    await page.getByRole('tab', { name: words.lens.tab.source }).waitFor();
    await settled(page);
    expect(await button(page, words.lens.head.showAll).count()).toBe(0);
  });
});

describe('an mbox', () => {
  const entry = (at: number) =>
    `From camille@lumen.example Mon Nov 23 09:15:${String(at % 60).padStart(2, '0')} 2026\nFrom: Camille <camille@lumen.example>\nSubject: Entry number ${at}\n\n>From here on it is quoted.\n\n`;

  it('lists its messages and opens each in the lens', async () => {
    await openByDialog(file('many.mbox', Array.from({ length: 3000 }, (_, at) => entry(at)).join('')));
    const list = page.getByRole('listbox', { name: 'Messages of many.mbox' });
    await list.waitFor();
    await page.getByText('3,000 messages').waitFor();
    await list.focus();
    await page.keyboard.press('End');
    await heading(page, 'Entry number 2999').waitFor();
    await page.keyboard.press('Alt+1');
    const rows = await source().innerText();
    expect(rows).not.toContain('Nov 23');
    // The body's first line is quoted for the mbox: shown as it stands, and said.
    await source().press('End');
    await source().press('Enter');
    await page.getByRole('option', { name: /From here on it is quoted/ }).click();
    await page
      .getByRole('region', { name: words.lens.dock.title })
      .getByRole('heading', { name: words.opened.mbox.quoted })
      .waitFor();
    await settled(page);
    expect(await violations(page)).toEqual([]);
    await list.focus();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox', { name: words.opened.list }).waitFor();
  });
});

describe('a bounce', () => {
  it('names the message from here that it reports on, and the recipient’s line shows it', async () => {
    await write(page, {
      to: ['nobody@brueckner.example', 'jonas@brueckner.example'],
      subject: 'Quote',
      body: 'Hi',
    });
    await send(page, 'Quote');
    const archive = path.join(program.profile, 'archive');
    const name = readdirSync(archive, { recursive: true, encoding: 'utf8' }).find((one) =>
      one.endsWith('.eml'),
    );
    const sent = readFileSync(path.join(archive, name ?? ''), 'latin1');
    const id = /^Message-ID: (<.*>)/im.exec(sent)?.[1] ?? '';
    const bounce = [
      'From: MAILER-DAEMON@brueckner.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.brueckner.example',
      '',
      'Final-Recipient: rfc822; nobody@brueckner.example',
      'Action: failed',
      'Status: 5.1.1',
      'Remote-MTA: dns; mx2.brueckner.example',
      'Diagnostic-Code: smtp; 550 5.1.1 <script>no such user</script>',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${id}`,
      'Subject: Quote',
      '',
      '--b--',
      '',
    ].join('\r\n');
    await openByDialog(file('bounce.eml', bounce));
    const card = page.getByRole('region', { name: words.opened.report.bounce });
    await card.getByText('It reports on a message from here: Quote').waitFor();
    await card.getByText(/attempt 1 of 1, accepted with 250/).waitFor();
    expect(await card.innerText()).toContain('550 5.1.1 <script>no such user</script>');
    await settled(page);
    await draw(page, 'opened-bounce.en.light.png');
    expect(await violations(page)).toEqual([]);
    await card.getByRole('button', { name: words.opened.report.openPractice }).click();
    await heading(page, 'Quote').waitFor();
    await page.keyboard.press('Alt+3');
    await page.getByText('opened report: not delivered (5.1.1)').waitFor();
    await settled(page);
    await draw(page, 'opened-bounce-line.en.light.png');
    expect(await page.getByText(/opened report/).count()).toBe(1);
    await page.keyboard.press('Control+4');
  });

  it('of mail that is not from here says so', async () => {
    await openByDialog(file('receipt.eml', fixture('disposition-notification.eml')));
    const card = page.getByRole('region', { name: words.opened.report.receipt });
    await card.getByText(/not in Sent: Hi <199509192301\.23456@example\.org>/).waitFor();
    await card.getByText(/displayed, a person agreed/).waitFor();
  });
});

describe('what cannot be shown', () => {
  it.each([
    ['no message', 'notes.txt', 'Buy milk.\nCall Jonas.\n', words.opened.failed['not-message'].title],
    ['nothing', 'empty.eml', '', words.opened.failed.empty.title],
  ])('says that it is %s', async (_, name, bytes, title) => {
    await openByDialog(file(name, bytes));
    await page.getByRole('alert').getByText(title).waitFor();
  });

  it('is shown anyway when its reader wants it', async () => {
    await openByDialog(path.join(folder, 'notes.txt'));
    await button(page, words.opened.failed['not-message'].anyway).click();
    await page.keyboard.press('Alt+1');
    await source().waitFor();
  });

  it('says that it is a folder, or gone', async () => {
    mkdirSync(path.join(folder, 'mail'));
    await openByDialog(path.join(folder, 'mail'));
    await page.getByRole('alert').getByText(words.opened.failed['not-a-file'].title).waitFor();
    await openByDialog(path.join(folder, 'never-there.eml'));
    await page.getByRole('alert').getByText(words.opened.failed.gone.title).waitFor();
  });

  it('says that its header is too large', async () => {
    const place = file('endless.eml', 'Subject: endless\r\n');
    truncateSync(place, 40_000_000);
    await openByDialog(place);
    await page.getByRole('alert').getByText(words.opened.failed['header-too-large'].title).waitFor();
  });
});

describe('what is large or hostile', () => {
  it('a message of 50 MB opens by its header: the attachment is not read', async () => {
    const place = file('large.eml', 'Subject: Fifty megabytes\r\nFrom: a@b.example\r\n\r\n');
    truncateSync(place, 50_000_000);
    await openByDialog(place);
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
    await openByDialog(file(`${title.slice(0, 7)}.eml`, text));
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
