/** Files opened for reading: by position, in one window, as long as they are the files that were opened. */
import { mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenedFileId } from '#core/contract/opened.ts';
import { Opened } from '#electron/opened/opened.ts';
import { OpenedFiles } from '#electron/opened/files.ts';
import { filesNamed } from '#electron/opened/operands.ts';
import { pastedHeader } from '#electron/opened/pasted.ts';

const WINDOW = 1;
let folder: string;
let file: string;
let files: OpenedFiles;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-opened-'));
  file = path.join(folder, 'bounce.eml');
  writeFileSync(file, 'Subject: x\r\n\r\nbody');
  files = new OpenedFiles();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function opened(): Promise<OpenedFileId> {
  const [first] = await files.add([file], WINDOW);
  if (first?.state !== 'open') throw new Error('not opened');
  return first.id;
}

describe('an opened file', () => {
  it('is known by name and size, not by its path', async () => {
    const [first] = await files.add([file], WINDOW);
    expect(first).toMatchObject({ state: 'open', name: 'bounce.eml', size: 18 });
    expect(JSON.stringify(first)).not.toContain(folder);
  });

  it('is read by position', async () => {
    const { bytes, total } = await files.read(await opened(), WINDOW, 9, 4);
    expect([Buffer.from(bytes).toString(), total]).toEqual(['x\r\n\r', 18]);
  });

  it('has no bytes behind its end', async () => {
    expect((await files.read(await opened(), WINDOW, 100, 10)).bytes).toHaveLength(0);
  });

  it('exists in no other window', async () => {
    await expect(files.read(await opened(), 2, 0, 1)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  it('of which the part that is asked for alone is read', async () => {
    const large = path.join(folder, 'large.eml');
    writeFileSync(large, 'Subject: large\r\n\r\n');
    truncateSync(large, 50_000_000_000);
    const [first] = await files.add([large], WINDOW);
    if (first?.state !== 'open') throw new Error('not opened');
    const { bytes } = await files.read(first.id, WINDOW, 0, 18);
    expect(Buffer.from(bytes).toString()).toBe('Subject: large\r\n\r\n');
    expect(first.size).toBe(50_000_000_000);
  });

  it('that is gone says so', async () => {
    const id = await opened();
    rmSync(file);
    await expect(files.read(id, WINDOW, 0, 1)).rejects.toMatchObject({ error: { reason: 'gone' } });
  });

  it('that was changed is not read as if it were the same', async () => {
    const id = await opened();
    writeFileSync(file, 'Subject: y\r\n\r\nlonger');
    await expect(files.read(id, WINDOW, 0, 1)).rejects.toMatchObject({ error: { reason: 'changed' } });
  });

  it('whose place another file took is not read', async () => {
    const id = await opened();
    writeFileSync(`${file}.new`, 'Subject: z\r\n\r\nbody');
    renameSync(`${file}.new`, file);
    await expect(files.read(id, WINDOW, 0, 1)).rejects.toMatchObject({ error: { reason: 'changed' } });
  });

  it('is left as it was', async () => {
    const id = await opened();
    await files.read(id, WINDOW, 0, 18);
    files.close(id, WINDOW);
    expect(readFileSync(file, 'latin1')).toBe('Subject: x\r\n\r\nbody');
    await expect(files.read(id, WINDOW, 0, 1)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  it('is closed by its own window alone', async () => {
    const id = await opened();
    files.close(id, 2);
    expect((await files.read(id, WINDOW, 0, 7)).bytes).toHaveLength(7);
  });

  it.each([
    ['a folder', (): string => folder, 'not-a-file'],
    ['a device', (): string => '/dev/null', 'not-a-file'],
    ['nothing', (): string => path.join(folder, 'none.eml'), 'gone'],
  ] as const)('is not %s', async (_, place, reason) => {
    expect(await files.add([place()], WINDOW)).toEqual([
      { state: 'failed', name: path.basename(place()), reason },
    ]);
  });

  it('is one of 500 at most: the oldest is forgotten', async () => {
    const first = await opened();
    await files.add(
      Array.from({ length: 500 }, () => file),
      WINDOW,
    );
    await expect(files.read(first, WINDOW, 0, 1)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });
});

describe('a file that a start of the program named', () => {
  it('waits until the page of its window is there, and is handed over once', async () => {
    const told: number[] = [];
    const handed = new Opened((windowId) => told.push(windowId));
    handed.hand(WINDOW, [file]);
    expect(told).toEqual([]);
    handed.ready(WINDOW);
    expect(told).toEqual([WINDOW]);
    expect(await handed.take(2)).toEqual([]);
    expect(await handed.take(WINDOW)).toMatchObject([{ state: 'open', name: 'bounce.eml' }]);
    expect(await handed.take(WINDOW)).toEqual([]);
  });

  it.each([
    [['a.eml'], ['/home/a/mail/a.eml']],
    [['/tmp/b.eml', '/tmp/b.eml'], ['/tmp/b.eml']],
    [['file:///tmp/with%20space.eml'], ['/tmp/with space.eml']],
    [['mailto:anna@example.org', 'https://example.org/'], []],
    [['file://elsewhere/%zz', 'bad\0name'], []],
  ])('%j is %j', (operands, paths) => {
    expect(filesNamed({ operands, folder: '/home/a/mail' })).toEqual(paths);
  });
});

describe('the clipboard', () => {
  it('comes to the page when it begins as a header does', () => {
    const pasted = pastedHeader('\n\nReceived: from a by b; Mon, 23 Nov 2026 09:15:28 +0100\nSubject: x\n');
    expect(pasted.found === 'header' && Buffer.from(pasted.bytes).toString()).toMatch(/^Received: from a/);
  });

  it.each([
    ['correct horse battery staple', 'no-header'],
    ['https://example.org/: a page\nand another', 'no-header'],
    ['   \n', 'none'],
  ])('stays in main when it holds “%s”', (text, found) => {
    expect(pastedHeader(text)).toEqual({ found });
  });
});
