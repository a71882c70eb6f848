/** The fields of one header as the view walks through them: each read when it is first drawn, who added it, what its height may be. */
import { addedBy, type Added } from '#core/headers/added-by.ts';
import { messageIds } from '#core/headers/identifiers.ts';
import type { HeaderItem } from '#core/headers/parse.ts';
import { decoded, unfolded } from '#core/headers/unfold.ts';
import { valueKind } from '#core/headers/values/kinds.ts';
import { readField, type Reading } from '#core/headers/values/reading.ts';
import type { Header } from '../message.ts';

/** Listed at most: a browser's scroll height ends somewhere. The source has all. */
const MOST = 200_000;
/** Message-IDs that Sent is asked for. */
const ASKED = 200;
/** Characters that the clipboard call takes. */
const CLIPBOARD = 8_000_000;
/** Readings that are kept. */
const KEPT = 2000;

/** What servers write on the way (RFC 5321 §4.4) and at delivery. */
const isTrace = (name: string) => /^(?:received|return-path|delivered-to)$/i.test(name);

export class FieldList {
  readonly items: readonly HeaderItem[];
  readonly added: readonly Added[];
  /** no server has written anything into it: as it left this program */
  readonly unstamped: boolean;
  /** of all items, those that are a field */
  readonly fields: number;
  /** items that are not listed */
  readonly left: number;
  readonly #header: Header;
  readonly #readings = new Map<number, Reading>();

  /** `sent`: from the archive, so that nobody else wrote in it unless it bears a trace of that. */
  constructor(header: Header, sent: boolean) {
    this.#header = header;
    this.items = header.parsed.items.slice(0, MOST);
    this.fields = header.parsed.items.filter(({ kind }) => kind === 'field').length;
    this.left = header.parsed.items.length - this.items.length;
    this.unstamped = sent && !this.items.some((item) => item.kind === 'field' && isTrace(item.name));
    this.added = addedBy(header.parsed, header.bytes, this.unstamped);
  }

  /** Undefined for lines that are no field. */
  reading(place: number): Reading | undefined {
    const held = this.#readings.get(place);
    const item = this.items[place];
    if (held !== undefined || item?.kind !== 'field') return held;
    if (this.#readings.size >= KEPT) this.#readings.clear();
    const made = readField(this.#header.bytes, item);
    this.#readings.set(place, made);
    return made;
  }

  /** Every field on a line of its own, unfolded and decoded; lines that are none are left out. */
  decodedText(): string {
    const lines = this.#header.parsed.items.map((item) => {
      if (item.kind !== 'field') return '';
      const reading = valueKind(item.name) === 'parameters' ? readField(this.#header.bytes, item) : null;
      const value =
        reading?.kind === 'parameters'
          ? [reading.value, ...reading.parameters.map((one) => `${one.name}=${one.value}`)].join('; ')
          : decoded(this.#header.bytes, item);
      return `${item.name}: ${value}\n`;
    });
    return lines.join('').slice(0, CLIPBOARD);
  }

  /** px: a line for each seventy octets of the value. */
  guess(place: number): number {
    const item = this.items[place];
    const octets = item === undefined ? 0 : item.end - item.start;
    return 13 + 20 * Math.min(24, Math.max(1, Math.ceil(octets / 70)));
  }

  /** Message-IDs in the header, but for `own`, with their angle brackets. */
  identifiers(own: string): string[] {
    const names = new Set<string>();
    for (const item of this.items) {
      if (names.size >= ASKED) break;
      if (item.kind !== 'field' || valueKind(item.name) !== 'ids' || item.end - item.start > 100_000)
        continue;
      for (const { whole } of messageIds(unfolded(this.#header.bytes, item)))
        if (whole.length <= 1000 && names.size < ASKED) names.add(whole);
    }
    names.delete(own);
    return [...names];
  }
}
