/**
 * The Received fields of a header → the way the message took, first hop first (RFC 5321 §4.4: each server puts its own on top). Times are
 * the servers' own: a clock that is behind the one before it is called skew, not a delay.
 */
import { headerDate, type HeaderDate } from '../identifiers.ts';
import { fieldsNamed, type HeaderField, type ParsedHeader } from '../parse.ts';
import { unfolded } from '../unfold.ts';
import { encryptionOf, protocolFacts, type Encryption, type ProtocolFacts } from './encryption.ts';
import { parseReceived, type Received } from './received.ts';

export interface Hop {
  readonly field: HeaderField;
  /** of the field in the header, counted from 1 */
  readonly lines: { readonly first: number; readonly last: number };
  readonly received: Received;
  readonly protocol: ProtocolFacts | null;
  readonly encryption: Encryption;
  /** ms since the clock before it, the Date field's for the first; null when either is unknown; below zero: skew */
  readonly delay: number | null;
}

export interface Route {
  readonly hops: readonly Hop[];
  /** Received fields that are not read, the first of the way: a hostile header has any number, and those on top are of servers that one knows */
  readonly older: number;
  /** of the Date field; null when it cannot be read */
  readonly written: HeaderDate | null;
  /** index of the hop that was waited for longest; null unless one was */
  readonly slowest: number | null;
  /** ms from Date, or else the first hop, to the last hop; null when unknown */
  readonly total: number | null;
  readonly encrypted: number;
}

/** The longest ways of real mail have a few dozen hops. */
const MOST = 20_000;

export function routeOf(header: ParsedHeader, bytes: Uint8Array): Route {
  const dateField = fieldsNamed(header, 'Date')[0];
  const written = dateField ? headerDate(unfolded(bytes, dateField)) : null;
  const found = receivedFields(header);
  // Behind hops that are not read nobody knows for how long it waited.
  let before = found.length > MOST ? null : (written?.at ?? null);
  const hops = found
    .slice(0, MOST)
    .toReversed()
    .map(({ field, lines }): Hop => {
      const received = parseReceived(bytes, field);
      const protocol = protocolFacts(received.protocol);
      const at = received.date?.at ?? null;
      const delay = at === null || before === null ? null : at - before;
      if (at !== null) before = at;
      return { field, lines, received, protocol, encryption: encryptionOf(received, protocol), delay };
    });
  const first = written?.at ?? hops.find(({ received }) => received.date !== null)?.received.date?.at ?? null;
  const last = hops.findLast(({ received }) => received.date !== null)?.received.date?.at ?? null;
  return {
    hops,
    older: found.length - hops.length,
    written,
    slowest: slowestOf(hops),
    total: first === null || last === null ? null : last - first,
    encrypted: hops.filter(({ encryption }) => encryption === 'tls').length,
  };
}

interface Placed {
  readonly field: HeaderField;
  readonly lines: Hop['lines'];
}

function receivedFields({ items }: ParsedHeader): Placed[] {
  const found: Placed[] = [];
  let line = 1;
  for (const item of items) {
    const last = line + item.lines.length - 1;
    if (item.kind === 'field' && item.name.toLowerCase() === 'received')
      found.push({ field: item, lines: { first: line, last } });
    line = last + 1;
  }
  return found;
}

/** A wait of less than a second is none: servers write whole seconds. */
function slowestOf(hops: readonly Hop[]): number | null {
  let slowest: number | null = null;
  let longest = 999;
  for (const [index, { delay }] of hops.entries()) {
    if (delay === null || delay <= longest) continue;
    longest = delay;
    slowest = index;
  }
  return slowest;
}
