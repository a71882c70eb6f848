/** Files handed over to be saved: whole or not at all, in one window, under a name that harms nobody. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArrivingFiles } from '#electron/saving/arriving.ts';
import { savedName } from '#electron/saving/file-name.ts';

const WINDOW = 1;
const bytes = (text: string) => new TextEncoder().encode(text);
let folder: string;
let target: string;
let files: ArrivingFiles;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-saving-'));
  target = path.join(folder, 'quote.pdf');
  files = new ArrivingFiles();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is handed over', () => {
  it('is its pieces in their order, though nobody waited between them', async () => {
    const id = await files.begin(target, WINDOW);
    await Promise.all(['one ', 'two ', 'three'].map((piece) => files.chunk(id, WINDOW, bytes(piece))));
    await files.finish(id, WINDOW);
    expect(readFileSync(target, 'utf8')).toBe('one two three');
    expect(readdirSync(folder)).toEqual(['quote.pdf']);
  });

  it('leaves what stood there until it is whole, and nothing when it is given up', async () => {
    writeFileSync(target, 'before');
    const id = await files.begin(target, WINDOW);
    await files.chunk(id, WINDOW, bytes('half'));
    expect(readFileSync(target, 'utf8')).toBe('before');
    await files.abort(id, WINDOW);
    expect(readdirSync(folder)).toEqual(['quote.pdf']);
    expect(readFileSync(target, 'utf8')).toBe('before');
  });

  it('is given up when its window is closed', async () => {
    const id = await files.begin(target, WINDOW);
    await files.forgetWindow(WINDOW);
    expect(readdirSync(folder)).toEqual([]);
    await expect(files.finish(id, WINDOW)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  it('is not there for another window', async () => {
    const id = await files.begin(target, WINDOW);
    await expect(files.chunk(id, 2, bytes('x'))).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  it('ends in the disk’s reason where its place cannot be written to', async () => {
    const nowhere = path.join(folder, 'gone', 'quote.pdf');
    await expect(files.begin(nowhere, WINDOW)).rejects.toMatchObject({ error: { code: 'disk' } });
  });
});

describe('a name that strangers wrote', () => {
  it.each([
    ['quote.pdf', 'quote.pdf'],
    ['1234/../../1234.txt', '1234.txt'],
    ['C:\\Windows\\evil.exe', 'evil.exe'],
    ['.bashrc', 'bashrc'],
    ['aux.txt', 'part.bin'],
    ['..', 'part.bin'],
    ['', 'part.bin'],
    ['annex\u202Efdp.exe', 'annex fdp.exe'],
    ['a\u0000b\r\nc.txt', 'a b c.txt'],
    ['契約書.pdf', '契約書.pdf'],
    [`${'x'.repeat(500)}.pdf`, `${'x'.repeat(116)}.pdf`],
  ])('%j is offered as %j', (written, offered) => {
    expect(savedName(written, 'part.bin')).toBe(offered);
  });
});
