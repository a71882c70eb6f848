/** Messages of every mode, built by the program's own parts from drafts and files on the disk, for those that read them. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import type { DraftContent } from '#core/message/draft.ts';
import { AttachmentId } from '#core/message/ids.ts';
import { messageOptions } from '#core/message/message-options.ts';
import { asItGoes } from '#electron/compose/as-it-goes.ts';
import { messageBytes } from '#electron/outbox/making/build-message.ts';
import type { AttachmentSource } from '#electron/outbox/ports.ts';
import { content, identity } from '../../core/message/drafts.ts';
import { OTHER_PICTURE_ID, PICTURE_ID } from '../../core/message/rich/rich-text.ts';

const MESSAGE_ID = '<01KAQ5Z9G0000000000000000A.mwt7reo0@example.org>';

/** A PNG of one colour. */
export function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Uint8Array => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height, 0x40);
  for (let row = 0; row < height; row += 1) rows[row * (width * 3 + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

interface LetterFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** it is a picture of the text, and its id */
  readonly picture?: string;
}

export const picture = (name = 'Étage 3.png', id = PICTURE_ID): LetterFile => ({
  name,
  mediaType: 'image/png',
  bytes: png(40, 30),
  picture: id,
});
export const secondPicture = (): LetterFile => picture('logo.png', OTHER_PICTURE_ID);

let count = 0;

export function sourcesOf(files: readonly LetterFile[], folder: string): AttachmentSource[] {
  return files.map(({ name, mediaType, bytes, picture: id }) => {
    count += 1;
    const place = path.join(folder, `file-${String(count)}`);
    writeFileSync(place, bytes);
    return {
      id: AttachmentId.parse(id ?? String(count).padStart(26, '0')),
      name,
      mediaType,
      size: bytes.length,
      state: 'ready',
      path: place,
      ...(id === undefined ? {} : { inline: true as const }),
    };
  });
}

/** The bytes that Send would hand over. */
export async function letter(
  changes: Partial<DraftContent>,
  sources: readonly AttachmentSource[] = [],
): Promise<Buffer> {
  const going = await asItGoes(content(changes), sources, MESSAGE_ID);
  const options = messageOptions(going.content, identity(), {
    messageId: MESSAGE_ID,
    date: new Date(Date.UTC(2026, 10, 23, 12)),
    html: going.html,
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of messageBytes(options, going.sources)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
