// A message that is attached goes as a message where it is 7-bit clean, byte for byte, and as opaque bytes where it is not.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { AttachmentId } from '#core/message/ids.ts';
import { messageBytes } from '#electron/outbox/making/build-message.ts';
import { bytesOf, structureOf } from '../../core/mime/reading.ts';
import { temporaryFolder } from '../database/folder.ts';

const options = {
  from: { name: '', address: 'a@example.org' },
  to: [{ name: '', address: 'b@example.org' }],
  cc: [],
  subject: 'Fwd: x',
  text: 'See below.\r\n',
  messageId: '<x@example.org>',
  date: new Date(0),
};

async function partsWith(attached: string) {
  const file = path.join(temporaryFolder(), 'm.eml');
  writeFileSync(file, attached);
  const source = {
    id: AttachmentId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'),
    name: 'm.eml',
    size: bytesOf(attached).length,
    mediaType: 'message/rfc822',
    state: 'ready' as const,
    path: file,
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of messageBytes(options, [source])) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const part = structureOf(bytes).parts.find(({ number }) => number === '2');
  return { part, body: bytes.subarray(part?.body.start, part?.body.end) };
}

const clean = 'From: c@example.org\r\nSubject: inner\r\n\r\n.dot\r\nlast line\r\n';

it.each([clean, clean.trimEnd()])('is the same bytes when they are clean: %j', async (message) => {
  const { part, body } = await partsWith(message);
  expect([part?.mediaType, part?.encodingTold, part?.disposition]).toEqual([
    'message/rfc822',
    '7bit',
    'attachment',
  ]);
  expect(body.toString()).toBe(message);
});

it.each([
  ['a bare LF', 'Subject: x\n\nText\n'],
  ['a bare CR', 'Subject: x\r\n\r\na\rb\r\n'],
  ['what is not ASCII', 'Subject: x\r\n\r\né\r\n'],
  ['NUL', 'Subject: x\r\n\r\n\0\r\n'],
  ['a line that is too long', `Subject: x\r\n\r\n${'x'.repeat(999)}\r\n`],
])('goes as opaque bytes with %s', async (_, message) => {
  const { part, body } = await partsWith(message);
  expect([part?.mediaType, part?.encodingTold]).toEqual(['application/octet-stream', 'base64']);
  expect(Buffer.from(body.toString(), 'base64').equals(Buffer.from(message))).toBe(true);
});
