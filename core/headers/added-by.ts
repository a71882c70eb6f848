/**
 * Who added each field of a header: the program that wrote it, the server that first took it, a relay on the way, a mailing list, the last
 * server at delivery. Judged by where a field stands, since servers put theirs on top (RFC 5321 §4.4, RFC 5322 §3.6.7), and by names that
 * only they write. It is inferred: anybody who had the message can have written anything.
 */
import type { HeaderItem, ParsedHeader } from './parse.ts';

export type Adder = 'composer' | 'submission' | 'relay' | 'list' | 'delivery' | 'nobody';

/**
 * `archived`: these are the bytes that the composer made. `no-received`: no server has stamped it. `below-first`: it stands below the first
 * server's Received. `server-name`: below it too, but only servers write this name. `stamp`: a Received field. `above-stamp`: it stands
 * above the Received of hop `hop`. `list-name`, `delivery-name`: only lists, or servers at delivery, write this name. `no-field`: these lines are
 * no field.
 */
export type AddedBecause =
  | 'archived'
  | 'no-received'
  | 'below-first'
  | 'server-name'
  | 'stamp'
  | 'above-stamp'
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

/** `archived`: the header is the archive's, as it left this program. One entry an item, in the items' order; linear. */
export function addedBy(header: ParsedHeader, archived: boolean): Added[] {
  const { items } = header;
  const first = items.findLastIndex(isReceived);
  const last = items.findIndex(isReceived);
  let below: number | null = null;
  const found: Added[] = [];
  // From the bottom, so that the stamp below each field is known.
  for (let place = items.length - 1; place >= 0; place -= 1) {
    const item = items[place];
    if (item === undefined) continue;
    if (isReceived(item)) below = place;
    found.push(archived ? judgedHere(item) : judged(item, { first, last, place, below }));
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
}

function judged(item: HeaderItem, { first, last, place, below }: Place): Added {
  if (item.kind !== 'field') return noField;
  const name = item.name.toLowerCase();
  const one = first === last;
  if (isReceived(item)) {
    const by = place === first ? 'submission' : place === last ? 'delivery' : 'relay';
    return { by, because: 'stamp', stamp: place };
  }
  if (list.test(name)) return { by: 'list', because: 'list-name', stamp: null };
  if (delivery.test(name)) return { by: 'delivery', because: 'delivery-name', stamp: null };
  if (first < 0)
    return server.test(name)
      ? { by: 'submission', because: 'server-name', stamp: null }
      : { by: 'composer', because: 'no-received', stamp: null };
  if (below === null)
    return server.test(name)
      ? { by: 'submission', because: 'server-name', stamp: first }
      : { by: 'composer', because: 'below-first', stamp: first };
  const by = below === last && !one ? 'delivery' : below === first ? 'submission' : 'relay';
  return { by, because: 'above-stamp', stamp: below };
}
