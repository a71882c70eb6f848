// Mail that is opened: by command line, dialog, drop and paste, one by one and from an mbox; and what is shown of it, bounces among it.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { openedWords } from '#core/i18n/opened.ts';
import { heading, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, overflowing, resize, settled, violations } from './look.ts';
import { openByDialog, SharedFolder } from './shared-folder.ts';

const words = { ...catalogues.en, opened: openedWords.en };
const fixtures = path.join(import.meta.dirname, '../fixtures/opened');
const fixture = (name: string) => readFileSync(path.join(fixtures, name));

let folder: SharedFolder;
let program: Launched;
let page: Page;

const option = (name: string | RegExp) => page.getByRole('option', { name });
const source = () => page.getByRole('listbox', { name: words.lens.source.lines });

beforeAll(async () => {
  folder = new SharedFolder();
  program = await launch({ args: [folder.put('arc-pass.eml', fixture('arc-pass.eml'))] });
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  folder.remove();
});

describe('a file', () => {
  it('that the program was started with is in the lens', async () => {
    await option(/arc-pass\.eml/).waitFor();
    await source().waitFor();
    expect(await page.getByRole('tab', { name: words.lens.tab.conversation }).isDisabled()).toBe(true);
  });

  it('that a second start names comes to the window that is open', async () => {
    await program.again([folder.put('broken-headers.eml', fixture('broken-headers.eml'))]);
    await option(/broken-headers\.eml/).waitFor();
  });

  it('is opened by Ctrl+O, several at once, newest first', async () => {
    await openByDialog(
      program,
      folder.put('received.eml', fixture('multi-received-headers.eml')),
      folder.put('8bit.eml', fixture('8bitmime.eml')),
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
    expect(readFileSync(folder.at('arc-pass.eml')).equals(fixture('arc-pass.eml'))).toBe(true);
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
    const place = folder.put('going.eml', `Subject: Going\r\n\r\n${'body\r\n'.repeat(1000)}`);
    await openByDialog(program, place);
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

describe('an mbox', () => {
  const entry = (at: number) =>
    `From camille@lumen.example Mon Nov 23 09:15:${String(at % 60).padStart(2, '0')} 2026\nFrom: Camille <camille@lumen.example>\nSubject: Entry number ${at}\n\n>From here on it is quoted.\n\n`;

  it('lists its messages and opens each in the lens', async () => {
    await openByDialog(
      program,
      folder.put('many.mbox', Array.from({ length: 3000 }, (_, at) => entry(at)).join('')),
    );
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
    await openByDialog(program, folder.put('bounce.eml', bounce));
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

  const reported = (recipients: number, reason: string): string =>
    [
      'From: MAILER-DAEMON@brueckner.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.brueckner.example',
      ...Array.from({ length: recipients }, (_, at) => [
        '',
        `Final-Recipient: rfc822; nobody-${String(at)}@brueckner.example`,
        'Action: failed',
        'Status: 5.1.1',
        'Remote-MTA: dns; mx2.brueckner.example',
        `Diagnostic-Code: smtp; ${reason}`,
      ]).flat(),
      '',
      '--b--',
      '',
    ].join('\r\n');
  const long = `550-5.7.26 ${'The sender is not authenticated by SPF, nor by DKIM, and is refused here. '.repeat(6)}`;

  it.each([
    [1, 1280, 800],
    [3, 1280, 800],
    [1, 720, 600],
    [3, 720, 600],
  ])(
    'shows the reasons for %i recipients whole at %i × %i, and the views stay',
    async (count, width, height) => {
      onTestFinished(async () => await resize(program.app, page, 1280, 800));
      await resize(program.app, page, width, height);
      const name = `bounce-${String(count)}-${String(width)}.eml`;
      await openByDialog(program, folder.put(name, reported(count, long)));
      await page.getByText(`${name}, `).waitFor();
      const card = page.getByRole('region', { name: words.opened.report.bounce });
      const reasons = card.getByText(/550-5\.7\.26/);
      await reasons.first().waitFor();
      await settled(page);
      await draw(page, `opened-reason-${String(count)}.en.light.${String(width)}.png`);
      // From its beginning on.
      expect((await card.boundingBox())?.y).toBeGreaterThan(0);
      const cut = (element: Element) => element.scrollHeight > element.clientHeight + 1;
      expect(await card.evaluate(cut)).toBe(false);
      expect(await reasons.count()).toBe(count);
      expect(await reasons.evaluateAll((all) => all.map((one) => getComputedStyle(one).overflowY))).toEqual(
        Array(count).fill('visible'),
      );
      const tab = page.getByRole('tab', { name: words.lens.tab.source });
      await tab.scrollIntoViewIfNeeded();
      const panel = page.getByRole('tabpanel');
      expect((await panel.boundingBox())?.height).toBeGreaterThan(150);
      expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
      await tab.click();
    },
  );

  it('keeps room for the views where it reports on many recipients', async () => {
    await openByDialog(program, folder.put('many.eml', reported(40, long)));
    await page.getByText('many.eml, ').waitFor();
    const card = page.getByRole('region', { name: words.opened.report.bounce });
    await card
      .getByText(/550-5\.7\.26/)
      .first()
      .waitFor();
    expect((await card.boundingBox())?.height).toBeLessThan(300);
    expect(await violations(page)).toEqual([]);
  });

  it('of mail that is not from here says so', async () => {
    await openByDialog(program, folder.put('receipt.eml', fixture('disposition-notification.eml')));
    const card = page.getByRole('region', { name: words.opened.report.receipt });
    await card.getByText(/not in Sent: Hi <199509192301\.23456@example\.org>/).waitFor();
    await card.getByText(/displayed, a person agreed/).waitFor();
  });
});
