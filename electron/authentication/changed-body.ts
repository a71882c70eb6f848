/**
 * What became of a body whose hash differs: lists and gateways append a footer, relays strip spaces. Where leaving out the end, or the
 * spaces, gives the hash that was signed, that was it, beyond doubt. Canonicalization as in RFC 6376 §3.4.
 */
import { createHash } from 'node:crypto';
import type { BodyChange } from '#core/contract/authentication.ts';

export interface SignedBody {
  readonly relaxed: boolean;
  /** `sha256`, `sha1` */
  readonly hash: string;
  /** base64 */
  readonly expected: string;
}

/** Bytes of a body that is kept and looked into; each line costs a digest. */
export const MAX_BODY = 1 << 20;
const MAX_LINES = 20_000;
const MAX_SHOWN = 200;

/** `body` null: it was too long to be kept. */
export function changedBody(body: Buffer | null, signed: SignedBody): BodyChange {
  if (body === null) return { code: 'unknown' };
  const text = body.toString('latin1');
  const lines = text.split('\r\n', MAX_LINES + 1);
  if (lines.length > MAX_LINES) return { code: 'unknown' };
  const end = endAsSigned(lines, signed);
  if (end !== null && end < text.length) {
    const appended = Buffer.from(text.slice(end), 'latin1').toString('utf8');
    return { code: 'appended', bytes: text.length - end, text: appended.trim().slice(0, MAX_SHOWN) };
  }
  const loose = endAsSigned(lines, { ...signed, relaxed: !signed.relaxed });
  return { code: loose === text.length ? 'whitespace' : 'unknown' };
}

/** The end, in bytes, of the beginning that has the signed hash; the longest where there are several. */
function endAsSigned(lines: readonly string[], { relaxed, hash, expected }: SignedBody): number | null {
  const digest = createHash(hash);
  const matches = (tried: ReturnType<typeof createHash>) => tried.digest('base64') === expected;
  // An empty body is hashed as CRLF by `simple` (§3.4.3), as nothing by `relaxed` (§3.4.4).
  let found: number | null = matches(createHash(hash).update(relaxed ? '' : '\r\n')) ? 0 : null;
  let empty = 0;
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    at += line.length + (isLast ? 0 : 2);
    const content = relaxed ? line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, '') : line;
    // Empty lines count only where something follows them.
    if (content === '') empty += 1;
    else {
      digest.update(`${'\r\n'.repeat(empty)}${content}\r\n`, 'latin1');
      empty = 0;
    }
    if (matches(digest.copy())) found = at;
  }
  return found;
}
