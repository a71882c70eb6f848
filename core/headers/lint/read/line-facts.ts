/** What one pass over the header's octets finds of its lines: ends, lengths, octets that are no printable ASCII. Linear, bounded. */
import { utf8Length } from '../../bytes.ts';
import { OCTETS } from '../../lines.ts';
import type { ParsedHeader } from '../../parse.ts';
import type { Place } from '../model.ts';

/** The first of its kind are kept, all are counted. */
export interface Places {
  readonly first: readonly Place[];
  readonly count: number;
}

export interface LineFacts {
  /** over 998 octets (RFC 5322 §2.1.1) */
  readonly tooLong: Places;
  /** over 78, but not over 998, with white space at which it could be folded */
  readonly long: Places;
  readonly bareCr: Places;
  readonly bareLf: Places;
  readonly crlf: number;
  readonly nul: Places;
  readonly control: Places;
  /** well-formed UTF-8 */
  readonly eightBit: Places;
  /** octets beyond ASCII that are no UTF-8 */
  readonly notUtf8: Places;
  /** white space at the end of a line with text */
  readonly trailing: Places;
  /** continuation lines of white space alone */
  readonly blank: Places;
  /** items that have a `?`, as every encoded word does */
  readonly questioned: ReadonlySet<number>;
}

const KEPT = 25;

class Gathered implements Places {
  readonly first: Place[] = [];
  count = 0;
  add(item: number | null, start: number, end: number): void {
    this.count += 1;
    if (this.first.length < KEPT) this.first.push({ item, start, end });
  }
}

const LONG = 78;
const TOO_LONG = 998;

export function lineFacts(bytes: Uint8Array, header: ParsedHeader): LineFacts {
  const [tooLong, long, bareCr, bareLf, nul, control] = gatherers();
  const [eightBit, notUtf8, trailing, blank] = gatherers();
  const questioned = new Set<number>();
  let crlf = 0;
  // Counted by hand: entries() takes as long as all the rest.
  let index = -1;
  for (const item of header.items) {
    index += 1;
    let seen = 0;
    for (const line of item.lines) {
      const { start, end, lineEnd, octets } = line;
      seen |= octets;
      const length = end - start;
      if (length > TOO_LONG) tooLong.add(index, start, end);
      else if (length > LONG && isFoldable(bytes, start, end)) long.add(index, start, end);
      if (lineEnd === 'crlf') crlf += 1;
      else if (lineEnd === 'cr') bareCr.add(index, end, end + 1);
      else if (lineEnd === 'lf') bareLf.add(index, end, end + 1);
      if (isBlank(bytes[end - 1]) && length > 0) {
        let text = end;
        while (text > start && isBlank(bytes[text - 1])) text -= 1;
        if (text === start && start > item.start) blank.add(index, start, end);
        // A name without a value often has a space behind its colon.
        else if (text > start && !(item.kind === 'field' && text === item.colon + 1))
          trailing.add(index, text, end);
      }
      if ((octets & OCTETS.control) !== 0) controlsIn(bytes, index, start, end, nul, control);
      if ((octets & OCTETS.eightBit) !== 0) beyondAscii(bytes, index, start, end, eightBit, notUtf8);
    }
    if ((seen & OCTETS.question) !== 0) questioned.add(index);
  }
  if (header.separator?.lineEnd === 'lf') bareLf.add(null, header.separator.start, header.separator.next);
  else if (header.separator !== null) crlf += 1;
  return {
    tooLong,
    long,
    bareCr,
    bareLf,
    crlf,
    nul,
    control,
    eightBit,
    notUtf8,
    trailing,
    blank,
    questioned,
  };
}

const gatherers = (): [Gathered, Gathered, Gathered, Gathered, Gathered, Gathered] => [
  new Gathered(),
  new Gathered(),
  new Gathered(),
  new Gathered(),
  new Gathered(),
  new Gathered(),
];

const isControl = (octet: number) => (octet < 0x20 && octet !== 0x09) || octet === 0x7f;
const isBlank = (octet: number | undefined) => octet === 0x20 || octet === 0x09;

/** White space behind the name, or behind the white space that a continuation begins with. */
function isFoldable(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && !isBlank(bytes[at]) && bytes[at] !== 0x3a) at += 1;
  if (bytes[at] === 0x3a) at += 1;
  while (at < end && isBlank(bytes[at])) at += 1;
  while (at < end && !isBlank(bytes[at])) at += 1;
  while (at < end && isBlank(bytes[at])) at += 1;
  return at < end;
}

/** One of each kind a line: from the first such octet to the last. */
function controlsIn(
  bytes: Uint8Array,
  item: number,
  start: number,
  end: number,
  nul: Gathered,
  control: Gathered,
): void {
  const [nuls, controls] = [new Stretch(), new Stretch()];
  for (let at = start; at < end; at += 1) {
    const octet = bytes[at] ?? 0;
    if (octet === 0) nuls.reach(at, at + 1);
    else if (isControl(octet)) controls.reach(at, at + 1);
  }
  nuls.into(nul, item);
  controls.into(control, item);
}

function beyondAscii(
  bytes: Uint8Array,
  item: number,
  start: number,
  end: number,
  eightBit: Gathered,
  notUtf8: Gathered,
): void {
  const [utf8, others] = [new Stretch(), new Stretch()];
  for (let at = start; at < end;) {
    const length = utf8Length(bytes, at, end);
    if (length === 0) others.reach(at, at + 1);
    else if (length > 1) utf8.reach(at, at + length);
    at += Math.max(length, 1);
  }
  utf8.into(eightBit, item);
  others.into(notUtf8, item);
}

class Stretch {
  #start = -1;
  #end = -1;
  reach(start: number, end: number): void {
    if (this.#start < 0) this.#start = start;
    this.#end = end;
  }
  into(gathered: Gathered, item: number): void {
    if (this.#start >= 0) gathered.add(item, this.#start, this.#end);
  }
}
