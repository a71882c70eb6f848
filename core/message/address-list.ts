/**
 * Takes apart whatever people paste into a recipient field: RFC 5322 §3.4 lists, lists with semicolons or lines, spreadsheet columns, a
 * header field with its name. Linear and total: any text in, entries out; what is wrong with an entry is address.ts's to say.
 */
import type { RecipientEntry } from './draft.ts';
import { pastedTable } from './pasted-table.ts';

/** The draft's bounds (draft.ts). What is longer is refused as too long all the same. */
const MAX_NAME = 1000;
const MAX_ADDRESS = 2000;

type Kind = 'text' | 'quoted' | 'comment' | 'angle' | 'separator' | 'semicolon' | 'newline' | 'colon';
interface Token {
  readonly kind: Kind;
  /** as it stands in the text, delimiters included */
  readonly raw: string;
}

/** `To:` and its kin, so that a copied header field can be pasted whole. */
const FIELD_NAME = /^(?:to|cc|bcc|from|reply-to|sender|à|cci|copie|de|mailto)$/i;

export function parseAddressList(text: string): RecipientEntry[] {
  return pastedTable(text) ?? listed(text).map(outOfCell);
}

/** A column without a head: each address between quotes, which are the table's. */
function outOfCell(entry: RecipientEntry): RecipientEntry {
  const [, address] = /^"([^"\s]+@[^"\s]+)"$/.exec(entry.address) ?? [];
  return address === undefined ? entry : { ...entry, address };
}

function listed(text: string): RecipientEntry[] {
  const tokens = tokenize(text);
  const semicolons = ahead(tokens, 'semicolon');
  const newlines = ahead(tokens, 'newline');
  const entries: RecipientEntry[] = [];
  let item: Token[] = [];
  let addressed = false;
  const begin = () => {
    item = [];
    addressed = false;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    // A folded field may break between a name and its address (RFC 5322 §2.2.3).
    const folded = token.kind === 'newline' && !addressed && tokens[at + 1]?.kind === 'angle';
    if (folded) continue;
    if (token.kind === 'separator' || token.kind === 'semicolon' || token.kind === 'newline') {
      entries.push(...entriesOf(item));
      begin();
    } else if (token.kind === 'colon' && !addressed) {
      if (!FIELD_NAME.test(plain(item).trim())) {
        const end = semicolons[at] ?? newlines[at] ?? tokens.length;
        entries.push(group(plain(item), tokens.slice(at, end)));
        at = end;
      }
      begin();
    } else {
      item.push(token);
      addressed ||= token.kind === 'angle' || (token.kind === 'text' && token.raw.includes('@'));
    }
  }
  return [...entries, ...entriesOf(item)];
}

const plain = (tokens: readonly Token[]): string => tokens.map((token) => token.raw).join('');

/** For each token the place of the next one of that kind; undefined: none follows. */
function ahead(tokens: readonly Token[], kind: Kind): (number | undefined)[] {
  let next: number | undefined;
  const places: (number | undefined)[] = [];
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    if (tokens[at]?.kind === kind) next = at;
    places[at] = next;
  }
  return places;
}

/** A group stays one entry: it names nobody that RCPT could name, and is refused as a whole. */
function group(name: string, members: readonly Token[]): RecipientEntry {
  const all = `${name}${plain(members)}`.replace(/\s+/g, ' ').trim();
  return { name: '', address: `${all.slice(0, MAX_ADDRESS - 1)};` };
}

const BREAKS: Readonly<Record<string, Kind>> = {
  ',': 'separator',
  ';': 'semicolon',
  '\n': 'newline',
  '\r': 'newline',
  ':': 'colon',
};

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const closing = closings(text);
  let textFrom = 0;
  let at = 0;
  const flush = () => {
    if (at > textFrom) tokens.push({ kind: 'text', raw: text.slice(textFrom, at) });
  };
  while (at < text.length) {
    const char = text.charAt(at);
    const end = char === '"' || char === '(' || char === '<' || char === '[' ? closing(at) : -1;
    const kind = end < 0 ? BREAKS[char] : enclosed(char);
    // An address literal may hold colons, and is text of its item.
    if (char === '[' && end >= 0) at = end + 1;
    else if (kind === undefined) at += 1;
    else {
      flush();
      const after = kind === 'newline' ? endOfBlanks(text, at) : end < 0 ? at + 1 : end + 1;
      tokens.push({ kind, raw: text.slice(at, after) });
      at = after;
      textFrom = at;
    }
  }
  flush();
  return tokens;
}

function endOfBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}

const enclosed = (char: string): Kind | undefined =>
  char === '"' ? 'quoted' : char === '(' ? 'comment' : char === '<' ? 'angle' : undefined;

/**
 * Where what opens at a place closes, on the same line; -1: it does not, and the character stands for itself. A search that failed is
 * remembered up to where it looked, so that a line of opening brackets costs one search and not one each.
 */
function closings(text: string): (at: number) => number {
  const failedUntil = new Map<string, number>();
  return (at) => {
    const char = text.charAt(at);
    if (at < (failedUntil.get(char) ?? 0)) return -1;
    const { found, end } = search(text, at, char);
    if (!found) failedUntil.set(char, end);
    return found ? end : -1;
  };
}

function search(text: string, at: number, open: string): { found: boolean; end: number } {
  let depth = 1;
  let end = at + 1;
  for (; end < text.length; end += 1) {
    const char = text.charAt(end);
    if (char === '\n' || char === '\r') return { found: false, end };
    if (char === '\\' && (open === '"' || open === '(')) end += 1;
    else if (open === '(' && char === '(') depth += 1;
    else if (char === CLOSE[open]) {
      depth -= 1;
      if (depth === 0) return { found: true, end };
    }
  }
  return { found: false, end: text.length };
}

const CLOSE: Readonly<Record<string, string>> = { '"': '"', '(': ')', '<': '>', '[': ']' };

const unquoted = (raw: string): string => raw.slice(1, -1).replace(/\\(.)/g, '$1');

const entry = (name: string, address: string): RecipientEntry => ({
  name: name.replace(/\s+/g, ' ').trim().slice(0, MAX_NAME),
  address: address.trim().slice(0, MAX_ADDRESS),
});

/** Usually one; several when bare addresses are parted by blanks alone. */
function entriesOf(item: readonly Token[]): RecipientEntry[] {
  const angle = item.findLast((token) => token.kind === 'angle');
  const comment = item.find((token) => token.kind === 'comment');
  const rest = item.filter((token) => token !== angle && token.kind !== 'comment');
  if (angle !== undefined) {
    const name = rest.map((token) => (token.kind === 'quoted' ? unquoted(token.raw) : token.raw)).join('');
    // A source route is to be ignored (RFC 5321 §4.1.2, A-d-l).
    const address = angle.raw
      .slice(1, -1)
      .replace(/^mailto:/i, '')
      .replace(/^@[^:]*:/, '');
    return [entry(name.trim() === '' && comment !== undefined ? unquoted(comment.raw) : name, address)];
  }
  const quoted = rest.findIndex((token) => token.kind === 'quoted');
  const after = rest[quoted + 1];
  // `"Doe, John" a@b` has a name in quotes, `"a b"@c` a local part.
  if (quoted >= 0 && after?.kind === 'text' && !after.raw.startsWith('@') && after.raw.includes('@'))
    return [entry(unquoted(rest[quoted]?.raw ?? ''), plain(rest.slice(quoted + 1)))];
  const text = plain(rest).trim();
  if (text === '') return [];
  if (quoted >= 0) return [entry('', text)];
  return bare(text, comment === undefined ? '' : unquoted(comment.raw));
}

/** Without brackets: `a@b`, `a@b c@d`, `Alice a@b` (a spreadsheet's columns), `a@b (Alice)`. */
function bare(text: string, comment: string): RecipientEntry[] {
  const words = text.split(/\s+/);
  // What follows `?` behind the domain is the query of a mailto URI (RFC 6068 §2).
  if (words.length === 1) return [entry(comment, text.replace(/(@[^?@]*)\?.*$/, '$1'))];
  if (words.every((word) => word.includes('@'))) return words.map((word) => entry('', word));
  const last = words.at(-1) ?? '';
  const names = words.slice(0, -1);
  if (last.includes('@') && names.every((word) => !word.includes('@'))) return [entry(names.join(' '), last)];
  return [entry(comment, text)];
}
