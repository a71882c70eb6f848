/**
 * As much of MIME as a report needs (RFC 2045, RFC 2046): a media type with its parameters, the parts of a multipart, a part's bytes. Total
 * and bounded; the tree of a whole message is not its business.
 */
import { octetsOf, octetText, type ByteRange } from '../../headers/bytes.ts';
import { fieldsNamed, parseHeader, type ParsedHeader } from '../../headers/parse.ts';
import { unfolded } from '../../headers/unfold.ts';

export interface MediaType {
  /** lower case: `multipart/report` */
  readonly type: string;
  readonly parameter: (name: string) => string | null;
}

const PARAMETER =
  /;\s{0,99}([a-z0-9*-]{1,60})\s{0,9}=\s{0,9}(?:"((?:[^"\\]|\\.){0,1000})"|([^\s;"]{1,1000}))/gi;

export function mediaType(text: string): MediaType {
  const bounded = text.slice(0, 4000);
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, token] of bounded.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '');
  }
  const type = /^\s{0,99}([a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127})/i.exec(bounded)?.[1] ?? '';
  return { type: type.toLowerCase(), parameter: (name) => parameters.get(name) ?? null };
}

/** The value of the first field of this name, bounded; empty where there is none. */
export function value(header: ParsedHeader, bytes: Uint8Array, name: string): string {
  const field = fieldsNamed(header, name)[0];
  return field === undefined ? '' : unfolded(bytes, field).slice(0, 10_000);
}

export interface Part {
  readonly header: ParsedHeader;
  /** the part with its header: what `header` was read from */
  readonly bytes: Uint8Array;
  readonly media: MediaType;
}

const MOST_PARTS = 50;
const LF = 10;

/** Parts between the boundary's lines (RFC 2046 §5.1.1); a last one that is not closed ends with the bytes. */
export function partsOf(bytes: Uint8Array, start: number, boundary: string): Part[] {
  if (boundary === '' || boundary.length > 200) return [];
  const mark = octetsOf(`--${boundary}`);
  const found: Part[] = [];
  let open: number | null = null;
  for (let at = start; at < bytes.length && found.length < MOST_PARTS;) {
    const lf = bytes.indexOf(LF, at);
    const next = lf < 0 ? bytes.length : lf + 1;
    if (isMark(bytes, at, mark)) {
      if (open !== null) found.push(partAt(bytes, { start: open, end: at }));
      const isLast = bytes[at + mark.length] === 0x2d && bytes[at + mark.length + 1] === 0x2d;
      if (isLast) return found;
      open = next;
    }
    at = next;
  }
  if (open !== null && found.length < MOST_PARTS)
    found.push(partAt(bytes, { start: open, end: bytes.length }));
  return found;
}

const isMark = (bytes: Uint8Array, at: number, mark: Uint8Array): boolean =>
  mark.every((octet, index) => bytes[at + index] === octet);

function partAt(bytes: Uint8Array, { start, end }: ByteRange): Part {
  const own = bytes.subarray(start, end);
  const header = parseHeader(own);
  return { header, bytes: own, media: mediaType(value(header, own, 'Content-Type')) };
}

/** A part's body, its transfer encoding undone. What is no valid encoding is left as it is. */
export function bodyOf({ header, bytes }: Part): Uint8Array {
  const body = bytes.subarray(header.end);
  const encoding = value(header, bytes, 'Content-Transfer-Encoding').trim().toLowerCase();
  if (encoding === 'quoted-printable') {
    const text = octetText(body, { start: 0, end: body.length })
      .replaceAll(/=[\t ]{0,9}\r?\n/g, '')
      .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return octetsOf(text);
  }
  if (encoding !== 'base64') return body;
  try {
    return octetsOf(atob(octetText(body, { start: 0, end: body.length }).replaceAll(/[^a-z0-9+/=]/gi, '')));
  } catch {
    return body;
  }
}
