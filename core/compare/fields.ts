/**
 * Two headers, field by field: which field of the one is which of the other, and what became of it. A field is found again by its octets,
 * then by DKIM's relaxed form, then by what it says once decoded, and what is left of a name in order. Linear in the fields.
 */
import { addedBy, type Adder } from '../headers/added-by.ts';
import { octetText } from '../headers/bytes.ts';
import type { HeaderField, HeaderItem, ParsedHeader } from '../headers/parse.ts';
import { decoded } from '../headers/unfold.ts';
import { relaxedField } from './canonical.ts';
import { inOrder } from './order.ts';

export interface ComparedHeader {
  readonly bytes: Uint8Array;
  readonly parsed: ParsedHeader;
}

/** `layout`: the same in DKIM's relaxed form. `encoding`: it says the same, otherwise encoded (RFC 2047). */
export type FieldRelation = 'same' | 'layout' | 'encoding' | 'changed' | 'added' | 'removed';

/** What differs where the relaxed form does not. */
type LayoutChange = 'name' | 'folding' | 'white-space';

interface PlacedItem {
  /** index among its header's items */
  readonly place: number;
  readonly item: HeaderItem;
}

export interface FieldRow {
  readonly relation: FieldRelation;
  /** stands elsewhere among the fields that both have */
  readonly moved: boolean;
  readonly layout: readonly LayoutChange[];
  readonly before: PlacedItem | null;
  readonly after: PlacedItem | null;
  /** who added it, for fields that came; null: it is no such field */
  readonly adder: Adder | null;
}

export interface HeaderComparison {
  /** in the order of the later header; what was removed stands behind what it stood behind */
  readonly rows: readonly FieldRow[];
  /** fields that differ in their line ends alone; they count as the same */
  readonly lineEnds: number;
}

/** Written by each server again (RFC 5321 §4.4, RFC 8601): two of them that differ are two, not one that changed. */
const TRACE =
  /^(?:received|x-received|return-path|authentication-results|received-spf|arc-.*|dkim-signature|x-google-dkim-signature|delivered-to|x-spam-.*)$/;

export function compareHeaders(before: ComparedHeader, after: ComparedHeader): HeaderComparison {
  const pairs = paired(before, after);
  const moved = movedPlaces(pairs);
  const adders = addedBy(after.parsed, after.bytes, false);
  const rows: FieldRow[] = [];
  let lineEnds = 0;
  const twins = new Map(pairs.map(([left, right]) => [right, left]));
  const kept = new Set(pairs.map(([left]) => left));
  let gone = 0;
  const removedUntil = (place: number) => {
    for (; gone < place; gone += 1) {
      const item = before.parsed.items[gone];
      if (item !== undefined && !kept.has(gone)) rows.push(alone('removed', { place: gone, item }, null));
    }
  };
  for (const [place, item] of after.parsed.items.entries()) {
    const twin = twins.get(place);
    const old = twin === undefined ? undefined : before.parsed.items[twin];
    if (twin === undefined || old === undefined) {
      rows.push(alone('added', { place, item }, adders[place]?.by ?? null));
      continue;
    }
    if (!moved.has(place)) removedUntil(twin);
    const row = told(before.bytes, old, after.bytes, item);
    if (row.relation === 'same' && raw(before.bytes, old) !== raw(after.bytes, item)) lineEnds += 1;
    rows.push({
      ...row,
      moved: moved.has(place),
      before: { place: twin, item: old },
      after: { place, item },
      adder: null,
    });
  }
  removedUntil(before.parsed.items.length);
  return { rows, lineEnds };
}

const alone = (relation: 'added' | 'removed', it: PlacedItem, adder: Adder | null): FieldRow => ({
  relation,
  moved: false,
  layout: [],
  before: relation === 'removed' ? it : null,
  after: relation === 'added' ? it : null,
  adder,
});

type Pair = readonly [before: number, after: number];

const nameOf = (item: HeaderItem): string => (item.kind === 'field' ? item.name.toLowerCase() : '');

function paired(before: ComparedHeader, after: ComparedHeader): Pair[] {
  const pairs: Pair[] = [];
  let left = [...before.parsed.items.keys()];
  let right = [...after.parsed.items.keys()];
  // One reading of each key a side; servers add on top, so that of several alike the lowest are the old ones.
  for (const key of [exactKey, relaxedKey, decodedKey, leftKey]) {
    const waiting = new Map<string, number[]>();
    for (const place of left) {
      const known = keyAt(key, before, place);
      const alike = known === null ? undefined : waiting.get(known);
      if (alike) alike.push(place);
      else if (known !== null) waiting.set(known, [place]);
    }
    const found = new Map<number, number>();
    for (const place of right.toReversed()) {
      const known = keyAt(key, after, place);
      const twin = known === null ? undefined : waiting.get(known)?.pop();
      if (twin !== undefined) found.set(place, twin);
    }
    const taken = new Set(found.values());
    for (const [place, twin] of found) pairs.push([twin, place]);
    left = left.filter((place) => !taken.has(place));
    right = right.filter((place) => !found.has(place));
  }
  return pairs;
}

type Key = (bytes: Uint8Array, item: HeaderItem) => string | null;

function keyAt(key: Key, { bytes, parsed }: ComparedHeader, place: number): string | null {
  const item = parsed.items[place];
  return item === undefined ? null : key(bytes, item);
}

const raw = (bytes: Uint8Array, item: HeaderItem): string => octetText(bytes, item);

/** Its octets, line ends apart. */
const exactKey: Key = (bytes, item) => item.lines.map((line) => octetText(bytes, line)).join('\n');

const relaxedKey: Key = (bytes, item) => (item.kind === 'field' ? relaxedField(bytes, item) : null);

const decodedKey: Key = (bytes, item) =>
  item.kind === 'field' ? `${nameOf(item)}:${decodedWords(bytes, item)}` : null;

const leftKey: Key = (_, item) =>
  item.kind === 'malformed' ? 'malformed' : TRACE.test(nameOf(item)) ? null : nameOf(item);

const decodedWords = (bytes: Uint8Array, field: HeaderField): string =>
  decoded(bytes, field).replaceAll(/\s+/g, ' ').trim();

function told(
  oldBytes: Uint8Array,
  old: HeaderItem,
  bytes: Uint8Array,
  item: HeaderItem,
): { readonly relation: FieldRelation; readonly layout: readonly LayoutChange[] } {
  if (exactKey(oldBytes, old) === exactKey(bytes, item)) return { relation: 'same', layout: [] };
  if (old.kind !== 'field' || item.kind !== 'field') return { relation: 'changed', layout: [] };
  if (relaxedField(oldBytes, old) === relaxedField(bytes, item))
    return { relation: 'layout', layout: layoutChanges(oldBytes, old, bytes, item) };
  const isSame = decodedWords(oldBytes, old) === decodedWords(bytes, item);
  return { relation: isSame ? 'encoding' : 'changed', layout: [] };
}

function layoutChanges(
  oldBytes: Uint8Array,
  old: HeaderField,
  bytes: Uint8Array,
  item: HeaderField,
): LayoutChange[] {
  // Where it is folded, white space apart.
  const folds = (of: Uint8Array, { lines }: HeaderField) =>
    lines.map((line) => octetText(of, line).replaceAll(/[ \t]/g, '').length).join(' ');
  const onOneLine = (of: Uint8Array, field: HeaderField) =>
    field.lines
      .map((line, at) => octetText(of, { start: at === 0 ? field.nameEnd : line.start, end: line.end }))
      .join('');
  const changes: LayoutChange[] = [];
  if (old.name !== item.name) changes.push('name');
  if (folds(oldBytes, old) !== folds(bytes, item)) changes.push('folding');
  if (onOneLine(oldBytes, old) !== onOneLine(bytes, item)) changes.push('white-space');
  return changes;
}

/** Places in the later header of fields that do not keep their order: all but the longest run that does. */
function movedPlaces(pairs: readonly Pair[]): ReadonlySet<number> {
  const sorted = pairs.toSorted(([left], [right]) => left - right).map(([, place]) => place);
  const kept = new Set(inOrder(sorted));
  return new Set(sorted.filter((place) => !kept.has(place)));
}
