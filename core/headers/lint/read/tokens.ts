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

const [WORD, SPACE, SPECIAL] = [0, 1, 2];
const kinds = new Uint8Array(256);
for (const mark of ' \t\r\n') kinds[mark.charCodeAt(0)] = SPACE;
for (const mark of '()<>[]:;,@"') kinds[mark.charCodeAt(0)] = SPECIAL;
const kindAt = (text: string, at: number) => kinds[text.charCodeAt(at)] ?? WORD;

/** Of a special, or of a run of anything that is none. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (kindAt(text, at) === SPACE) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  if (kindAt(text, start) === SPECIAL) {
    const mark = text[start];
    if (mark === '"') return delimited(text, start, 'quoted', '"');
    if (mark === '[') return delimited(text, start, 'literal', ']');
    if (mark === '(') return comment(text, start);
    return { kind: 'special', start, end: start + 1, closed: true };
  }
  let end = start + 1;
  while (end < text.length && kindAt(text, end) === WORD) end += 1;
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
