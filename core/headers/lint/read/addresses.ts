/**
 * Address fields, strictly (RFC 5322 §3.4): mailboxes with their ranges, and what breaks the grammar. address-list.ts reads the same
 * leniently, for showing.
 */
import { tokensOf, type Token } from './tokens.ts';

export type AddressFault =
  | 'quote-open'
  | 'comment-open'
  | 'angle-open'
  | 'group-open'
  | 'empty-element'
  | 'source-route'
  | 'no-address'
  | 'specials'
  | 'dot-in-name';

export interface Fault {
  readonly fault: AddressFault;
  readonly start: number;
  readonly end: number;
}

export interface Mailbox {
  readonly start: number;
  readonly end: number;
  /** octets of the display name as written, without comments; empty when there is none */
  readonly name: string;
  readonly localPart: string;
  /** as written; a literal with its brackets */
  readonly domain: string;
}

export interface AddressField {
  readonly mailboxes: readonly Mailbox[];
  readonly groups: number;
  readonly faults: readonly Fault[];
}

/** What an element has so far: tokens before, within and behind its angle brackets. */
interface Element {
  phrase: Token[];
  angle: Token[] | null;
  behind: Token[];
  closed: boolean;
}

const AFTER_OPEN: ReadonlySet<AddressFault> = new Set(['no-address', 'angle-open', 'group-open', 'specials']);

const fresh = (): Element => ({ phrase: [], angle: null, behind: [], closed: false });

export function addressField(text: string): AddressField {
  const faults: Fault[] = [];
  const mailboxes: Mailbox[] = [];
  const fault = (kind: AddressFault, { start, end }: { start: number; end: number }) =>
    faults.push({ fault: kind, start, end });
  let groups = 0;
  let inGroup: Token | null = null;
  let element = fresh();
  let comma: Token | null = null;
  const finish = (mark: Token | null) => {
    const { phrase, angle } = element;
    const first = phrase[0] ?? null;
    if (first === null && angle === null) {
      // Between two commas, before the first or behind the last one.
      const around = comma ?? mark;
      if (around !== null && (comma !== null || text[around.start] === ',')) fault('empty-element', around);
    } else {
      const mailbox = mailboxOf(text, element, fault);
      if (mailbox) mailboxes.push(mailbox);
    }
    element = fresh();
  };
  for (const token of tokensOf(text)) {
    const mark = token.kind === 'special' ? text[token.start] : undefined;
    if (token.kind === 'comment') {
      if (!token.closed) fault('comment-open', token);
    } else if (element.angle !== null && !element.closed) {
      if (!token.closed) fault('quote-open', token);
      if (mark === '>') element.closed = true;
      else element.angle.push(token);
    } else if (mark === '<') {
      if (element.angle === null) element.angle = [];
      else element.behind.push(token);
    } else if (mark === ',') {
      finish(token);
      comma = token;
    } else if (mark === ':' && inGroup === null && element.angle === null) {
      groups += 1;
      inGroup = token;
      element = fresh();
      comma = null;
    } else if (mark === ';') {
      if (element.phrase.length > 0 || element.angle !== null || comma !== null) finish(null);
      inGroup = null;
      comma = null;
      element = { ...fresh() };
      element.behind = [];
    } else {
      if (!token.closed) fault('quote-open', token);
      (element.angle === null ? element.phrase : element.behind).push(token);
    }
  }
  if (element.phrase.length > 0 || element.angle !== null || comma !== null) finish(null);
  if (inGroup !== null) fault('group-open', inGroup);
  // Behind an open quote or comment nothing can be told.
  const open = faults.some(({ fault: kind }) => kind === 'quote-open' || kind === 'comment-open');
  return {
    mailboxes,
    groups,
    faults: open ? faults.filter(({ fault: kind }) => !AFTER_OPEN.has(kind)) : faults,
  };
}

/** atext and, in internationalised messages, octets beyond ASCII (RFC 6532 §3.2). */
const ATOM = /^[\w!#$%&'*+/=?^`{|}~\x80-\xff-]+$/;

type Tell = (kind: AddressFault, range: { start: number; end: number }) => void;

function mailboxOf(text: string, element: Element, fault: Tell): Mailbox | null {
  const { phrase, angle, behind, closed } = element;
  const all = [...phrase, ...(angle ?? []), ...behind];
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) {
    fault('no-address', { start: 0, end: text.length });
    return null;
  }
  const range = { start: first.start, end: last.end };
  if (angle === null) return addrSpec(text, phrase, '', range, fault);
  if (!closed) fault('angle-open', range);
  for (const token of phrase) {
    if (token.kind === 'quoted') continue;
    const word = text.slice(token.start, token.end);
    if (token.kind === 'word' && ATOM.test(word)) continue;
    const dotted = token.kind === 'word' && ATOM.test(word.replaceAll('.', 'x'));
    fault(dotted ? 'dot-in-name' : 'specials', token);
  }
  const [stray] = behind;
  if (stray !== undefined) fault('specials', stray);
  const [open, close] = [phrase[0], phrase.at(-1)];
  const name = open === undefined || close === undefined ? '' : text.slice(open.start, close.end);
  return addrSpec(text, withoutRoute(text, angle, fault), name, range, fault);
}

/** `<@a,@b:c@d>` (RFC 5322 §4.4): what stands before the colon is passed over. */
function withoutRoute(text: string, angle: Token[], fault: Tell): Token[] {
  const [first] = angle;
  if (first === undefined || text[first.start] !== '@') return angle;
  const colon = angle.findIndex((token) => token.kind === 'special' && text[token.start] === ':');
  const mark = angle[colon];
  if (mark === undefined) return angle;
  fault('source-route', { start: first.start, end: mark.end });
  return angle.slice(colon + 1);
}

function addrSpec(
  text: string,
  tokens: readonly Token[],
  name: string,
  range: { start: number; end: number },
  fault: Tell,
): Mailbox | null {
  const at = tokens.findIndex((token) => token.kind === 'special' && text[token.start] === '@');
  const [first, mark, behind] = [tokens[0], tokens[at], tokens[at + 1]];
  const whole = at > 0 && at + 2 === tokens.length && first && mark && behind;
  const domainFits = behind?.kind === 'word' || behind?.kind === 'literal';
  if (
    !whole ||
    !domainFits ||
    tokens.slice(0, at).some(({ kind }) => kind === 'special' || kind === 'literal')
  ) {
    fault('no-address', range);
    return null;
  }
  return {
    ...range,
    name,
    localPart: text.slice(first.start, mark.start).trim(),
    domain: text.slice(behind.start, behind.end),
  };
}
