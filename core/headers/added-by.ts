/**
 * Who added each field of a header: the program that wrote it, the server that first took it, a relay on the way, a mailing list, the last
 * server at delivery. Judged by where a field stands, since servers put theirs on top (RFC 5321 §4.4, RFC 5322 §3.6.7), and by names that
 * only they write, and by the server's own name in Authentication-Results. It is inferred: anybody who had the message can have written anything.
 */
import type { HeaderField, HeaderItem, ParsedHeader } from './parse.ts';
import { parseReceived } from './route/received.ts';
import { unfoldedOctets } from './unfold.ts';
import { withoutComments } from './values/comments.ts';

export type Adder = 'composer' | 'submission' | 'relay' | 'list' | 'delivery' | 'nobody';

/**
 * `archived`: these are the bytes that the composer made. `no-received`: no server has stamped it. `below-first`: it stands below the first
 * server's Received. `server-name`: below it too, but only servers write this name. `signing`:
 * below it too, but a signature, which the first server may have put there before its stamp. `stamp`: a Received field. `above-stamp`: it stands
 * above that Received field. `own-name`: it names the server that has this stamp. `list-name`, `delivery-name`: only lists, or servers at delivery, write this name. `no-field`: these lines are
 * no field.
 */
type AddedBecause =
  | 'archived'
  | 'no-received'
  | 'below-first'
  | 'server-name'
  | 'signing'
  | 'stamp'
  | 'above-stamp'
  | 'own-name'
  | 'list-name'
  | 'delivery-name'
  | 'no-field';

export interface Added {
  readonly by: Adder;
  readonly because: AddedBecause;
  /** place of the Received field that it was judged by; null: by none */
  readonly stamp: number | null;
}

/** Written at the final delivery (RFC 5321 §4.4; the others by custom). */
const delivery =
  /^(?:return-path|delivered-to|x-original-to|envelope-to|x-envelope-to|x-delivered-to|x-gmail-labels|x-mozilla-.*|x-uidl?|x-keywords|status|x-status|content-length|x-antiabuse)$/;
const list =
  /^(?:list-.*|x-list-.*|x-mailman-.*|x-beenthere|x-mailing-list|mailing-list|x-sympa-.*|precedence|x-listar-.*|x-original-from)$/;
/** Never written by composers. */
const server =
  /^(?:received-spf|authentication-results|x-authentication-.*|arc-.*|x-spam-.*|x-rspamd-.*|x-virus-.*|x-ms-exchange-.*|x-forefront-.*|x-google-smtp-source|x-gm-message-state|x-received|x-originating-ip|x-auth-id|x-authenticated-.*|x-sender-id|x-source(?:-.*)?|x-get-message-sender-via|feedback-id|x-sg-.*|x-ses-.*|x-mailgun-.*|x-report-abuse.*|x-proofpoint-.*|x-barracuda-.*|x-amavis-.*)$/;

const signature = /^(?:dkim-signature|domainkey-signature|x-google-dkim-signature)$/;

/** `archived`: the header is the archive's, as it left this program. One entry an item, in the items' order; linear. */
export function addedBy(header: ParsedHeader, bytes: Uint8Array, archived: boolean): Added[] {
  const { items } = header;
  const stamps = archived ? new Map<string, number>() : stampsByHost(items, bytes);
  const first = items.findLastIndex(isReceived);
  const last = items.findIndex(isReceived);
  let below: number | null = null;
  const found: Added[] = [];
  // From the bottom, so that the stamp below each field is known.
  for (let place = items.length - 1; place >= 0; place -= 1) {
    const item = items[place];
    if (item === undefined) continue;
    if (isReceived(item)) below = place;
    found.push(archived ? judgedHere(item) : judged(item, { first, last, place, below, stamps }, bytes));
  }
  return found.toReversed();
}

const isReceived = (item: HeaderItem) => item.kind === 'field' && item.name.toLowerCase() === 'received';
const noField: Added = { by: 'nobody', because: 'no-field', stamp: null };

const judgedHere = (item: HeaderItem): Added =>
  item.kind === 'field' ? { by: 'composer', because: 'archived', stamp: null } : noField;

interface Place {
  /** places of the first server's stamp, which is the lowest, and of the last one's; -1: there is none */
  readonly first: number;
  readonly last: number;
  readonly place: number;
  readonly below: number | null;
  /** places of stamps by the name of their server, in lower case */
  readonly stamps: ReadonlyMap<string, number>;
}

function judged(item: HeaderItem, where: Place, bytes: Uint8Array): Added {
  const { first, last, place, below, stamps } = where;
  if (item.kind !== 'field') return noField;
  const name = item.name.toLowerCase();
  const adderAt = (stamp: number): Adder =>
    stamp === first ? 'submission' : stamp === last ? 'delivery' : 'relay';
  if (isReceived(item)) return { by: adderAt(place), because: 'stamp', stamp: place };
  if (name === 'authentication-results') {
    const named = stamps.get(serverNamed(bytes, item));
    if (named !== undefined) return { by: adderAt(named), because: 'own-name', stamp: named };
  }
  if (list.test(name)) return { by: 'list', because: 'list-name', stamp: null };
  if (delivery.test(name)) return { by: 'delivery', because: 'delivery-name', stamp: null };
  if (first < 0)
    return server.test(name)
      ? { by: 'submission', because: 'server-name', stamp: null }
      : { by: 'composer', because: 'no-received', stamp: null };
  if (below === null && signature.test(name)) return { by: 'submission', because: 'signing', stamp: first };
  if (below === null)
    return server.test(name)
      ? { by: 'submission', because: 'server-name', stamp: first }
      : { by: 'composer', because: 'below-first', stamp: first };
  return { by: adderAt(below), because: 'above-stamp', stamp: below };
}

/** Stamps that are read for their server's name. */
const READ = 200;

/** Of several stamps with one name, the newest. */
function stampsByHost(items: readonly HeaderItem[], bytes: Uint8Array): Map<string, number> {
  const stamps = new Map<string, number>();
  let read = 0;
  for (const [place, item] of items.entries()) {
    if (item.kind !== 'field' || !isReceived(item) || read >= READ) continue;
    read += 1;
    const host = stampedBy(bytes, item)?.toLowerCase();
    if (host !== undefined && !stamps.has(host)) stamps.set(host, place);
  }
  return stamps;
}

/** A stamp that is longer is nobody's, and not read. */
const LONGEST = 20_000;

/** The server that a Received field names as its own; undefined where it names none. */
export function stampedBy(bytes: Uint8Array, item: HeaderItem): string | undefined {
  if (item.kind !== 'field' || item.end - item.start > LONGEST) return undefined;
  const { by, software } = parseReceived(bytes, item);
  return by?.name ?? by?.address?.text ?? software ?? undefined;
}

/** The authserv-id, in front of everything else (RFC 8601 §2.2). */
const serverNamed = (bytes: Uint8Array, field: HeaderField): string =>
  /^[^\s;]*/.exec(withoutComments(unfoldedOctets(bytes, field, 1000)).trimStart())?.[0].toLowerCase() ?? '';
