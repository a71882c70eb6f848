/**
 * How many bytes a draft will be on the wire, without building it: header, encoded body, attachments in base64 with their line ends, MIME
 * part headers. Within two in a hundred of the finished message; the exact number is known only when it is built.
 */
import type { Identity } from '../account/identity.ts';
import { toWireAddress } from './address.ts';
import { bodyText, fieldsOf, goesFlowed, replyToOf } from './message-options.ts';
import { UNKNOWN_TYPE } from './media-type.ts';
import type { AttachmentView, DraftContent, RecipientEntry } from './draft.ts';
import { sizedDocument } from './rich/mail-size.ts';
import { goesAlong } from './rich/pictures.ts';

const CRLF = 2;
const LINE = 76;
/** `=_-0123456789abcdef-Part_1`, as the writer makes it */
const BOUNDARY = 26;
const MESSAGE_ID_LEFT = 35;

export function estimateSize(
  content: DraftContent,
  identity: Identity,
  attachments: readonly SizedFile[],
): number {
  const top = [
    `From: ${mailbox({ name: identity.name, address: identity.address })}`,
    field('To', content.to),
    field('Cc', content.cc),
    field('Reply-To', replyToOf(content, identity)),
    ...fieldsOf(identity, content.sending).map(({ key, value }) => `${key}: ${value}`),
    content.subject === '' ? '' : `Subject: ${unstructured(content.subject)}`,
    `Message-ID: <${'x'.repeat(MESSAGE_ID_LEFT)}@${identity.messageIdDomain || identity.address.slice(identity.address.lastIndexOf('@') + 1)}>`,
    'Date: Thu, 01 Jan 1970 00:00:00 +0000',
    'MIME-Version: 1.0',
  ];
  const { header, size } = wholeBody(content, attachments);
  return headerBytes([...top, ...header]) + size;
}

interface PartSize {
  readonly header: readonly string[];
  /** bytes of its body */
  readonly size: number;
}
type SizedFile = Pick<AttachmentView, 'name' | 'size' | 'mediaType' | 'inline' | 'id' | 'sevenBit'>;

/** As build-message.ts nests them: mixed(alternative(text, related(HTML, pictures)), files). */
function wholeBody(content: DraftContent, attachments: readonly SizedFile[]): PartSize {
  const files = attachments.filter((file) => goesAlong(file, content));
  const text = plainPart(content);
  const readable =
    content.html === undefined
      ? text
      : multipart('alternative', [
          text,
          related(
            htmlPart(content.html, files),
            files.filter(({ inline }) => inline !== undefined),
          ),
        ]);
  const attached = files.filter(({ inline }) => inline === undefined);
  return attached.length === 0 ? readable : multipart('mixed', [readable, ...attached.map(filePart)]);
}

function plainPart(content: DraftContent): PartSize {
  const flowed = goesFlowed(content);
  const body = flowed ? bodyText(content).replaceAll('\r\n', '\n') : content.body;
  const encoding = bodyEncoding(body);
  return {
    header: [
      `Content-Type: text/plain; charset=utf-8${flowed ? '; format=flowed' : ''}`,
      `Content-Transfer-Encoding: ${encoding}`,
    ],
    size: bodyBytes(body, encoding),
  };
}

function htmlPart(html: string, files: readonly SizedFile[]): PartSize {
  const document = sizedDocument(html, files.length > 0 ? MESSAGE_ID_LEFT : 0);
  const encoding = bodyEncoding(document);
  return {
    header: ['Content-Type: text/html; charset=utf-8', `Content-Transfer-Encoding: ${encoding}`],
    size: bodyBytes(document, encoding),
  };
}

const related = (html: PartSize, pictures: readonly SizedFile[]): PartSize =>
  pictures.length === 0
    ? html
    : multipart('related', [html, ...pictures.map(filePart)], '; type="text/html"');

const filePart = (file: SizedFile): PartSize => ({
  header: [
    ...partHeader(file),
    file.inline === undefined ? '' : `Content-Id: <1.${'x'.repeat(MESSAGE_ID_LEFT)}@example.org>`,
  ],
  size: encodedBytes(file) + CRLF,
});

function multipart(type: string, parts: readonly PartSize[], more = ''): PartSize {
  const delimiter = BOUNDARY + 2 + CRLF;
  return {
    header: [`Content-Type: multipart/${type}${more}; boundary="${'x'.repeat(BOUNDARY)}"`],
    size: parts.reduce(
      (sum, { header, size }) => sum + delimiter + headerBytes(header) + size,
      delimiter + 2,
    ),
  };
}

/** What a file becomes on the wire. RFC 2046 §5.2.1: a message that is 7-bit clean goes as it is. */
export const encodedBytes = ({ size, sevenBit }: Pick<SizedFile, 'size' | 'sevenBit'>): number =>
  sevenBit === true ? size : base64Bytes(size);

/** RFC 2045 §6.8: four characters for three bytes, in lines of 76. */
function base64Bytes(size: number): number {
  const characters = Math.ceil(size / 3) * 4;
  return characters + Math.max(0, Math.ceil(characters / LINE) - 1) * CRLF;
}

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

const field = (name: string, entries: readonly RecipientEntry[]): string =>
  entries.length === 0 ? '' : `${name}: ${entries.map(mailbox).join(', ')}`;

function mailbox({ name, address }: RecipientEntry): string {
  const wire = toWireAddress(address);
  if (name === '') return wire;
  if (/^[\w ]*$/.test(name)) return `${name} <${wire}>`;
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replace(/["\\]/g, 'xx')}" <${wire}>`;
  return `${encodedWord(name)} <${wire}>`;
}

const unstructured = (text: string): string => (/^[^\u0080-\uFFFF"]*$/.test(text) ? text : encodedWord(text));

/** RFC 2047 words of at most 52, by stand-ins of the same length. */
function encodedWord(text: string): string {
  const bytes = octets(text);
  const latin = (text.match(/[a-z]/gi) ?? []).length;
  const other = (text.match(/[\u0080-\uFFFF]/g) ?? []).length;
  const plain = (text.match(/[a-z0-9!*+\-/ ]/gi) ?? []).length;
  const length = other < latin ? plain + (bytes.length - plain) * 3 : Math.ceil(bytes.length / 3) * 4;
  const words: string[] = [];
  for (let left = length; left > 0; left -= 40) words.push('x'.repeat(Math.min(left, 40) + 12));
  return words.join(' ');
}

function partHeader({ name, mediaType, sevenBit }: SizedFile): string[] {
  const isOpaque = sevenBit !== true && /^(?:message|multipart)\//i.test(mediaType);
  const isPlain = /^[\x20\x21\x23-\x7e]*$/.test(name);
  const quoted = /[\s'"\\;:/=(),<>@[\]?]|^-/.test(name) ? `"${name}"` : name;
  // RFC 2231 §3: what is not a token is written as %XX, in pieces.
  const percent = [...octets(name)].map((byte) => (byte > 127 || byte === 32 ? '%XX' : 'x')).join('');
  const pieces = percent.match(/.{1,50}/g) ?? [];
  const filename = isPlain
    ? `filename=${quoted}`
    : pieces.map((piece, at) => `filename*${String(at)}*=${at === 0 ? "utf-8''" : ''}${piece}`).join('; ');
  return [
    `Content-Type: ${isOpaque ? UNKNOWN_TYPE : mediaType}; name=${isPlain ? quoted : `"${encodedWord(name)}"`}`,
    `Content-Transfer-Encoding: ${sevenBit === true ? '7bit' : 'base64'}`,
    `Content-Disposition: attachment; ${filename}`,
  ];
}

/** With the folds of RFC 5322 §2.2.3 and the empty line. */
const headerBytes = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + (line === '' ? 0 : foldedLength(line) + CRLF), CRLF);

function foldedLength(line: string): number {
  let length = line.length;
  let column = 0;
  for (const word of line.split(' ')) {
    if (column > 0 && column + 1 + word.length >= LINE) {
      length += CRLF;
      column = 0;
    }
    column += 1 + word.length;
  }
  return length;
}

/** RFC 2045 §6: what keeps the body 7-bit clean. */
type BodyEncoding = '7bit' | 'quoted-printable' | 'base64';

/** Beyond this the writer does not look whether all lines are short. */
const MAX_LOOKED_AT = 128 * 1024;

/** As the writer chooses: ASCII in lines of at most 76 goes as it is, else what keeps Latin text legible or is shorter. */
export function bodyEncoding(body: string): BodyEncoding {
  let lineStart = 0;
  let longest = 0;
  let latin = 0;
  let other = 0;
  for (let at = 0; at < body.length; at += 1) {
    const code = body.charCodeAt(at);
    if (code === 10 || code === 13) {
      longest = Math.max(longest, at - lineStart);
      lineStart = at + 1;
    } else if (code > 127 || (code < 32 && code !== 9)) other += 1;
    else if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) latin += 1;
  }
  longest = Math.max(longest, body.length - lineStart);
  if (other === 0 && longest <= LINE && body.length <= MAX_LOOKED_AT) return '7bit';
  return other < latin ? 'quoted-printable' : 'base64';
}

function bodyBytes(body: string, encoding: BodyEncoding): number {
  if (body === '') return CRLF;
  const lines = body.split('\n');
  const lineEnds = (lines.length - 1) * CRLF;
  const ending = body.endsWith('\n') ? 0 : CRLF;
  if (encoding === '7bit') return body.length - (lines.length - 1) + lineEnds + ending;
  if (encoding === 'base64') return base64Bytes(octets(body).length + lines.length - 1) + CRLF;
  return lines.reduce((sum, line) => sum + quotedPrintable(line), lineEnds + ending);
}

/** RFC 2045 §6.7; soft breaks stand at blanks, so that a line seldom fills. */
function quotedPrintable(line: string): number {
  let length = 0;
  for (const byte of octets(line)) length += byte === 61 || byte > 126 || (byte < 32 && byte !== 9) ? 3 : 1;
  if (/[ \t]$/.test(line)) length += 2;
  return length + Math.floor(Math.max(0, length - 1) / 73) * 3;
}
