// The main job on a fresh machine: write, send to the practice server, and read exactly what went out.
import { mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ownedFolder } from '../../scripts/stage.ts';
import {
  answerOpen,
  answerSave,
  attached,
  button,
  drop,
  droppedBytes,
  heading,
  ready,
  send,
  write,
} from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { archived, asBase64Lines, decodedWords, fieldOf, headerOf } from './traces.ts';

const subject = 'Grüße aus Zürich – 東京で会いましょう ✉️';
const to = 'Zoë Ångström <zoe@brueckner.example>';
const cc = '山田 太郎 <taro@kyoto.example>';
const bcc = 'archive@atelier-lumen.example';
const size = 5_000_000;

let program: Launched;
let page: Page;
let folder: string;
let saved: string;
let message: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-files-'));
  chmodSync(folder, 0o755);
  writeFileSync(path.join(folder, 'programme.txt'), 'Doors open at eight.\n');
  saved = path.join(ownedFolder(folder, 'saved-'), 'message.eml');
  program = await launch();
  page = program.page;
  await ready(page);
  await heading(page, 'Every message travels in an envelope. Here you see both.').waitFor();
  await write(page, {
    to: [to],
    cc: [cc],
    bcc: [bcc],
    subject,
    body: 'Guten Tag,\n\n.a line that begins with a dot\n\nÀ bientôt\n',
  });
  await drop(page, 'stage plan.bin', size);
  await answerOpen(program.app, [path.join(folder, 'programme.txt')]);
  await button(page, 'Attach').click();
  await attached(page, 'programme.txt');
  await send(page, subject);
  await page.keyboard.press('Control+3');
  message = archived(program.profile)[0] ?? Buffer.alloc(0);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  rmSync(folder, { recursive: true, force: true });
});

const row = () => page.getByRole('option', { name: new RegExp(subject) });
const openMessage = async () => {
  await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
  await row().click();
  await heading(page, subject).waitFor();
};

describe('a message to the practice server', () => {
  it('stands in the list of practice mail with its badge, and not in Sent', async () => {
    await page.keyboard.press('Control+3');
    await page.getByText('Nothing has been sent yet').waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await row().waitFor();
    expect(await row().innerText()).toContain('practice');
    expect(await row().getByRole('img', { name: 'accepted by all' }).count()).toBe(1);
    expect(await page.getByRole('option').count()).toBe(1);
  });

  it('has left neither a draft nor a submission behind', async () => {
    await page.keyboard.press('Control+1');
    await page.getByText('No drafts').waitFor();
    await page.keyboard.press('Control+2');
    await page.getByText('Nothing is waiting').waitFor();
  });

  it('shows its header line by line, as it is on disk', async () => {
    await openMessage();
    await page.keyboard.press('Alt+1');
    await page.getByRole('checkbox', { name: 'Spaces' }).uncheck();
    const lines = page.getByRole('listbox', { name: 'Source, line by line' }).getByRole('option');
    await lines.first().waitFor();
    const header = headerOf(message).trimEnd().split('\r\n');
    expect(header.length).toBeGreaterThan(6);
    // Each line with its number in front, and its end drawn.
    const shown = await lines.allTextContents();
    expect(shown.slice(0, header.length)).toEqual(header.map((line, at) => `${at + 1}${line}CRLF`));
    await page.getByText('Equal, byte for byte, to what the server took').waitFor();
  });

  it('gives its header to the clipboard', async () => {
    await openMessage();
    await button(page, 'Copy header').click();
    const read = () => program.app.evaluate(({ clipboard }) => clipboard.readText());
    await expect
      .poll(async () => (await read()).trimEnd().split(/\r?\n/))
      .toEqual(headerOf(message).trimEnd().split('\r\n'));
  });

  it('is 7-bit clean, and its names and subject read as they were written', () => {
    expect(message.every((byte) => byte < 128)).toBe(true);
    expect(decodedWords(fieldOf(message, 'Subject') ?? '')).toBe(subject);
    expect(decodedWords(fieldOf(message, 'To') ?? '')).toContain('Zoë Ångström');
    expect(decodedWords(fieldOf(message, 'Cc') ?? '')).toContain('山田 太郎');
    expect(fieldOf(message, 'Message-ID')).toMatch(/^<[^<>\s]+@[^<>\s]+>$/);
  });

  it('holds both files, byte for byte', () => {
    const text = message.toString('latin1');
    expect(text.includes(asBase64Lines(droppedBytes(size)))).toBe(true);
    expect(text.includes(Buffer.from('Doors open at eight.\n').toString('base64'))).toBe(true);
    expect(text).toContain('stage plan.bin');
    expect(text).toContain('programme.txt');
  });

  it('shows its Bcc in the envelope and in no field', async () => {
    expect(message.includes('atelier-lumen')).toBe(false);
    await openMessage();
    await page.keyboard.press('Alt+3');
    const pairs = page.getByRole('region', { name: 'Envelope and header, side by side' });
    const hidden = pairs.getByRole('listitem').filter({ hasText: `<${bcc}>` });
    await hidden.waitFor();
    expect(await hidden.innerText()).toContain('RCPT TO');
    expect(await hidden.innerText()).toContain('not there: taken out before it went');
    await pairs.getByText('One recipient stands in no field.').waitFor();
  });

  it('shows the conversation with each reply code, and no secret', async () => {
    await openMessage();
    await page.keyboard.press('Alt+6');
    const said = page.getByRole('region', { name: 'What was said' });
    await said.getByText('Says goodbye.').waitFor();
    const text = await said.innerText();
    for (const words of ['220 ', '235 2.7.0', `RCPT TO:<${bcc}>`, '354 ', '250 2.6.0', '221 '])
      expect(text).toContain(words);
    expect(text).toContain('AUTH PLAIN ****');
    expect(text).toMatch(/TLS\s1\.3/);
  });

  it('is saved as .eml with the very bytes of the archive', async () => {
    await openMessage();
    await answerSave(program.app, saved);
    await page.keyboard.press('Control+s');
    await page.getByText('The .eml is saved.').waitFor();
    expect(readFileSync(saved).equals(message)).toBe(true);
  });
});
