import { mkdtemp, readFile, readdir, rm, writeFile, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '#core/contract/errors.ts';
import { fileNameFor, saveCopy } from '#electron/host/save-copy.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'facteur-save-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('saving a copy of a message', () => {
  it('copies the exact bytes over what was there and leaves nothing else', async () => {
    const bytes = Buffer.from('Subject: caf\xe9\r\n\r\n.\r\n', 'latin1');
    await writeFile(path.join(folder, 'source'), bytes);
    await writeFile(path.join(folder, 'copy.eml'), 'older');
    await saveCopy(path.join(folder, 'source'), path.join(folder, 'copy.eml'));
    expect(await readFile(path.join(folder, 'copy.eml'))).toEqual(bytes);
    expect((await readdir(folder)).sort()).toEqual(['copy.eml', 'source']);
  });

  it('says that the disk failed, and keeps what was there', async () => {
    await mkdir(path.join(folder, 'copy.eml'));
    await writeFile(path.join(folder, 'source'), 'x');
    const saving = saveCopy(path.join(folder, 'source'), path.join(folder, 'copy.eml'));
    await expect(saving).rejects.toThrow(AppFailure);
    expect((await readdir(folder)).sort()).toEqual(['copy.eml', 'source']);
  });
});

describe('a file name made of a subject', () => {
  it.each([
    ['Quote 2026-118 — Théâtre', 'Quote 2026-118 — Théâtre.eml'],
    ['../../etc/passwd', 'etc passwd.eml'],
    ['a\u0000b\nc\td:e|f', 'a b c d e f.eml'],
    ['\u202Egpj.exe', 'gpj.exe.eml'],
    ['.hidden. ', 'hidden.eml'],
    ['CON', '01ID.eml'],
    ['nul.txt', '01ID.eml'],
    ['///', '01ID.eml'],
    ['', '01ID.eml'],
  ])('%j becomes %j', (subject, name) => {
    expect(fileNameFor(subject, '01ID')).toBe(name);
  });

  it('is short enough for every file system', () => {
    expect(Buffer.byteLength(fileNameFor('é'.repeat(5000), 'x'))).toBeLessThan(255);
    expect(Buffer.byteLength(fileNameFor('𝒳'.repeat(5000), 'x'))).toBeLessThan(255);
  });
});
