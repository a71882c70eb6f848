/** What a server said it offers, before TLS and after it, as it is kept and shown. A server's EHLO is anybody's words: so much is kept. */
import { z } from 'zod';
import { Extensions } from './vocabulary.ts';

export const ServerOffers = z.strictObject({
  /** ms since the epoch */
  at: z.number(),
  /** null: the connection began with TLS */
  beforeTls: Extensions.nullable(),
  /** null: it has none */
  afterTls: Extensions.nullable(),
  /** as the runtime says it, e.g. TLSv1.3; null without TLS */
  tlsVersion: z.string().nullable(),
});
export type ServerOffers = z.infer<typeof ServerOffers>;

/** What a session learned. */
export interface Learned {
  readonly extensions?: Extensions;
  readonly extensionsBefore?: Extensions;
  readonly tls?: { readonly version: string; readonly verified: boolean } | null;
}

const MAX_KEYWORDS = 100;
const MAX_PARAMETERS = 500;

/** Null: no EHLO was answered. What an unverified server says behind TLS is never asked for, so it cannot be here. */
export function offersOf({ extensions, extensionsBefore, tls }: Learned, at: number): ServerOffers | null {
  if (extensions === undefined && extensionsBefore === undefined) return null;
  const encrypted = tls?.verified === true && extensions !== undefined;
  const before = extensionsBefore ?? (encrypted ? undefined : extensions);
  return {
    at,
    beforeTls: before === undefined ? null : bounded(before),
    afterTls: encrypted ? bounded(extensions) : null,
    tlsVersion: encrypted ? tls.version : null,
  };
}

const bounded = (extensions: Extensions): Extensions =>
  extensions.slice(0, MAX_KEYWORDS).map(({ keyword, parameters }) => ({
    keyword: keyword.slice(0, MAX_PARAMETERS),
    parameters: parameters.slice(0, MAX_PARAMETERS),
  }));

export const sameOffers = (a: ServerOffers, b: ServerOffers): boolean =>
  JSON.stringify({ ...a, at: 0 }) === JSON.stringify({ ...b, at: 0 });
