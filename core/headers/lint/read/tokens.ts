/**
 * The lexical tokens of structured fields (RFC 5322 §3.2), strictly enough to judge: each with its range, and whether it was closed. One
 * pass over the octets of a value; folds count as white space.
 */

export interface Token {
  readonly kind: 'word' | 'quoted' | 'comment' | 'literal' | 'special';
  readonly start: number;
  readonly end: number;
  /** false: a quote, comment or literal that ends with the value */
  readonly closed: boolean;
}

const SPACE = /[ \t\r\n]/;
const SPECIALS = '()<>[]:;,@"';

/** Of a special, or of a run of anything that is none. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const mark = text[at] ?? '';
    if (SPACE.test(mark)) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at, mark);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number, mark: string): Token {
  if (mark === '"') return delimited(text, start, 'quoted', '"');
  if (mark === '[') return delimited(text, start, 'literal', ']');
  if (mark === '(') return comment(text, start);
  if (SPECIALS.includes(mark)) return { kind: 'special', start, end: start + 1, closed: true };
  let end = start + 1;
  while (end < text.length && !SPACE.test(text[end] ?? '') && !SPECIALS.includes(text[end] ?? '')) end += 1;
  return { kind: 'word', start, end, closed: true };
}

function delimited(text: string, start: number, kind: 'quoted' | 'literal', close: string): Token {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === close) return { kind, start, end: at + 1, closed: true };
  }
  return { kind, start, end: text.length, closed: false };
}

/** Comments nest (§3.2.2); counted, not recursed into. */
function comment(text: string, start: number): Token {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '\\') at += 1;
    else if (mark === '(') depth += 1;
    else if (mark === ')') {
      depth -= 1;
      if (depth === 0) return { kind: 'comment', start, end: at + 1, closed: true };
    }
  }
  return { kind: 'comment', start, end: text.length, closed: false };
}

/** The text of a quoted string without its quotes and escapes. */
export const unquoted = (quoted: string): string =>
  quoted.replace(/^"/, '').replace(/"$/, '').replaceAll(/\\(.)/gs, '$1');
