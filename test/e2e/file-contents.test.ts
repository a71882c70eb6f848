// What is in attached files: a picture that tells where it was taken, or is too large; a file that changed; one that stays where it is; a dropped folder.
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { filesWords } from '#core/i18n/files.ts';
import { bareExif } from '#core/pictures/exif.ts';
import { joined } from '#core/headers/bytes.ts';
import { bytesOf } from '#core/pictures/octets.ts';
import { structureOf } from '../core/mime/reading.ts';
import { done } from './calls.ts';
import { begin, answerOpen, attached, button, field, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, overflowing, resize, settled, violations } from './look.ts';

const fixtures = path.join(import.meta.dirname, '../fixtures/pictures');
const { compose } = catalogues.en;
const words = filesWords.en;
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await done(page, 'settings.set', { undoSeconds: 0 });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const fileAt = (name: string): string => path.join(program.profile, name);
const more = (name: string) => button(page, `More for ${name}`);
const status = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).first();
const item = (name: string) =>
  page.getByRole('list', { name: compose.attachments }).getByRole('listitem').filter({ hasText: name });

async function choose(...names: readonly string[]): Promise<void> {
  await answerOpen(
    program.app,
    names.map((name) => fileAt(name)),
  );
  await button(page, compose.attach).click();
}

const lookAgain = () => page.evaluate(() => window.dispatchEvent(new Event('focus')));

/** What the newest message in the archive has attached, decoded. */
function sentFile(): Buffer {
  const archive = fileAt('archive');
  const [last = ''] = readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .toSorted()
    .toReversed();
  const bytes = readFileSync(path.join(archive, last));
  const part = structureOf(bytes).parts.find(({ number }) => number === '2');
  return Buffer.from(bytes.subarray(part?.body.start, part?.body.end).toString('latin1'), 'base64');
}

/** Of a JPEG: lines and columns of its frame (ITU-T T.81 B.2.2). */
function frameOf(jpeg: Buffer): [width: number, height: number] {
  const at = jpeg.findIndex((octet, n) => octet === 0xff && (jpeg[n + 1] === 0xc0 || jpeg[n + 1] === 0xc2));
  return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
}

/** A photograph of that many pixels, lying on its side as cameras write it when they are held upright. */
async function photograph(width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d');
      const gradient = context?.createLinearGradient(0, 0, w, h);
      if (!context || !gradient) return '';
      for (let n = 0; n <= 20; n += 1) gradient.addColorStop(n / 20, n % 2 ? 'teal' : 'orange');
      context.fillStyle = gradient;
      context.fillRect(0, 0, w, h);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
      return btoa(bytes.reduce((text, octet) => text + String.fromCharCode(octet), ''));
    },
    [width, height] as const,
  );
  const jpeg = Buffer.from(base64, 'base64');
  const note = joined([bytesOf('Exif\0\0'), bareExif(6)]);
  const segment = joined([Uint8Array.of(0xff, 0xe1, 0, note.length + 2), note]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

describe('a picture that tells where it was taken', () => {
  it('says so when it is attached, and loses it at a word', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Placed', body: 'Hello' });
    copyFileSync(path.join(fixtures, 'placed.jpg'), fileAt('tower.jpg'));
    await choose('tower.jpg');
    await attached(page, 'tower.jpg');
    await page.getByText('tower.jpg tells where it was taken: 48.858, 2.294.', { exact: false }).waitFor();
    await settled(page);
    await draw(page, 'placed.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await button(page, words.strip).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The place is out of tower.jpg').waitFor();
    await page.waitForFunction(() => document.activeElement?.ariaLabel === 'More for tower.jpg');
    expect(await page.getByText(/tells where it was taken/).count()).toBe(0);
  });

  it('has it back by Undo, and says so again', async () => {
    await page.keyboard.press('Control+z');
    await page.getByText(/tower.jpg tells where it was taken/).waitFor();
    await button(page, words.strip).click();
    await page.getByText('The place is out of tower.jpg').waitFor();
  });

  it('goes out without it, and the file is as it was', async () => {
    await send(page, 'Placed');
    expect(sentFile().toString('latin1')).not.toMatch(/Kamera|Paris/);
    expect(frameOf(sentFile())).toEqual([64, 40]);
    expect(readFileSync(fileAt('tower.jpg'))).toEqual(readFileSync(path.join(fixtures, 'placed.jpg')));
  });
});

describe('a large picture', () => {
  it('tells by keyboard how small it can be, and becomes it, the right way up', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Smaller', body: 'Hello' });
    writeFileSync(fileAt('upright.jpg'), await photograph(3000, 2000));
    await choose('upright.jpg');
    await more('upright.jpg').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: words.menu.smaller }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('upright.jpg is 2000 × 3000 pixels').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent.startsWith('1024 px') === true);
    await settled(page);
    await draw(page, 'smaller.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await status(/upright.jpg is .* now/).waitFor();
    await send(page, 'Smaller');
    expect(frameOf(sentFile())).toEqual([1067, 1600]);
  });

  it('has its size back by Undo', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'As it was', body: 'Hello' });
    await choose('upright.jpg');
    await attached(page, 'upright.jpg');
    const before = await item('upright.jpg').innerText();
    await more('upright.jpg').click();
    await page.getByRole('menuitem', { name: words.menu.smaller }).click();
    await button(page, /^1024 px/).click();
    await expect.poll(() => item('upright.jpg').innerText()).not.toBe(before);
    await page.keyboard.press('Control+z');
    await expect.poll(() => item('upright.jpg').innerText()).toBe(before);
  });
});

describe('a chosen file that changes', () => {
  it('is sent as it was, unless its writer takes it as it is now', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Changed', body: 'Hello' });
    writeFileSync(fileAt('plan.txt'), 'first');
    await choose('plan.txt');
    await attached(page, 'plan.txt');
    writeFileSync(fileAt('plan.txt'), 'second');
    await lookAgain();
    await page.getByText('plan.txt changed after it was attached. The message has it as it was.').waitFor();
    await settled(page);
    await draw(page, 'outdated.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await button(page, words.keep).click();
    await page.getByText(/plan.txt changed after/).waitFor({ state: 'detached' });
    await send(page, 'Changed');
    expect(sentFile().toString()).toBe('first');
  });

  it('goes as it is now when that is asked for', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Taken anew', body: 'Hello' });
    await choose('plan.txt');
    await attached(page, 'plan.txt');
    writeFileSync(fileAt('plan.txt'), 'the third');
    await lookAgain();
    await button(page, words.takeNow).click();
    await page.getByText('plan.txt is attached as it is now').waitFor();
    rmSync(fileAt('plan.txt'));
    await send(page, 'Taken anew');
    expect(sentFile().toString()).toBe('the third');
  });
});

describe('a file beyond 25 MB', () => {
  it('stays where it is until a copy is asked for, which can be stopped', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Large', body: 'Hello' });
    writeFileSync(fileAt('film.bin'), '');
    truncateSync(fileAt('film.bin'), 2_000_000_000);
    await choose('film.bin');
    await page
      .getByText('film.bin, 2 GB, stays where it is and is read when you send.', { exact: false })
      .waitFor();
    await settled(page);
    await draw(page, 'large.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await button(page, words.copy).click();
    const bar = page.getByRole('progressbar', { name: 'film.bin' });
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
    await button(page, 'Stop copying film.bin').click();
    await attached(page, 'film.bin');
    expect(await page.getByText(/film.bin, 2 GB, stays where it is/).count()).toBe(1);
  });

  it('is held when it changed, and taken as it is now at a word', async () => {
    truncateSync(fileAt('film.bin'), 30_000_000);
    await lookAgain();
    await page.getByText('film.bin changed after it was attached, so it cannot be sent as it was.').waitFor();
    await button(page, words.takeNow).click();
    await page.getByText('film.bin is attached as it is now').waitFor();
    await button(page, words.copy).click();
    await button(page, words.copy).waitFor({ state: 'detached' });
    await attached(page, 'film.bin');
    rmSync(fileAt('film.bin'));
    await lookAgain();
    await send(page, 'Large');
    expect(sentFile().equals(Buffer.alloc(30_000_000))).toBe(true);
  });

  it('lets others be attached while it is copied, and copies what is dropped at once', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Together', body: 'Hello' });
    writeFileSync(fileAt('film.bin'), '');
    truncateSync(fileAt('film.bin'), 3_000_000_000);
    writeFileSync(fileAt('small.txt'), 'small');
    await choose('film.bin');
    await button(page, words.copy).click();
    await button(page, 'Stop copying film.bin').waitFor();
    await choose('small.txt');
    await button(page, 'Stop copying film.bin').click();
    await attached(page, 'small.txt');
    await attached(page, 'film.bin');
    await button(page, 'Remove film.bin').click();
    await page.getByText(/film.bin, 3 GB/).waitFor({ state: 'detached' });
    await send(page, 'Together');
    expect(sentFile().toString()).toBe('small');
  });
});

describe('a dropped folder', () => {
  it('is offered as a zip, and its files are read from where it was dropped', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Dropped folder', body: 'Hello' });
    mkdirSync(fileAt('Trip/inside'), { recursive: true });
    writeFileSync(fileAt('Trip/one.txt'), 'one');
    writeFileSync(fileAt('Trip/inside/two.txt'), 'two');
    writeFileSync(fileAt('beside.txt'), 'beside');
    const box = await field(page, 'Message').boundingBox();
    const at = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 40 };
    const data = { items: [], files: [fileAt('Trip'), fileAt('beside.txt')], dragOperationsMask: 1 };
    const devtools = await page.context().newCDPSession(page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
    await devtools.detach();
    await page.getByText('“Trip” is a folder with 2 files').waitFor();
    await attached(page, 'beside.txt');
    await settled(page);
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await button(page, 'Attach Trip.zip').click();
    await attached(page, 'Trip.zip');
    await button(page, 'Remove beside.txt').click();
    await send(page, 'Dropped folder');
    const zip = sentFile().toString('latin1');
    expect(zip.startsWith('PK')).toBe(true);
    for (const name of ['Trip/one.txt', 'Trip/inside/two.txt']) expect(zip).toContain(name);
  });
});

describe('what files have to say', () => {
  it.each([
    ['en', 'dark', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    const spoken = (await page.locator('html').getAttribute('lang')) === 'fr' ? 'fr' : 'en';
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, spoken, language, theme);
    const { compose: own } = catalogues[language];
    const said = filesWords[language];
    await begin(page);
    copyFileSync(path.join(fixtures, 'placed.png'), fileAt('lieu.png'));
    writeFileSync(fileAt('plan.txt'), 'first');
    writeFileSync(fileAt('upright.jpg'), await photograph(3000, 2000));
    await answerOpen(program.app, ['lieu.png', 'plan.txt', 'upright.jpg'].map(fileAt));
    await button(page, own.attach).click();
    await button(page, said.strip).waitFor();
    // One after the other: what the second one is when it comes to it is how it was.
    await page.locator('[data-file-menu]').nth(2).waitFor();
    writeFileSync(fileAt('plan.txt'), 'second');
    await resize(program.app, page, width, height);
    await lookAgain();
    await button(page, said.keep).waitFor();
    await page.locator('[data-file-menu]').nth(2).click();
    await page.getByRole('menuitem', { name: said.menu.smaller }).waitFor();
    await settled(page);
    await draw(page, `menu.${language}.${theme}.${String(width)}.png`);
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await page.getByRole('menuitem', { name: said.menu.smaller }).click();
    await button(page, said.smaller.not).waitFor();
    await settled(page);
    await draw(page, `notes.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
