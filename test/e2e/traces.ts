// What the program leaves behind and holds: archived messages in a profile, the page's memory, and where a secret stands in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** The bytes of every message archived in a profile, in the order they were made. */
export function archived(profile: string): Buffer[] {
  const folder = path.join(profile, 'archive');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eml'))
    .sort((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1))
    .map((file) => readFileSync(path.join(folder, file)));
}

/** The header of a message, up to the empty line; each field ends CRLF. */
export function headerOf(message: Buffer): string {
  return message.subarray(0, message.indexOf('\r\n\r\n') + 2).toString('latin1');
}

/** A field's value, unfolded (RFC 5322 §2.2.3); undefined when the header has no such field. */
export function fieldOf(message: Buffer, name: string): string | undefined {
  const unfolded = headerOf(message).replace(/\r\n(?=[ \t])/g, '');
  return new RegExp(`^${name}: ?(.*)$`, 'im').exec(unfolded)?.[1]?.trimEnd();
}

/** Encoded words read as a mail program reads them (RFC 2047). */
export function decodedWords(text: string): string {
  return text
    .replace(/(?<=\?=)\s+(?==\?)/g, '')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
      encoding.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString() : quoted(word),
    );
}

function quoted(word: string): string {
  const bytes = word
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** A file's bytes as they stand in a message: base64 in lines of 76 (RFC 2045 §6.8). */
export function asBase64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n');
}

/** Everything that the page's memory holds, as its own debugger writes it down. */
export async function heapOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', {});
  await session.detach();
  return Buffer.from(chunks.join(''), 'utf8');
}
