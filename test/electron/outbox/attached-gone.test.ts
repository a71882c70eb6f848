// An attached file that shrinks, grows or goes away while it is read: no message comes of it, and the words say which file.
import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { AttachmentId } from '#core/message/ids.ts';
import { chosenFile, viewOf } from '#electron/drafts/attached-file.ts';
import { messageBytes } from '#electron/outbox/making/build-message.ts';
import { temporaryFolder } from '../database/folder.ts';

const options = {
  from: { name: '', address: 'a@example.org' },
  to: [{ name: '', address: 'b@example.org' }],
  cc: [],
  subject: 'Two files',
  text: 'See below.\r\n',
  messageId: '<x@example.org>',
  date: new Date(0),
};

const ids = ['01BX5ZZKBKACTAV9WEVGEMMVRZ', '01BX5ZZKBKACTAV9WEVGEMMVS0'];

/** What becomes of a message of two files, one of which is met with something while the first is being read. */
async function builtWhile(what: (first: string, second: string) => void): Promise<unknown> {
  const folder = temporaryFolder();
  const paths = ['first.bin', 'second.bin'].map((name) => path.join(folder, name));
  for (const file of paths) writeFileSync(file, Buffer.alloc(5_000_000, 7));
  const sources = await Promise.all(
    paths.map(async (file, at) => {
      const stored = await chosenFile(AttachmentId.parse(ids[at]), file);
      return { ...(await viewOf(stored, file)), path: file };
    }),
  );
  const [first = '', second = ''] = paths;
  let bytes = 0;
  try {
    for await (const chunk of messageBytes(options, sources)) {
      if (bytes < 1_000_000 && bytes + chunk.length >= 1_000_000) what(first, second);
      bytes += chunk.length;
    }
    return bytes;
  } catch (error) {
    return error;
  }
}

const problem = (code: string, value: string) => ({
  error: { code: 'draft-problems', problems: [{ code, field: 'attachments', value }] },
});

it('is whole when nothing happens', async () => {
  expect(await builtWhile(() => undefined)).toBeGreaterThan(13_000_000);
});

it.each([
  ['shrinks', (file: string) => truncateSync(file, 2_000_000)],
  ['grows', (file: string) => appendFileSync(file, 'more')],
] as const)('does not come of a file that %s while it is read', async (_, what) => {
  expect(await builtWhile(what)).toMatchObject(problem('attachment-changed', 'first.bin'));
});

it.each([
  ['while it is read', (first: string) => rmSync(first), 'first.bin'],
  ['before it is its turn', (_: string, second: string) => rmSync(second), 'second.bin'],
  ['with its drive', (_: string, second: string) => renameSync(second, `${second}.gone`), 'second.bin'],
] as const)('does not come of a file that goes away %s', async (_, what, name) => {
  expect(await builtWhile(what)).toMatchObject(problem('attachment-missing', name));
});
