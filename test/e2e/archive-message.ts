// Reads the archive's messages, and puts other bytes in the place of one, as if they had been kept there: what servers stamp cannot be
// sent from here.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Line = z.looseObject({ record: z.string() });

/** In the order in which they were built. */
export function archivedMessages(profile: string): { readonly bytes: Buffer; readonly messageId: string }[] {
  const archive = path.join(profile, 'archive');
  return readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eml'))
    .toSorted()
    .map((file) => {
      const bytes = readFileSync(path.join(archive, file));
      return { bytes, messageId: /^Message-ID:\s*(<[^>]*>)/im.exec(bytes.toString('latin1'))?.[1] ?? '' };
    });
}

/** The newest message's `.eml` becomes `header`, an empty line and a body; its record says so. */
export function replaceMessage(profile: string, header: Buffer, body = Buffer.from('Hello\r\n')): void {
  const archive = path.join(profile, 'archive');
  const name = readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eml'))
    .toSorted()
    .at(-1);
  const file = path.join(archive, name ?? '');
  const message = Buffer.concat([header, Buffer.from('\r\n\r\n'), body]);
  writeFileSync(file, message);
  const record = file.replace(/\.eml$/, '.jsonl');
  const lines = readFileSync(record, 'utf8')
    .split('\n')
    .map((line) => {
      const parsed = line === '' ? null : Line.parse(JSON.parse(line));
      if (parsed?.record !== 'message') return line;
      return JSON.stringify({ ...parsed, size: message.length, headerSize: header.length + 4 });
    });
  writeFileSync(record, lines.join('\n'));
}
