/**
 * The identity's signature, below what is written or above what is quoted: put there, and swapped for another's where it stands as long as
 * nobody has changed it. It is found by its line and its words. In rich text the same is done by rich/signature.ts.
 */
import type { Identity, SignaturePlace } from '../account/identity.ts';

/** As plain text, and as rich text where it was written so (else empty). Both empty: there is none. */
export interface Signature {
  readonly text: string;
  readonly html: string;
}

export const NO_SIGNATURE: Signature = { text: '', html: '' };

export const signatureOf = (
  identity: Pick<Identity, 'signature' | 'signatureHtml'> | null | undefined,
): Signature => (identity ? { text: identity.signature, html: identity.signatureHtml } : NO_SIGNATURE);

/** Positions in a text: where a signature's line begins, and where its last one ends. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** RFC 3676 §4.3: dash, dash, space, on a line of its own. */
const SIGNATURE_LINE = '-- ';

/** The line and what stands under it; empty: there is none. Line ends are LF. */
function block(signature: string): string {
  const text = signature.replace(/\r\n?/g, '\n').trimEnd();
  return text === '' ? '' : `${SIGNATURE_LINE}\n${text}`;
}

/** Behind an empty line for what will be written. Above: where the body ends with quoted lines; without any there is but one place. */
export function withSignature(body: string, signature: string, place: SignaturePlace = 'below'): string {
  const added = block(signature);
  if (added === '') return body;
  const quote = place === 'above' ? quoteStart(body) : body.length;
  const own = `${withoutLastLineEnds(body.slice(0, quote))}\n\n${added}\n`;
  return quote === body.length ? own : `${own}\n${body.slice(quote)}`;
}

/** The last place where it stands as it is, with nothing under it or an empty line; null: there is none. */
export function findSignature(body: string, signature: string): Span | null {
  const own = block(signature);
  if (own === '') return null;
  for (let at = body.lastIndexOf(own); at >= 0; at = at === 0 ? -1 : body.lastIndexOf(own, at - 1)) {
    const end = at + own.length;
    const isAlone = ['', '\n', '\n\n'].includes(body.slice(end, end + 2));
    if (isAlone && (at === 0 || body[at - 1] === '\n')) return { start: at, end };
  }
  return null;
}

/**
 * The other identity's in the place of this one's, or, where this one has none, in its own `place`. One that was edited or taken away is
 * the user's own, and stays so.
 */
export function swapSignature(
  body: string,
  before: string,
  after: string,
  place: SignaturePlace = 'below',
): string {
  const fresh = block(after);
  if (block(before) === fresh) return body;
  if (block(before) === '') return withSignature(body, after, place);
  const found = findSignature(body, before);
  if (found === null) return body;
  const [above, below] = [body.slice(0, found.start), body.slice(found.end)];
  if (fresh !== '') return above + fresh + below;
  return [withoutLastLineEnds(above), below.replace(/^\n+/, '')].filter((text) => text !== '').join('\n\n');
}

/** Not by a pattern: of many line ends with a letter behind them it would try each again. */
function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return text.slice(0, end);
}

/** Where the quoted lines begin that a body ends with, and the line that says whose they are; the body's length where it ends otherwise. */
function quoteStart(body: string): number {
  let start = body.length;
  let first: string | null = null;
  for (let end = body.trimEnd().length; end >= 0;) {
    const at = end === 0 ? 0 : body.lastIndexOf('\n', end - 1) + 1;
    const line = body.slice(at, end);
    const belongs = line.startsWith('>') || (first?.startsWith('>') === true && line.endsWith(':'));
    if (belongs) {
      start = at;
      first = line;
    } else if (line.trim() !== '' || first === null) break;
    else first = '';
    end = at - 1;
  }
  return start;
}
