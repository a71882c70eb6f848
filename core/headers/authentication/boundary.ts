/**
 * Who can have written a field: each server puts its own on top (RFC 5321 §4.4, RFC 8601 §5), so what stands above the Received field by
 * which the reader's side took the message over was added there; what stands below it came along and could have been written by anyone.
 */
import type { ParsedHeader } from '../parse.ts';
import type { IpAddress } from '../route/ip.ts';
import { parseReceived, type Received } from '../route/received.ts';
import { organizationOf } from './organization.ts';
import type { FieldPlaces } from './places.ts';

export interface Boundary {
  /** the host that took the message over, by its own word; null: it names none */
  readonly receiver: string | null;
  /** place of its Received field; null: no server has stamped this copy */
  readonly item: number | null;
  /** place of the next Received field below; the header's end where there is none */
  readonly next: number;
  /** whom it took the message from */
  readonly from: { readonly address: IpAddress | null; readonly helo: string | null } | null;
}

/**
 * `own`: added by the receiving side. `own-other`: added there, under another's name. `likely`: names the receiving server and stands right
 * below its Received, where Google and others put theirs; they have to take out what others wrote there. `pretends`: names the receiving
 * server, further down. `anyone`: came along. `unstamped`: no server has stamped this copy.
 */
export type Trust = 'own' | 'own-other' | 'likely' | 'pretends' | 'anyone' | 'unstamped';

/** More hops of one's own than any organization has. */
const MAX_OWN = 100;

export function boundaryOf(header: ParsedHeader, bytes: Uint8Array, places: FieldPlaces): Boundary {
  const received = places.fields('Received');
  let receiver: string | null = null;
  let last: { at: number; hop: Received } | null = null;
  for (const [at, { field }] of received.slice(0, MAX_OWN).entries()) {
    const hop = parseReceived(bytes, field);
    const by = hop.by?.name ?? null;
    if (by !== null && receiver !== null && organizationOf(by) !== organizationOf(receiver)) break;
    receiver ??= by;
    last = { at, hop };
    if (cameFromOutside(hop, receiver)) break;
  }
  const next = received[(last?.at ?? 0) + 1]?.item ?? header.items.length;
  const from = last?.hop.from ?? null;
  return {
    receiver,
    item: last === null ? null : (received[last.at]?.item ?? null),
    next,
    from: from && { address: from.address, helo: from.name },
  };
}

/** The greeting's name is the client's own word; only what the DNS says of its address counts. */
function cameFromOutside({ from }: Received, receiver: string | null): boolean {
  if (from === null) return false;
  if (from.address !== null && from.address.scope !== 'public' && from.address.scope !== 'documentation')
    return false;
  if (from.address === null && from.dnsName === null) return from.name !== null && from.name !== 'localhost';
  return (
    from.dnsName === null || receiver === null || organizationOf(from.dnsName) !== organizationOf(receiver)
  );
}

/** `server`: the name that the field's writer goes by; null: it gives none. */
export function trustOf(item: number, server: string | null, boundary: Boundary): Trust {
  if (boundary.item === null) return 'unstamped';
  const names =
    server !== null &&
    boundary.receiver !== null &&
    organizationOf(server) === organizationOf(boundary.receiver);
  if (item < boundary.item) return names || server === null ? 'own' : 'own-other';
  if (!names) return 'anyone';
  return item < boundary.next ? 'likely' : 'pretends';
}

export const isBelieved = (trust: Trust): boolean =>
  trust === 'own' || trust === 'own-other' || trust === 'likely';
