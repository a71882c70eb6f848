/**
 * What kind of file it is, by its first bytes: a name may be wrong or tell nothing. Where the content only says what something is packed in
 * (a zip, XML, text), the name says more and is believed. Whoever opens the file decides by its type, hence the care.
 */

/** bytes of the beginning that are looked at */
export const MEDIA_HEAD = 4096;
export const UNKNOWN_TYPE = 'application/octet-stream';

interface Signature {
  readonly type: string;
  /** Latin-1 */
  readonly begins: string;
  readonly at?: number;
  /** types of which this is the wrapping, or another name */
  readonly holds?: RegExp;
}

const ZIPPED =
  /^application\/(?:vnd\.|zip|epub\+zip|java-archive|x-.*zip|.*\+zip|octet-stream-zip|x-ms-)|^model\//;
const OLE = /^application\/(?:vnd\.ms-|msword|x-msi|vnd\.visio|x-mspublisher)/;
const MP4 = /^(?:video|audio)\/(?:mp4|x-m4[av]|quicktime|3gpp2?|x-m4b|mp4a-latm)$/;
const OGG = /^(?:audio|video|application)\/(?:ogg|opus|x-.*ogg)$/;
const MATROSKA = /^(?:video|audio)\/(?:webm|x-matroska.*)$/;
const TIFFS = /^image\/(?:x-|tiff)/;

const SIGNATURES: readonly Signature[] = [
  { type: 'application/pdf', begins: '%PDF-', holds: /^application\/(?:illustrator|postscript)$/ },
  { type: 'image/png', begins: '\x89PNG\r\n\x1a\n', holds: /^image\/(?:apng|vnd\.mozilla\.apng)$/ },
  { type: 'image/jpeg', begins: '\xff\xd8\xff', holds: /^image\/(?:pjpeg|mpo)$/ },
  { type: 'image/gif', begins: 'GIF8' },
  { type: 'image/webp', begins: 'WEBP', at: 8 },
  { type: 'audio/wav', begins: 'WAVE', at: 8, holds: /^audio\/(?:x-)?wave?$/ },
  { type: 'video/x-msvideo', begins: 'AVI ', at: 8 },
  { type: 'image/heic', begins: 'ftypheic', at: 4, holds: /^image\/hei[cf]$/ },
  { type: 'image/heif', begins: 'ftypmif1', at: 4, holds: /^image\/(?:hei[cf]|avif)$/ },
  { type: 'image/avif', begins: 'ftypavif', at: 4 },
  { type: 'video/quicktime', begins: 'ftypqt', at: 4 },
  { type: 'audio/mp4', begins: 'ftypM4A', at: 4, holds: MP4 },
  { type: 'video/mp4', begins: 'ftyp', at: 4, holds: MP4 },
  { type: 'image/tiff', begins: 'II*\0', holds: TIFFS },
  { type: 'image/tiff', begins: 'MM\0*', holds: TIFFS },
  { type: 'application/zip', begins: 'PK\x03\x04', holds: ZIPPED },
  { type: 'application/zip', begins: 'PK\x05\x06', holds: ZIPPED },
  {
    type: 'application/gzip',
    begins: '\x1f\x8b',
    holds: /^(?:image\/svg\+xml|application\/.*(?:gz|tar).*)$/,
  },
  { type: 'application/x-7z-compressed', begins: "7z\xbc\xaf'\x1c" },
  { type: 'application/vnd.rar', begins: 'Rar!\x1a\x07', holds: /rar/ },
  { type: 'application/x-xz', begins: '\xfd7zXZ\0' },
  { type: 'application/zstd', begins: '\x28\xb5\x2f\xfd' },
  { type: 'application/x-bzip2', begins: 'BZh', holds: /bzip|bz2/ },
  { type: 'application/x-ole-storage', begins: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', holds: OLE },
  { type: 'application/rtf', begins: '{\\rtf', holds: /rtf|msword/ },
  { type: 'application/postscript', begins: '%!PS', holds: /^application\/illustrator$/ },
  { type: 'audio/mpeg', begins: 'ID3' },
  { type: 'audio/ogg', begins: 'OggS', holds: OGG },
  { type: 'audio/flac', begins: 'fLaC', holds: /flac/ },
  { type: 'video/x-matroska', begins: '\x1aE\xdf\xa3', holds: MATROSKA },
  { type: 'application/x-msdownload', begins: 'MZ\x90', holds: /msdownload|dosexec|portable-executable/ },
  { type: 'application/x-executable', begins: '\x7fELF', holds: /executable|sharedlib|elf/ },
  { type: 'application/vnd.sqlite3', begins: 'SQLite format 3\0', holds: /sqlite/ },
];

/** Types whose files begin as told above, so that a text is none of them. */
const SIGNED = new Set(SIGNATURES.map(({ type }) => type));
/** What is written in characters, whatever its type is called. */
const WRITTEN =
  /^(?:text|message|multipart)\/|[+/](?:xml|json|javascript|yaml|sql|x-sh|x-tex|x-latex|x-python|ecmascript|toml|pgp-.*|.*x509.*|pkix-.*|x-x509.*|x-ns-.*|mbox|xhtml.*|.*script)$|\+(?:xml|json)$/;
const TEXTS = [
  { type: 'text/calendar', begins: /^BEGIN:VCALENDAR\b/i },
  { type: 'text/vcard', begins: /^BEGIN:VCARD\b/i },
  {
    type: 'image/svg+xml',
    begins: /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b/i,
  },
  { type: 'text/html', begins: /^(?:<!doctype html\b|<html\b)/i },
] as const;

/** `named`: by the file's name; `head`: its first MEDIA_HEAD bytes; both may tell nothing. */
export function mediaTypeByContent(named: string, head: Uint8Array): string {
  if (head.length === 0) return named;
  const signature = SIGNATURES.find(({ begins, at = 0 }) => hasAt(head, begins, at));
  if (signature !== undefined) {
    const believes = named === signature.type || signature.holds?.test(named) === true;
    return believes ? named : signature.type;
  }
  if (!isText(head)) return WRITTEN.test(named) ? UNKNOWN_TYPE : named;
  if (WRITTEN.test(named)) return named;
  const isMedia = /^(?:video|audio|image)\//.test(named);
  return named === UNKNOWN_TYPE || isMedia || SIGNED.has(named) ? textType(head) : named;
}

function hasAt(head: Uint8Array, text: string, at: number): boolean {
  if (head.length < at + text.length) return false;
  for (let n = 0; n < text.length; n += 1) if (head[at + n] !== text.charCodeAt(n)) return false;
  return true;
}

function textType(head: Uint8Array): string {
  const text = new TextDecoder().decode(head).trimStart();
  return TEXTS.find(({ begins }) => begins.test(text))?.type ?? 'text/plain';
}

/** No control characters but those of a text; or UTF-16, which says so at its beginning. */
function isText(head: Uint8Array): boolean {
  const [first = 0, second = 0] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return head.every(
    (octet) => octet >= 32 || octet === 9 || octet === 10 || octet === 12 || octet === 13 || octet === 27,
  );
}
