/**
 * Reads a message as what was written: the text for a draft, and the parts that are files. Of mail that was sent from here the record knows
 * what its writer typed, hidden recipients too; of other bytes, what they say.
 */
import { joined } from '#core/headers/bytes.ts';
import { charsetDecoder } from '#core/headers/charsets.ts';
import { fieldsNamed, parseHeader } from '#core/headers/parse.ts';
import { unfolded } from '#core/headers/unfold.ts';
import { parameterisedValue } from '#core/headers/values/parameters.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { fromFlowed } from '#core/message/flowed.ts';
import { headingOf } from '#core/message/reuse/heading.ts';
import { writtenParts, type LeftOut, type WrittenParts } from '#core/message/reuse/parts.ts';
import { richPart, stillLeftOut } from '#core/message/reuse/rich-part.ts';
import { StructureScanner } from '#core/mime/scanner.ts';
import type { Part } from '#core/mime/structure.ts';
import { pieces } from '../lens/bytes/byte-pages.ts';
import type { Header, LensMessage } from '../lens/message.ts';
import { decoded } from '../lens/structure/part-content.ts';

export interface Letter {
  readonly content: Partial<DraftContent>;
  readonly files: readonly Part[];
  /** pictures of its rich text, by the addresses that it has for them: they get others once the draft has them */
  readonly pictures: ReadonlyMap<string, Part>;
  readonly leftOut: readonly LeftOut[];
}

const NONE: ReadonlyMap<string, Part> = new Map();

export async function letterOf(message: LensMessage, header: Header, signal: AbortSignal): Promise<Letter> {
  const scanner = new StructureScanner();
  for await (const { bytes } of pieces(message.read, 0, message.size, signal)) scanner.push(bytes);
  signal.throwIfAborted();
  const structure = scanner.finish();
  const written = writtenParts(structure);
  const rich = richPart(structure, written);
  const { texts, files } = written;
  if (message.kind === 'sent') {
    const { composition, attachments } = message.view.message;
    if (composition.html === undefined || rich === null)
      return { content: composition, files, pictures: NONE, leftOut: [...written.leftOut] };
    const pictures = attachments.flatMap(({ picture }): [string, Part][] => {
      const part = rich.pictures.get(picture?.contentId ?? '');
      return picture === undefined || part === undefined ? [] : [[`cid:${picture.id}`, part]];
    });
    return richLetter(composition, new Map(pictures), written);
  }
  const heading = headingOf(header);
  if (rich !== null) {
    const { pictureNames, richTextOf } = await import('#core/message/rich/reused.ts');
    const { html, picturesLeftOut } = richTextOf(await charactersOf(message, rich.html, signal));
    const pictures = pictureNames(html).flatMap((name): [string, Part][] => {
      const part = rich.pictures.get(name.slice('cid:'.length));
      return part === undefined ? [] : [[name, part]];
    });
    const letter = richLetter({ ...heading, html }, new Map(pictures), written);
    return picturesLeftOut ? { ...letter, leftOut: [...letter.leftOut, 'outside'] } : letter;
  }
  const bodies: string[] = [];
  for (const text of texts) bodies.push(await textOf(message, text, signal));
  const body = bodies.filter((text) => text !== '').join('\n\n');
  return { content: { ...heading, body }, files, pictures: NONE, leftOut: [...written.leftOut] };
}

/** A picture that stands in the text is no file beside it. */
function richLetter(
  content: Partial<DraftContent>,
  pictures: ReadonlyMap<string, Part>,
  { files, leftOut }: WrittenParts,
): Letter {
  const within = new Set(pictures.values());
  return {
    content,
    files: files.filter((part) => !within.has(part)),
    pictures,
    leftOut: stillLeftOut(leftOut),
  };
}

/** As it was typed. */
async function textOf(message: LensMessage, part: Part, signal: AbortSignal): Promise<string> {
  const text = await charactersOf(message, part, signal);
  if (part.mediaType === 'text/html') {
    const { textOfRich } = await import('#core/message/rich/text.ts');
    return textOfRich(text);
  }
  const format = await formatOf(message, part);
  // The line end at the end of a message is the message's, not the writer's.
  return (format.flowed ? fromFlowed(text, format.delSp) : text).replace(/\n$/, '');
}

/** Line ends LF; NUL, which no mail may hold, is left out. */
async function charactersOf(message: LensMessage, part: Part, signal: AbortSignal): Promise<string> {
  const octets: Uint8Array[] = [];
  for await (const piece of decoded(message, part, signal)) octets.push(piece);
  return decodedText(joined(octets), part.charset).replace(/\r\n?/g, '\n').replaceAll('\0', '');
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
