/**
 * The identity's signature in rich text: its line, and what it was written as below it, put there and swapped as in plain text
 * (../signature.ts). It is found by its words and their formatting: nothing in a mail tells that it is one but the line that all programs
 * know. HTML is taken and given in its one form (canonical.ts), and not read as a tree: no draft waits for a parser.
 */
import type { SignaturePlace } from '../../account/identity.ts';
import type { Signature, Span } from '../signature.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\u00a0': '&nbsp;',
};

/** RFC 3676 §4.3's line first, so that the plain text of it is a signature too. Empty: there is none. */
function block({ text, html }: Signature): string {
  if (html.startsWith('<p>')) return `<p>-- <br>${html.slice('<p>'.length)}`;
  if (html !== '') return `<p>-- </p>${html}`;
  const lines = text.replace(/\r\n?/g, '\n').replace(/\s+$/, '');
  return lines === '' ? '' : `<p>${['-- ', ...lines.split('\n').map(richLine)].join('<br>')}</p>`;
}

/** Blanks that a browser draws together stay, as the editor writes them. */
const richLine = (line: string): string =>
  line
    .replaceAll('\t', '    ')
    .replace(/^ /, '\u00a0')
    .replaceAll(/ {2,}/g, (blanks) => `${'\u00a0'.repeat(blanks.length - 1)} `)
    .replaceAll(/[&<>\u00a0]/g, (character) => ESCAPES[character] ?? '');

/**
 * Below what is written, with an empty paragraph to write in where there is nothing yet. Above: where the text ends with a quote; without
 * one there is but one place.
 */
export function withRichSignature(
  html: string,
  signature: Signature,
  place: SignaturePlace = 'below',
): string {
  const added = block(signature);
  if (added === '') return html;
  const quote = place === 'above' ? quoteStart(html) : html.length;
  return `${html.slice(0, quote) || '<p></p>'}${added}${html.slice(quote)}`;
}

/** The last place where it stands as it is, and not in a quote, list or table; null: there is none. */
export function findRichSignature(html: string, signature: Signature): Span | null {
  const own = block(signature);
  if (own === '') return null;
  const blocks = outerBlocks(html);
  for (let at = html.lastIndexOf(own); at >= 0; at = at === 0 ? -1 : html.lastIndexOf(own, at - 1))
    if (blocks.has(at)) return { start: at, end: at + own.length };
  return null;
}

/** As `swapSignature`. */
export function swapRichSignature(
  html: string,
  before: Signature,
  after: Signature,
  place: SignaturePlace = 'below',
): string {
  const fresh = block(after);
  if (block(before) === fresh) return html;
  if (block(before) === '') return withRichSignature(html, after, place);
  const found = findRichSignature(html, before);
  return found === null ? html : html.slice(0, found.start) + fresh + html.slice(found.end);
}

const VOID = new Set(['br', 'hr', 'img', 'col']);

/** Where elements begin that stand in no other. In text and in values `<` is written in another way. */
function outerBlocks(html: string): ReadonlySet<number> {
  const starts = new Set<number>();
  let depth = 0;
  for (const { 1: slash, 2: name = '', index } of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/g)) {
    if (slash !== '/' && depth === 0) starts.add(index);
    if (!VOID.has(name)) depth += slash === '/' ? -1 : 1;
  }
  return starts;
}

/** Where the quotes begin that the text ends with, and the paragraph that says whose they are; its length where it ends otherwise. */
function quoteStart(html: string): number {
  let start = withoutEmptyEnd(html, html.length);
  let isQuoted = false;
  for (const quote of outerQuotes(html).reverse()) {
    if (quote.end !== withoutEmptyEnd(html, start)) break;
    isQuoted = true;
    start = quote.start;
  }
  if (!isQuoted) return html.length;
  const above = withoutEmptyEnd(html, start);
  const paragraph = html.slice(html.lastIndexOf('<p', above), above);
  const words = /^<p(?: [^>]*)?>([^]*)<\/p>$/.exec(paragraph)?.[1]?.replaceAll(/<[^>]*>/g, '') ?? '';
  return words.trimEnd().endsWith(':') ? above - paragraph.length : start;
}

/** Where what stands before `end` ends, empty paragraphs left out. */
function withoutEmptyEnd(html: string, end: number): number {
  const empty = '<p></p>';
  let at = end;
  while (html.endsWith(empty, at)) at -= empty.length;
  return at;
}

/** Quotes that stand in no other, in their order. */
function outerQuotes(html: string): Span[] {
  const quotes: Span[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: tag, index } of html.matchAll(/<\/?blockquote\b[^>]*>/g)) {
    if (!tag.startsWith('</')) {
      if (depth === 0) start = index;
      depth += 1;
    } else {
      depth -= 1;
      if (depth === 0) quotes.push({ start, end: index + tag.length });
    }
  }
  return quotes;
}
