/**
 * One Received field → what it says (RFC 5321 §4.4): clauses with their byte ranges, and the facts that the common servers put into them
 * and into their comments. Servers write it as they like; what cannot be read is left out, and nothing is refused.
 */
import { headerDate, type HeaderDate } from '../identifiers.ts';
import type { ByteRange } from '../bytes.ts';
import type { HeaderField } from '../parse.ts';
import { authenticatedAs, commentSoftware, peerOf, tlsOf, type Peer, type Tls } from './comments.ts';
import { receivedTokens, type ReceivedToken } from './received-tokens.ts';

type ClauseName = 'from' | 'by' | 'via' | 'with' | 'id' | 'for';

export interface Clause {
  readonly name: ClauseName;
  /** of the keyword */
  readonly keyword: ByteRange;
  /** words in their order, one space between */
  readonly value: string;
  readonly comments: readonly string[];
}

interface ReceivedDate extends HeaderDate {
  readonly range: ByteRange;
  /** the zone as written: `+0100`, `GMT`; empty when none is told */
  readonly zone: string;
}

export interface Received {
  readonly clauses: readonly Clause[];
  /** null: the field does not say, as for mail written on that very host */
  readonly from: Peer | null;
  readonly by: Peer | null;
  /** as written: ESMTPS, Microsoft SMTP Server */
  readonly protocol: string | null;
  readonly via: string | null;
  readonly id: string | null;
  /** without its angle brackets */
  readonly recipient: string | null;
  readonly tls: Tls | null;
  readonly signedInAs: string | null;
  /** the server program, as far as it is named */
  readonly software: string | null;
  readonly date: ReceivedDate | null;
}

const isClause = (word: string): word is ClauseName => /^(?:from|by|via|with|id|for)$/.test(word);

export function parseReceived(bytes: Uint8Array, field: HeaderField): Received {
  const tokens = receivedTokens(bytes, field);
  const dated = dateIn(tokens);
  const { clauses, loose } = clausesOf(tokens.slice(0, dated.from));
  const comments = [...loose, ...clauses.flatMap((clause) => clause.comments), ...dated.comments];
  const value = (name: ClauseName) => {
    const found = clauses.find((clause) => clause.name === name)?.value ?? '';
    return found === '' ? null : found;
  };
  const clause = (name: ClauseName) => clauses.find((one) => one.name === name);
  const withValue = value('with');
  return {
    clauses,
    from: peerOf(clause('from')),
    by: peerOf(clause('by')),
    // Exim writes `esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384`.
    protocol: withValue?.replace(/ tls \S+$/i, '') ?? null,
    via: value('via'),
    id: value('id')?.replace(/^<(.*)>$/, '$1') ?? null,
    recipient: value('for')?.replace(/^<(.*)>$/, '$1') ?? null,
    tls: tlsOf(comments, withValue ?? ''),
    signedInAs: authenticatedAs(comments),
    software: commentSoftware(
      [...(clause('by')?.comments ?? []), ...(clause('with')?.comments ?? []), ...loose],
      withValue,
    ),
    date: dated.date,
  };
}

/** A keyword right behind a keyword is the first one's value: hosts may be called `by`. */
function clausesOf(tokens: readonly ReceivedToken[]): { clauses: Clause[]; loose: string[] } {
  const open: { name: ClauseName; keyword: ByteRange; words: string[]; comments: string[] }[] = [];
  const seen = new Set<ClauseName>();
  const loose: string[] = [];
  for (const token of tokens) {
    const current = open.at(-1);
    const word = token.text.toLowerCase();
    const waits = current !== undefined && current.words.length === 0 && current.comments.length === 0;
    if (token.kind === 'word' && isClause(word) && !seen.has(word) && !waits) {
      seen.add(word);
      open.push({ name: word, keyword: token, words: [], comments: [] });
    } else if (token.kind === 'comment') (current?.comments ?? loose).push(token.text);
    else if (token.kind === 'word') current?.words.push(token.text);
  }
  return {
    clauses: open.map(({ name, keyword, words, comments }) => ({
      name,
      keyword: { start: keyword.start, end: keyword.end },
      value: words.join(' '),
      comments,
    })),
    loose,
  };
}

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun),?$/i;
/** A date has no more words than this: `Mon, 23 Nov 2026 09:15:18 +0100`. */
const DATE_WORDS = 8;

interface Dated {
  readonly date: ReceivedDate | null;
  /** index of the first token that is the date's */
  readonly from: number;
  readonly comments: readonly string[];
}

/** Behind the last semicolon; some servers forget it, then the date begins at its weekday. */
function dateIn(tokens: readonly ReceivedToken[]): Dated {
  const semicolon = tokens.findLastIndex(({ kind }) => kind === 'semicolon');
  const behind = semicolon < 0 ? null : dateOf(tokens.slice(semicolon + 1));
  if (behind) return { date: behind, from: semicolon, comments: commentsOf(tokens.slice(semicolon)) };
  const weekday = tokens.findLastIndex(({ kind, text }) => kind === 'word' && WEEKDAY.test(text));
  const found = weekday < 0 ? null : dateOf(tokens.slice(weekday));
  if (found) return { date: found, from: weekday, comments: commentsOf(tokens.slice(weekday)) };
  return { date: null, from: semicolon < 0 ? tokens.length : semicolon, comments: [] };
}

const commentsOf = (tokens: readonly ReceivedToken[]) =>
  tokens.filter(({ kind }) => kind === 'comment').map(({ text }) => text);

function dateOf(tokens: readonly ReceivedToken[]): ReceivedDate | null {
  const words = tokens.filter(({ kind }) => kind === 'word').slice(0, DATE_WORDS);
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return null;
  // SendGrid and others write fractions of a second.
  const text = words
    .map((word) => word.text)
    .join(' ')
    .replace(/(:\d{2})\.\d{1,9}/, '$1');
  const date = headerDate(text);
  const zone = /:\d{2} ?([+-]\d{4}|[a-z]{1,5})(?: |$)/i.exec(text)?.[1] ?? '';
  return date && { ...date, zone, range: { start: first.start, end: last.end } };
}
