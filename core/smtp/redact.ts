/**
 * Takes secrets out of what a server says: some echo them, plain or as the base64 of an AUTH exchange (promise 3). Each form of a secret is
 * found wherever it stands, also inside the base64 of something longer, such as PLAIN's `\0user\0password` (RFC 4616 §2), and where the server
 * cut it short: the first half of a secret, of six characters at least, is no chance, nor are eight characters of its base64.
 */
const REDACTED = '****';

/** Shorter pieces of base64 would be found in any text. */
const MIN_PIECE = 4;
/** As much of a piece as is told from chance. */
const PIECE_HEAD = 8;
const PLAIN_HEAD = 6;

/** Linear in the text for each secret. An empty secret is none. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const wanted = secrets.filter((secret) => secret !== '');
  const plain = [...new Set(wanted.flatMap(plainForms))].sort((a, b) => b.length - a.length);
  const pieces = [...new Set(wanted.flatMap(base64Pieces).map((piece) => piece.slice(0, PIECE_HEAD)))].sort(
    (a, b) => b.length - a.length,
  );
  const encoded = wanted.map(encodedForm);
  const whole = new Set(wanted.flatMap((secret) => alphabets(base64(utf8(secret)))));
  return (text) => {
    let clean = text;
    for (const piece of pieces) clean = withoutRunsAround(clean, piece);
    for (const form of plain) clean = clean.replaceAll(form, REDACTED);
    for (const form of encoded) clean = clean.replaceAll(form, REDACTED);
    for (const form of plain) clean = withoutCut(clean, form);
    return clean.replaceAll(BASE64_RUN, (run) => (whole.has(run.replace(/=+$/, '')) ? REDACTED : run));
  };
}

const BASE64_RUN = /[\w+/-]+={0,2}/g;
const BASE64_CHAR = /[\w+/=-]/;

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

/** Without padding. */
const base64 = (bytes: readonly number[]): string =>
  btoa(bytes.map((byte) => String.fromCharCode(byte)).join('')).replace(/=+$/, '');

/** RFC 4648 §4 and §5. */
const alphabets = (text: string): string[] => [text, text.replaceAll('+', '-').replaceAll('/', '_')];

/** As it is, as a reader shows bytes that are no UTF-8, and with control characters drawn. */
function plainForms(secret: string): string[] {
  const byteForByte = String.fromCharCode(...utf8(secret));
  const forms = [secret, byteForByte];
  return [...forms, ...forms.map((form) => form.replaceAll(/(?!\t)\p{Cc}/gu, '\uFFFD'))];
}

/**
 * Each character as it is or as its bytes in hex: `%XX` (RFC 3986 §2.1), `=XX` (RFC 2045 §6.7), `+XX` (RFC 3461 §4); a space as `+` too.
 * Servers differ in which characters they encode.
 */
function encodedForm(secret: string): RegExp {
  const characters = Array.from(secret, (character) => {
    const own = `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
    const hex = utf8(character).map((byte) => `[%=+]${anyCase(byte.toString(16).padStart(2, '0'))}`);
    return `(?:${own}|${hex.join('')}${character === ' ' ? '|\\+' : ''})`;
  });
  return new RegExp(characters.join(''), 'gu');
}

const anyCase = (hex: string): string =>
  hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** The characters that depend on the secret alone, for each of the three places it can have in groups of three bytes. */
function base64Pieces(secret: string): string[] {
  const bytes = utf8(secret);
  return [0, 1, 2].flatMap((before) => {
    const padded = [...Array.from({ length: before }, () => 0), ...bytes];
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor((padded.length * 8) / 6);
    const piece = base64(padded).slice(from, to);
    return piece.length < MIN_PIECE ? [] : alphabets(piece);
  });
}

/** A form's beginning, as far as it goes on. */
function withoutCut(text: string, form: string): string {
  const head = form.slice(0, Math.max(PLAIN_HEAD, Math.ceil(form.length / 2)));
  if (head.length === form.length) return text;
  let clean = '';
  let done = 0;
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, done)) {
    let to = at + head.length;
    while (to < text.length && text.charAt(to) === form.charAt(to - at)) to += 1;
    clean += text.slice(done, at) + REDACTED;
    done = to;
  }
  return clean + text.slice(done);
}

/** The whole run of base64 goes: what stands beside the piece holds the secret's first and last bits. */
function withoutRunsAround(text: string, piece: string): string {
  let clean = '';
  let done = 0;
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, done)) {
    let from = at;
    while (from > done && BASE64_CHAR.test(text.charAt(from - 1))) from -= 1;
    let to = at + piece.length;
    while (to < text.length && BASE64_CHAR.test(text.charAt(to))) to += 1;
    clean += text.slice(done, from) + REDACTED;
    done = to;
  }
  return clean + text.slice(done);
}
