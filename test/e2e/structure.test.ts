// The structure of a message in the window: its tree, its parts' facts and text, what HTML names outside, saving a part, hostile messages.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { structureWords } from '#core/i18n/structure.ts';
import type { Language } from '#core/i18n/languages.ts';
import { answerSave, button, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, overflowing, resize, settled, violations } from './look.ts';
import { openInLens, SharedFolder } from './shared-folder.ts';

const fixture = readFileSync(path.join(import.meta.dirname, '../fixtures/mime/structure.eml'));
const words = structureWords.en;
let folder: SharedFolder;
let saves: string;
let program: Launched;
let page: Page;

async function opened(name: string, bytes: string | Uint8Array): Promise<void> {
  await openInLens(program, folder, name, bytes);
  await page.keyboard.press('Alt+7');
}

const tree = (language: Language = 'en') => page.getByRole('tree', { name: structureWords[language].tree });
const detail = (language: Language = 'en') =>
  page.getByRole('region', { name: structureWords[language].detail });
const choose = (number: string) =>
  tree()
    .getByRole('treeitem')
    .filter({ hasText: new RegExp(`^${number.replaceAll('.', '\\.')}[a-z]`) })
    .click();

beforeAll(async () => {
  folder = new SharedFolder();
  saves = folder.writable('saved');
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await opened('plan.eml', fixture);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  folder.remove();
});

describe('the structure of a message', () => {
  it('is a tree with what each part says, its name decoded', async () => {
    await tree().waitFor();
    const rows = await tree().getByRole('treeitem').allInnerTexts();
    const types = rows.map((row) => /[a-z]+\/[a-z0-9-]+/.exec(row)?.[0]);
    expect(types).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'image/png',
      'message/rfc822',
      'text/plain',
      'text/plain',
    ]);
    expect(rows[4]).toContain('plan de scène 図.png');
    // Never the character itself, which would turn the name around.
    expect(rows[7]).toContain('RLO');
    expect(rows[7]).not.toContain('\u202E');
  });

  it('is walked through by the keyboard, outwards and inwards too', async () => {
    await tree().press('Home');
    await tree().press('ArrowDown');
    await detail().getByRole('heading', { name: 'Part 1', exact: true }).waitFor();
    await tree().press('ArrowRight');
    await detail().getByRole('heading', { name: 'Part 1.1' }).waitFor();
    await tree().press('ArrowLeft');
    await detail().getByRole('heading', { name: 'Part 1', exact: true }).waitFor();
  });

  it('shows a text part in its charset, and in an unknown one its octets', async () => {
    await choose('1.1');
    await detail().getByText('Bonjour Léa,').waitFor();
    await choose('3.1');
    await detail().getByText('x-nobody (unknown here)').waitFor();
    expect(await detail().innerText()).toContain(String.raw`caf\xE9`);
  });

  it('shows HTML as its source, lists what it names outside, and runs and loads nothing of it', async () => {
    await choose('1.2');
    const references = detail().getByRole('listitem');
    await references.first().waitFor();
    const listed = await references.allInnerTexts();
    expect(listed.map((one) => one.replaceAll(/\s+/g, ' '))).toEqual([
      'loaded on opening <style> https://fonts.example.net/a.css',
      'loaded on opening <style> https://cdn.example.net/mail/bg.png',
      'loaded on opening <p> https://track.example.net/p.gif',
      'loaded on opening <img> https://track.example.net/open.gif?id=1 2 times',
      'loaded on opening <img> https://cdn.example.net/mail/logo.png',
      'on a click <a> https://www.example.net/offer',
      'form <form> https://forms.example.net/go',
      'script <script> https://evil.example.net/x.js',
      'loaded on opening <img> https://cdn.example.net/mail/x',
    ]);
    expect(await detail().locator('pre').innerText()).toContain('<script>document.title');
    expect(await page.title()).not.toContain('hacked');
    expect(
      await page.evaluate(() => document.querySelector('pre img, pre script, main form, main iframe')),
    ).toBe(null);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  it('says what is wrong with a part', async () => {
    await choose('4');
    await detail().getByText(words.remark.stray_one.replace('{{shown}}', '1')).waitFor();
    await tree().press('Home');
    await detail().getByText(words.remark.unclosed).waitFor();
  });

  it('saves a part decoded, under the name that was asked for, with the digest that it shows', async () => {
    await choose('2');
    const content = Buffer.from(Uint8Array.from({ length: 10_240 }, (_, at) => at % 256));
    await detail().getByText(createHash('sha256').update(content).digest('hex')).waitFor();
    const target = path.join(saves, 'plan.png');
    await answerSave(program.app, target);
    await button(page, words.save).click();
    await page.getByText(words.saved).waitFor();
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it.each([
    ['en', 'light', 1280, 800, 'ArrowDown'],
    ['en', 'dark', 720, 600, 'End'],
    ['fr', 'dark', 1280, 800, 'End'],
    ['fr', 'light', 720, 600, 'Home'],
  ] as const)('is whole in %s, %s, %i × %i', async (language, theme, width, height, key) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    await page.keyboard.press('Control+4');
    const option = page.getByRole('option', { name: /plan\.eml/ });
    await option.or(tree(language)).first().waitFor();
    if (await option.isVisible()) await option.click();
    await page.keyboard.press('Alt+7');
    await tree(language).waitFor();
    if (key === 'ArrowDown') {
      await tree(language).press('Home');
      for (let at = 0; at < 3; at += 1) await tree(language).press('ArrowDown');
      await detail(language).getByRole('listitem').first().waitFor();
    } else await tree(language).press(key);
    await settled(page);
    await draw(page, `structure.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
  });
});

describe('a message that was sent', () => {
  it('has its structure too', async () => {
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, 'fr', 'en', 'light');
    const subject = 'Sent with its structure';
    await write(page, { to: ['lea@stagecraft.example'], subject, body: 'Hello there' });
    await send(page, subject);
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await page.getByRole('option').first().click();
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.keyboard.press('Alt+7');
    await detail().locator('pre').getByText('Hello there').waitFor();
    await settled(page);
    await draw(page, 'structure-sent.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
  });
});

describe('a redacted copy', () => {
  it('of the header goes to the clipboard', async () => {
    await opened('shared.eml', fixture);
    await button(page, catalogues.en.lens.head.copyRedacted).click();
    await page.getByText(catalogues.en.lens.head.copiedRedacted).waitFor();
    const copied = await program.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain('From: Xxxxxxx <user1@domain1.example>');
    expect(copied).not.toMatch(/lumen|stagecraft|camille/i);
  });
});

describe('a hostile message', () => {
  it('of a million parts is listed in part, and the window goes on', async () => {
    const head = 'Subject: a million\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n';
    await opened('million.eml', head + '--a\r\n\r\nx\r\n'.repeat(1_000_000));
    await page.getByText(/^10,000 parts/).waitFor({ timeout: 60_000 });
    await page.getByText('990,001 more parts stand behind them').waitFor();
    await tree().press('End');
    await detail().getByRole('heading', { name: 'Part 199' }).waitFor();
    await settled(page);
    await draw(page, 'structure-million.png');
    expect(await violations(page)).toEqual([]);
  });

  it('of 50 MB is measured without being held', async () => {
    const line = `${'QUJD'.repeat(19)}\r\n`;
    const body = line.repeat(Math.ceil(50_000_000 / line.length));
    await opened(
      'large.eml',
      `Subject: large\r\nContent-Type: application/pdf; name=large.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}`,
    );
    const size = (body.length / line.length) * 57;
    await detail()
      .getByText(`(${new Intl.NumberFormat('en-GB').format(size)})`)
      .waitFor({ timeout: 60_000 });
    const target = path.join(saves, 'large.pdf');
    await answerSave(program.app, target);
    await button(page, words.save).click();
    await page.getByText(words.saved).waitFor({ timeout: 60_000 });
    expect(readFileSync(target).length).toBe(size);
  });
});
