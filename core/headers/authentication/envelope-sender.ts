/** The envelope sender as a reader can know it, and the host that brought the message: what SPF is held against. */
import { messageIds } from '../identifiers.ts';
import type { ParsedHeader } from '../parse.ts';
import { unfolded } from '../unfold.ts';
import { boundaryOf } from './boundary.ts';
import { fieldPlaces } from './places.ts';

export interface EnvelopeSender {
  /** MAIL FROM; empty is the null sender */
  readonly returnPath: string;
  /** that the reader's side took the message from: only there can it be known */
  readonly address: string | null;
  readonly helo: string;
  /** whose SPF record counts: of the null sender it is the host's own name (RFC 7208 §2.4); empty: there is none */
  readonly domain: string;
}

/** `known`: MAIL FROM where it is known; null: what Return-Path says. */
export function envelopeSender(
  header: ParsedHeader,
  bytes: Uint8Array,
  known: string | null,
): EnvelopeSender {
  const places = fieldPlaces(header);
  const { from } = boundaryOf(header, bytes, places);
  const field = places.fields('Return-Path')[0]?.field;
  const returnPath = field === undefined ? (known ?? '') : pathIn(unfolded(bytes, field));
  const address = from?.address ?? null;
  const isPublic = address?.scope === 'public' || address?.scope === 'documentation';
  const helo = from?.helo ?? '';
  const domain = returnPath === '' ? helo : (returnPath.split('@').at(-1) ?? '');
  return {
    returnPath,
    address: isPublic ? address.text : null,
    helo,
    domain: domain.toLowerCase().slice(0, 255),
  };
}

function pathIn(written: string): string {
  const [path] = messageIds(written);
  return path === undefined ? written : path.whole.slice(1, -1).trim();
}
