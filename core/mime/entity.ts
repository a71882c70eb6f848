/**
 * What the header of a message or of one of its parts says of its content: the MIME fields (RFC 2045 §5, §6, §7, §8, RFC 2183). Total;
 * every text is bounded, so that ten thousand parts take little room.
 */
import { parseHeader, fieldsNamed, type ParsedHeader } from '../headers/parse.ts';
import { decoded, unfolded } from '../headers/unfold.ts';
import { parameterisedValue, type ParameterisedValue } from '../headers/values/parameters.ts';
import type { TextFormat } from './flowed.ts';

/** `other`: named, and nothing that is known here; its octets are shown as they are. */
export type TransferEncoding = 'identity' | 'base64' | 'quoted-printable' | 'other';

export type EntityRemark = 'repeated-type' | 'bad-type' | 'unknown-encoding';

export interface Entity {
  /** `text/plain`, lower case; the default where none is told (RFC 2045 §5.2) */
  readonly mediaType: string;
  /** whether a Content-Type says so */
  readonly typeTold: boolean;
  /** as written; null: not told */
  readonly charset: string | null;
  /** RFC 3676 §4: `format` and `delsp` */
  readonly textFormat: TextFormat;
  readonly boundary: string | null;
  /** Content-Transfer-Encoding, lower case; null: not told, which is 7bit (RFC 2045 §6.1) */
  readonly encodingTold: string | null;
  readonly encoding: TransferEncoding;
  /** `attachment`, `inline`, or another, lower case; null: not told */
  readonly disposition: string | null;
  /** decoded: filename, else name (RFC 2183 §2.3, RFC 2231) */
  readonly fileName: string | null;
  readonly contentId: string | null;
  readonly description: string | null;
  readonly remarks: readonly EntityRemark[];
}

const MAX_TEXT = 1000;
const clipped = (text: string) => text.slice(0, MAX_TEXT);

/** RFC 2045 §5.1: two tokens and a slash. What else stands there, as after a forgotten semicolon, is passed over. */
const MEDIA_TYPE = /^([^\s()<>@,;:\\"/[\]?=]+)\s*\/\s*([^\s()<>@,;:\\"/[\]?=]+)(\s[^]*)?$/;

/** `inDigest`: the default is then message/rfc822 (RFC 2046 §5.1.5). */
export function readEntity(bytes: Uint8Array, inDigest: boolean): Entity {
  const header = parseHeader(bytes);
  const usual = inDigest ? 'message/rfc822' : 'text/plain';
  const types = fieldsNamed(header, 'Content-Type');
  const type = parameters(header, bytes, 'Content-Type');
  const named = type === null ? null : MEDIA_TYPE.exec(type.value);
  const disposition = parameters(header, bytes, 'Content-Disposition');
  const encodingTold = text(header, bytes, 'Content-Transfer-Encoding', false)?.toLowerCase() ?? null;
  const encoding = encodingOf(encodingTold);
  const remarks: EntityRemark[] = [];
  if (types.length > 1) remarks.push('repeated-type');
  if (type !== null && (named === null || named[3] !== undefined)) remarks.push('bad-type');
  if (encoding === 'other') remarks.push('unknown-encoding');
  return {
    mediaType: named ? clipped(`${named[1] ?? ''}/${named[2] ?? ''}`.toLowerCase()) : usual,
    typeTold: named !== null,
    charset: parameter(type, 'charset'),
    textFormat: textFormat(type),
    boundary: named === null ? null : (parameter(type, 'boundary')?.trimEnd() ?? null),
    encodingTold,
    encoding,
    disposition: disposition === null ? null : clipped(disposition.value.toLowerCase()),
    fileName: parameter(disposition, 'filename') ?? parameter(type, 'name'),
    contentId: text(header, bytes, 'Content-ID', false),
    description: text(header, bytes, 'Content-Description', true),
    remarks,
  };
}

function parameters(header: ParsedHeader, bytes: Uint8Array, name: string): ParameterisedValue | null {
  const [field] = fieldsNamed(header, name);
  return field === undefined ? null : parameterisedValue(unfolded(bytes, field));
}

/** The extended form says it best (RFC 2231 §4); an empty value says nothing. */
function parameter(value: ParameterisedValue | null, name: string): string | null {
  const told = value?.parameters.filter((one) => one.name === name && one.value !== '') ?? [];
  const best = told.find(({ form }) => form === 'extended') ?? told[0];
  return best === undefined ? null : clipped(best.value);
}

function textFormat(type: ParameterisedValue | null): TextFormat {
  const told = (name: string) => parameter(type, name)?.trim().toLowerCase();
  if (told('format') !== 'flowed') return 'fixed';
  return told('delsp') === 'yes' ? 'delsp' : 'flowed';
}

function text(header: ParsedHeader, bytes: Uint8Array, name: string, words: boolean): string | null {
  const [field] = fieldsNamed(header, name);
  if (field === undefined) return null;
  const value = words ? decoded(bytes, field) : unfolded(bytes, field);
  return value === '' ? null : clipped(value);
}

/** A comment behind the name is legal and rare (RFC 2045 §6.1). */
function encodingOf(told: string | null): TransferEncoding {
  switch (told?.replace(/[\s(;][^]*$/, '')) {
    case undefined:
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return 'identity';
    case 'base64':
      return 'base64';
    case 'quoted-printable':
      return 'quoted-printable';
    default:
      return 'other';
  }
}
