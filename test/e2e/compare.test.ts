// Two messages compared in the window: what left and what a list made of it, chosen by hand, from a file, or found by the same Message-ID.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { compareWords } from '#core/i18n/compare.ts';
import type { Language } from '#core/i18n/languages.ts';
import { answerOpen, button, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, overflowing, resize, settled, violations } from './look.ts';
import { openInLens, SharedFolder } from './shared-folder.ts';

const words = compareWords.en;
let folder: SharedFolder;
let program: Launched;
let page: Page;

const crlf = (lines: readonly string[]) => lines.join('\r\n');
const body = crlf(['Hello Tom,', '', 'the rehearsal begins at seven.', 'Bring the lamp.', '']);
const footer = crlf(['', '____________________', 'The stage list, https://list.example/stage', '']);
const signature = crlf([
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=lumen.example; s=s1;',
  `\th=from:to:subject; bh=${createHash('sha256').update(body).digest('base64')};`,
  '\tb=c2lnbmF0dXJl',
]);
const left = crlf([
  signature,
  'From: Lea <lea@lumen.example>',
  'To: stage@list.example',
  'Subject: =?utf-8?q?R=C3=A9p=C3=A9tition?= at seven',
  'Date: Mon, 23 Nov 2026 09:14:02 +0100',
  'Message-ID: <rehearsal-1@lumen.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  body,
]);
const arrived = crlf([
  'Return-Path: <stage-bounces@list.example>',
  'Received: from list.example (list.example [192.0.2.7]) by mx.b.example; Mon, 23 Nov 2026 09:14:08 +0100',
  'Received: from mail.lumen.example by list.example; Mon, 23 Nov 2026 09:14:04 +0100',
  signature,
  'From: Lea via Stage <stage@list.example>',
  'Reply-To: Lea <lea@lumen.example>',
  'To: stage@list.example',
  'Subject: [stage] =?utf-8?b?UsOpcMOpdGl0aW9u?= at seven',
  'Message-ID: <rehearsal-1@lumen.example>',
  'Date: Mon, 23 Nov 2026 09:14:02',
  ' +0100',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'List-Id: The stage list <stage.list.example>',
  '',
  body.replace('seven', 'eight') + footer,
]);

async function opened(name: string, bytes: string | Uint8Array): Promise<void> {
  await openInLens(program, folder, name, bytes);
  await page.keyboard.press('Alt+9');
}

const view = (language: Language = 'en') =>
  page.getByRole('region', { name: compareWords[language].view, exact: true });
const offer = (what: RegExp) => view().getByRole('listitem').filter({ hasText: what }).getByRole('button');
const field = (name: string) => view().getByRole('listitem').filter({ hasText: name });

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

describe('a message alone', () => {
  it('says what the view is for, and asks for the other', async () => {
    await opened('left.eml', left);
    await view().getByText(words.empty.title).waitFor();
    await settled(page);
    await draw(page, 'compare-empty.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
  });

  it('is told why a file cannot be compared', async () => {
    await answerOpen(program.app, [folder.put('none.eml', '')]);
    await button(page, words.empty.file).click();
    await view().getByRole('alert').getByText(words.notRead.empty).waitFor();
  });
});

describe('what left and what arrived', () => {
  it('are offered to each other when both have one Message-ID, and compared by the keyboard', async () => {
    await opened('unrelated.eml', 'Subject: unrelated\r\nMessage-ID: <2@x.example>\r\n\r\nHi\r\n');
    await opened('arrived.eml', arrived);
    const first = view().getByRole('listitem').first();
    await first.getByText(words.offer.same).waitFor();
    expect(await first.innerText()).toContain('left.eml');
    await settled(page);
    await draw(page, 'compare-offers.png');
    expect(await violations(page)).toEqual([]);
    await first.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await view().getByRole('heading', { name: words.fields.title }).waitFor();
    const [before, after] = await view()
      .getByRole('group', { name: words.chosen.sides })
      .locator('> div')
      .allInnerTexts();
    expect(before).toContain('left.eml');
    expect(after).toContain('arrived.eml');
  });

  it('say what a list does in sentences', async () => {
    const short = await view().getByRole('region', { name: words.short }).innerText();
    expect(short).toContain('The list put stage@list.example into From in place of lea@lumen.example');
    expect(short).toContain('The author’s address stands in Reply-To now.');
    expect(short).toContain('The subject was marked “[stage]”.');
    expect(short).toContain('2 servers stamped it.');
  });

  it('show each field that differs word by word, and the others on request', async () => {
    const subject = field('Subject');
    expect(await subject.locator('ins').allInnerTexts()).toEqual(['[stage] ']);
    expect(await subject.locator('del').count()).toBe(0);
    await field('Date')
      .getByText(words.relation.moved)
      .or(field('Message-ID').getByText(words.relation.moved))
      .waitFor();
    await field('Date').getByText(words.layout.folding).waitFor();
    const all = () => view().getByRole('region', { name: words.fields.title }).getByRole('listitem').count();
    const differing = await all();
    await view().getByText(words.fields.all, { exact: true }).click();
    expect(await all()).toBeGreaterThan(differing);
    await view().getByText(words.fields.differences, { exact: true }).click();
  });

  it('show the body in DKIM’s forms, its lines, and the signature that it broke', async () => {
    const body = view().getByRole('region', { name: words.body.title });
    await body.getByText(words.body.differs).waitFor();
    await body.getByText(words.signature.broken).waitFor();
    await body.getByText('from and subject').waitFor();
    const lines = body.getByRole('group', { name: words.text.lines });
    await lines.waitFor();
    expect(await lines.locator('del').allInnerTexts()).toEqual(['seven.']);
    expect(await lines.locator('ins').allInnerTexts()).toEqual(['eight.']);
    expect(await lines.innerText()).toContain('The stage list');
  });

  it('mark the field that is chosen in all views, here too', async () => {
    const name = (field: string) => view().getByRole('button', { name: field, exact: true });
    await name('Subject').focus();
    await page.keyboard.press('Enter');
    await view().getByRole('button', { name: 'Subject', exact: true, pressed: true }).waitFor();
    await page.keyboard.press('Alt+2');
    const fields = page.getByRole('listbox', { name: catalogues.en.lens.fields.list });
    await fields.getByRole('option', { name: /^Subject/, selected: true }).waitFor();
    // To is the same in both, and here all the same.
    await fields.getByRole('option', { name: /^To\b/ }).click();
    await page.keyboard.press('Alt+9');
    await view().getByRole('button', { name: 'To', exact: true, pressed: true }).waitFor();
    await settled(page);
    await draw(page, 'compare-chosen.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
  });

  it('are copied as a table', async () => {
    await page.keyboard.press('Control+Shift+c');
    await page.getByText(catalogues.en.lens.head.copied, { exact: true }).waitFor();
    const copied = await program.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain('changed\tSubject\tRépétition at seven\t[stage] Répétition at seven');
    expect(copied).not.toContain('MIME-Version');
  });

  it('can be turned round', async () => {
    await button(page, words.chosen.swap).click();
    await field('List-Id').getByText(words.relation.removed).waitFor();
    await button(page, words.chosen.swap).click();
    await field('List-Id').getByText(words.relation.added).waitFor();
  });

  it.each(LOOKS)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    await page.keyboard.press('Control+4');
    const option = page.getByRole('option', { name: /arrived\.eml/ });
    await option.or(view(language)).first().waitFor();
    if (await option.isVisible()) await option.click();
    await page.keyboard.press('Alt+9');
    const lines = view(language).getByRole('group', { name: compareWords[language].text.lines });
    await lines.waitFor();
    await settled(page);
    const picture = (what: string) => draw(page, `compare-${what}.${language}.${theme}.${String(width)}.png`);
    await picture('short');
    expect(await faultsOf(page)).toEqual([]);
    await view(language).getByRole('listitem').filter({ hasText: 'List-Id' }).scrollIntoViewIfNeeded();
    await picture('fields');
    await lines.scrollIntoViewIfNeeded();
    await picture('body');
  });
});

describe('a footer behind the text', () => {
  it('is told with its place, from a file of the dialog', async () => {
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, 'fr', 'en', 'light');
    await page.keyboard.press('Control+4');
    await page.getByRole('option', { name: /left\.eml/ }).click();
    await page.keyboard.press('Alt+9');
    await answerOpen(program.app, [folder.put('footer.eml', left + footer)]);
    await button(page, words.empty.file).click();
    await view().getByText('A footer of 3 lines was added behind line 4.').waitFor();
    await view().getByText(words.change['same-header']).waitFor();
    await view().getByText(words.signature.broken).waitFor();
    await draw(page, 'compare-footer.png');
  });

  it('is not one where only line ends differ', async () => {
    await button(page, words.chosen.other).click();
    await answerOpen(program.app, [folder.put('lf.eml', left.replaceAll('\r\n', '\n'))]);
    await button(page, words.empty.file).click();
    await view().getByText(words.body['line-ends']).waitFor();
    await view().getByText(words.change['line-ends']).waitFor();
    await view().getByText(words.signature.holds).waitFor();
  });
});

describe('mail that was sent from here', () => {
  it('is found by its Message-ID for a copy that came back', async () => {
    const subject = 'There and back';
    await write(page, { to: ['lea@stagecraft.example'], subject, body: 'Hello there' });
    await send(page, subject);
    const archive = path.join(program.profile, 'archive');
    const name = readdirSync(archive, { recursive: true, encoding: 'utf8' }).find((one) =>
      one.endsWith('.eml'),
    );
    const sent = readFileSync(path.join(archive, name ?? ''), 'latin1');
    const stamp = 'Received: from here by mx.b.example; Mon, 23 Nov 2026 09:14:08 +0100\r\n';
    await opened('back.eml', Buffer.from(stamp + sent, 'latin1'));
    await offer(/Same Message-ID/)
      .filter({ hasText: words.offer.practice })
      .click();
    await view().getByText(words.body.same).waitFor();
    const [before] = await view()
      .getByRole('group', { name: words.chosen.sides })
      .locator('> div')
      .allInnerTexts();
    expect(before).toContain('sent');
    await settled(page);
    await draw(page, 'compare-sent.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
  });
});

describe('the other message', () => {
  it('is one of those in an mbox, found by its author', async () => {
    const entries = Array.from(
      { length: 120 },
      (_, at) =>
        `From tom@x.example Mon Nov 23 09:15:28 2026\nFrom: Tom ${String(at + 1)} <tom@x.example>\nSubject: Letter ${String(at + 1)}\n\nHello\n\n`,
    );
    await opened('before-mbox.eml', left);
    await answerOpen(program.app, [folder.put('many.mbox', entries.join(''))]);
    await button(page, words.empty.file).click();
    await view().getByRole('heading', { name: 'many.mbox: 120 messages' }).waitFor();
    await view()
      .getByRole('button', { name: /Letter 50/ })
      .waitFor();
    await button(page, words.find.more).click();
    await view()
      .getByRole('button', { name: /Letter 120/ })
      .waitFor();
    await page.getByRole('searchbox', { name: words.find.entries }).fill('tom 77');
    await expect.poll(() => view().getByRole('listitem').count()).toBe(1);
    await settled(page);
    await draw(page, 'compare-mbox.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await view()
      .getByRole('button', { name: /Letter 77/ })
      .click();
    await view().getByRole('group', { name: words.chosen.sides }).getByText('Letter 77').waitFor();
  });

  it('is searched for in all that was sent', async () => {
    await opened('search.eml', left);
    await page.getByRole('searchbox', { name: words.find.label }).fill('REHEARSAL in söme');
    await view().getByText(words.find.none).waitFor();
    await page.getByRole('searchbox', { name: words.find.label }).fill('THÈRE and');
    await offer(/There and back/)
      .first()
      .waitFor();
    await settled(page);
    await draw(page, 'compare-search.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
  });
});

describe('a hostile pair', () => {
  it('of 20,000 fields and 30 MB each is compared while the window goes on', async () => {
    const fields = Array.from({ length: 20_000 }, (_, at) => `X-${String(at)}: ${String(at)}`);
    const line = `${'a'.repeat(76)}\r\n`;
    const large = (end: string) =>
      crlf([
        ...fields,
        'Message-ID: <large@x.example>',
        '',
        line.repeat(Math.ceil(30_000_000 / line.length)),
      ]) + end;
    await opened('large-1.eml', large(''));
    await opened('large-2.eml', large('more\r\n'));
    await offer(/large-1/).click();
    await view().getByText(words.body.differs).waitFor({ timeout: 60_000 });
    await view().getByText('Only the first').waitFor({ timeout: 60_000 });
  });
});
