/**
 * One message as the rules look at it: fields by name, their octets, what was found of lines and body. Everything is read once, when
 * the first rule asks; `steps` counts the octets handed out, so that a test can tell that work grows with the message and no faster.
 */
import { octetText } from '../../bytes.ts';
import type { HeaderField, HeaderItem, ParsedHeader } from '../../parse.ts';
import type { Origin, Place, SendingFacts } from '../model.ts';
import { addressField, type AddressField } from './addresses.ts';
import type { BodyFacts, Entity } from './body.ts';
import { entityOf } from './entity.ts';
import { lineFacts, type LineFacts } from './line-facts.ts';
import { wordsIn, type Word } from './words.ts';

/** A field of the message's header or of a part's; `base` is where its bytes begin in the message. */
export interface LintField {
  /** in lower case */
  readonly name: string;
  readonly item: HeaderField;
  readonly bytes: Uint8Array;
  readonly base: number;
  /** among the header's items; null in a part */
  readonly index: number | null;
}

interface Malformed extends Place {
  readonly reason: Extract<HeaderItem, { kind: 'malformed' }>['reason'];
}

export interface LintInput {
  /** of the header at least */
  readonly bytes: Uint8Array;
  readonly header: ParsedHeader;
  readonly origin: Origin;
  /** null: the body was not read, or not yet */
  readonly body: BodyFacts | null;
  readonly sending: SendingFacts | null;
  /** ms since the epoch */
  readonly now: number;
}

const isWhite = (octet: number | undefined) =>
  octet === 0x20 || (octet !== undefined && octet >= 0x09 && octet <= 0x0d);

export class Linted {
  readonly bytes: Uint8Array;
  readonly header: ParsedHeader;
  readonly origin: Origin;
  readonly body: BodyFacts | null;
  readonly sending: SendingFacts | null;
  readonly now: number;
  readonly fields: readonly LintField[];
  readonly #named = new Map<string, LintField[]>();
  readonly #values = new Map<LintField, string>();
  readonly #addresses = new Map<LintField, AddressField>();
  #lines: LineFacts | undefined;
  #entities: readonly Entity[] | undefined;
  #words: readonly Word[] | undefined;
  #malformed: readonly Malformed[] | undefined;
  steps = 0;

  constructor({ bytes, header, origin, body, sending, now }: LintInput) {
    this.bytes = bytes;
    this.header = header;
    this.origin = origin;
    this.body = body;
    this.sending = sending;
    this.now = now;
    this.fields = fieldsOf(header, bytes);
    for (const field of this.fields) {
      const held = this.#named.get(field.name);
      if (held) held.push(field);
      else this.#named.set(field.name, [field]);
    }
  }

  /** Names in their order of first appearance, in lower case. */
  get names(): Iterable<string> {
    return this.#named.keys();
  }

  named(...names: readonly string[]): readonly LintField[] {
    const found = names.flatMap((name) => this.#named.get(name) ?? []);
    this.steps += found.length;
    return found;
  }

  /** Lines that are no field, for this reason. */
  malformed(reason: Malformed['reason']): readonly Malformed[] {
    this.#malformed ??= malformedOf(this.header);
    return this.#malformed.filter((one) => one.reason === reason);
  }

  /** Whether a field begins so, by the names alone: most messages have a few dozen, however many fields. */
  hasFamily(prefix: string): boolean {
    for (const name of this.#named.keys()) if (name.startsWith(prefix)) return true;
    return false;
  }

  has(name: string): boolean {
    return this.#named.has(name);
  }

  /** What stands behind the colon, one character an octet, folds and the last line end included: offsets are the bytes'. */
  raw(field: LintField): string {
    let text = this.#values.get(field);
    if (text === undefined) {
      text = octetText(field.bytes, { start: field.item.colon + 1, end: field.item.end });
      this.#values.set(field, text);
    }
    this.steps += text.length;
    return text;
  }

  /** Nothing but white space and line ends: asked of every field, and answered without its text. */
  isEmpty({ bytes, item }: LintField): boolean {
    let at = item.colon + 1;
    while (at < item.end && isWhite(bytes[at])) at += 1;
    this.steps += at - item.colon;
    return at >= item.end;
  }

  /** The value, unfolded (RFC 5322 §2.2.3) and without white space at its ends. */
  text(field: LintField): string {
    return this.raw(field)
      .replaceAll(/\r?\n(?=[ \t])|\r?\n$/g, '')
      .trim();
  }

  addresses(field: LintField): AddressField {
    let read = this.#addresses.get(field);
    if (read === undefined) {
      read = addressField(this.raw(field));
      this.#addresses.set(field, read);
    }
    this.steps += read.mailboxes.length;
    return read;
  }

  get lines(): LineFacts {
    this.#lines ??= lineFacts(this.bytes, this.header);
    return this.#lines;
  }

  /** Encoded words of the header, and what looks like one. */
  get words(): readonly Word[] {
    this.#words ??= wordsIn(this);
    this.steps += this.#words.length;
    return this.#words;
  }

  /** The message itself, then its parts as far as the body was read. */
  get entities(): readonly Entity[] {
    this.#entities ??= this.body?.entities ?? [entityOf(this.fields, 0, null)];
    this.steps += this.#entities.length;
    return this.#entities;
  }

  /** The whole field, or a stretch of its value. */
  place(field: LintField, within?: { readonly start: number; readonly end: number }): Place {
    const { item, base, index } = field;
    if (within === undefined) return { item: index, start: base + item.start, end: base + item.end };
    const from = base + item.colon + 1;
    return { item: index, start: from + within.start, end: from + within.end };
  }
}

function malformedOf({ items }: ParsedHeader): Malformed[] {
  const found: Malformed[] = [];
  let index = -1;
  for (const item of items) {
    index += 1;
    if (item.kind === 'malformed')
      found.push({ item: index, start: item.start, end: item.end, reason: item.reason });
  }
  return found;
}

export function fieldsOf(header: ParsedHeader, bytes: Uint8Array, base: number | null = null): LintField[] {
  const fields: LintField[] = [];
  let index = -1;
  for (const item of header.items) {
    index += 1;
    if (item.kind !== 'field') continue;
    fields.push({
      name: item.name.toLowerCase(),
      item,
      bytes,
      base: base ?? 0,
      index: base === null ? index : null,
    });
  }
  return fields;
}
