/**
 * Reads a message as what was written: the text for a draft, and the parts that are files. Of mail that was sent from here the record knows
 * what its writer typed, hidden recipients too; of other bytes, what they say.
 */
import { charsetDecoder } from '#core/headers/charsets.ts';
import { fieldsNamed, parseHeader } from '#core/headers/parse.ts';
import { unfolded } from '#core/headers/unfold.ts';
import { parameterisedValue } from '#core/headers/values/parameters.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { fromFlowed } from '#core/message/flowed.ts';
import { headingOf } from '#core/message/reuse/heading.ts';
import { writtenParts, type LeftOut } from '#core/message/reuse/parts.ts';
import { StructureScanner } from '#core/mime/scanner.ts';
import type { Part } from '#core/mime/structure.ts';
import { joined, pieces } from '../lens/bytes/byte-pages.ts';
import type { Header, LensMessage } from '../lens/message.ts';
import { decoded } from '../lens/structure/part-content.ts';
import { textOfHtml } from './html-text.ts';

export interface Letter {
  readonly content: Partial<DraftContent>;
  readonly files: readonly Part[];
  readonly leftOut: readonly LeftOut[];
}

export async function letterOf(message: LensMessage, header: Header, signal: AbortSignal): Promise<Letter> {
  const scanner = new StructureScanner();
  for await (const { bytes } of pieces(message.read, 0, message.size, signal)) scanner.push(bytes);
  signal.throwIfAborted();
  const { texts, files, leftOut } = writtenParts(scanner.finish());
  if (message.kind === 'sent') {
    const { composition } = message.view.message;
    return { content: composition, files, leftOut: [...leftOut] };
  }
  const written: string[] = [];
  for (const text of texts) written.push(await textOf(message, text, signal));
  const body = written.filter((text) => text !== '').join('\n\n');
  return { content: { ...headingOf(header), body }, files, leftOut: [...leftOut] };
}

/** Line ends LF; NUL, which no mail may hold, is left out. */
async function textOf(message: LensMessage, part: Part, signal: AbortSignal): Promise<string> {
  const octets: Uint8Array[] = [];
  for await (const piece of decoded(message, part, signal)) octets.push(piece);
  const text = decodedText(joined(octets), part.charset).replace(/\r\n?/g, '\n').replaceAll('\0', '');
  if (part.mediaType === 'text/html') return textOfHtml(text);
  const format = await formatOf(message, part);
  // The line end at the end of a message is the message's, not the writer's.
  return (format.flowed ? fromFlowed(text, format.delSp) : text).replace(/\n$/, '');
}

function decodedText(octets: Uint8Array, charset: string | null): string {
  const decode = charset === null || /^us-ascii$/i.test(charset) ? null : charsetDecoder(charset);
  if (decode !== null) return decode(octets);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    // What says nothing and is no UTF-8 is most often this.
    return new TextDecoder('windows-1252').decode(octets);
  }
}

/** RFC 3676 §3.1 */
async function formatOf(
  message: LensMessage,
  { header }: Part,
): Promise<{ flowed: boolean; delSp: boolean }> {
  const bytes = await message.read(header.start, header.end - header.start);
  const [field] = fieldsNamed(parseHeader(bytes), 'Content-Type');
  const parameters = field === undefined ? [] : parameterisedValue(unfolded(bytes, field)).parameters;
  const says = (name: string, value: string) =>
    parameters.some((one) => one.name === name && one.value.toLowerCase() === value);
  return { flowed: says('format', 'flowed'), delSp: says('delsp', 'yes') };
}
