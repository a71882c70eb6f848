/** What the guide's paragraphs show of a real message: lines as they were said or stand in its header, and the part that is meant. */
import type { SampleKind } from '#core/i18n/guide/chapters.ts';
import { octetText, utf8Text } from '#core/headers/bytes.ts';
import type { HeaderField } from '#core/headers/parse.ts';
import type { MessageView } from '#core/contract/sent.ts';
import { mailboxKey } from '#core/message/address.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import type { TranscriptLine } from '#core/smtp/vocabulary.ts';
import { acceptedAttempt, isBccOf, type Header } from '../message.ts';
import type { LensTab } from '../selection.tsx';

export interface SampleLine {
  readonly text: string;
  /** what the paragraph speaks of; empty: nothing in this line */
  readonly marked: string;
}

export interface Sample {
  readonly lines: readonly SampleLine[];
  /** lines left out behind these */
  readonly more: number;
  /** where it can be seen in its place */
  readonly tab: LensTab;
  /** index among the parsed header's items */
  readonly item?: number;
}

const SHOWN = 4;

/** Null: this message has nothing of the kind. */
export function sampleOf(kind: SampleKind, view: MessageView | null, header: Header): Sample | null {
  const attempt = view === null ? undefined : (acceptedAttempt(view) ?? view.attempts.at(-1));
  switch (kind) {
    case 'mail-from':
      return said(attempt, /^MAIL FROM:/i, addressOf);
    case 'recipients':
      return said(attempt, /^RCPT TO:/i, addressOf);
    case 'hidden': {
      if (view === null) return null;
      const isBcc = isBccOf(view);
      const hidden = new Set(
        view.made.envelope.recipients
          .filter(({ address, field }) => isBcc(address, field))
          .map(({ address }) => mailboxKey(address)),
      );
      return said(attempt, /^RCPT TO:/i, addressOf, (text) => hidden.has(mailboxKey(addressOf(text))));
    }
    case 'ehlo':
      return said(attempt, /^EHLO /i, (text) => text.slice('EHLO '.length), undefined, 1);
    case 'sign-in':
      return said(attempt, /^AUTH /i, (text) => text);
    case 'tls':
      return tlsOf(attempt);
    case 'server':
      return view === null ? null : serverOf(attempt, view);
    case 'acceptance':
      return acceptanceOf(attempt);
    case 'header':
      return startOf(header);
    case 'empty-line':
      return endOf(header);
    case 'message-id':
      return fieldOf(header, 'message-id', (text) => /<[^>]*>/.exec(text)?.[0] ?? '');
    case 'from':
      return fieldOf(header, 'from', (text) => text.slice('From:'.length).trim());
  }
}

const addressOf = (command: string): string => /<([^>]*)>/.exec(command)?.[1] ?? '';

/** Commands of the client that begin so, in their order. */
function said(
  attempt: AttemptRecorded | undefined,
  verb: RegExp,
  marked: (text: string) => string,
  isMeant: (text: string) => boolean = () => true,
  most = SHOWN,
): Sample | null {
  const lines = (attempt?.transcript ?? [])
    .filter(({ from, text }) => from === 'client' && verb.test(text) && isMeant(text))
    .map(({ text }) => ({ text, marked: marked(text) }));
  if (lines.length === 0) return null;
  const shown = lines.slice(0, most);
  return { lines: shown, more: most < SHOWN ? 0 : lines.length - shown.length, tab: 'conversation' };
}

function tlsOf(attempt: AttemptRecorded | undefined): Sample | null {
  const tls = attempt?.tls;
  if (tls === null || tls === undefined) return null;
  const asked = attempt?.transcript.find(({ from, text }) => from === 'client' && text === 'STARTTLS');
  const facts = `${tls.version}, ${tls.cipher}`;
  return {
    lines: [...(asked === undefined ? [] : [plain(asked)]), { text: facts, marked: facts }],
    more: 0,
    tab: 'conversation',
  };
}

function serverOf(attempt: AttemptRecorded | undefined, { made }: MessageView): Sample | null {
  if (attempt === undefined) return null;
  const port = String(attempt.remotePort ?? made.account.port);
  return { lines: [{ text: `${made.account.host}:${port}`, marked: port }], more: 0, tab: 'conversation' };
}

function acceptanceOf(attempt: AttemptRecorded | undefined): Sample | null {
  const transcript = attempt?.transcript ?? [];
  // What travelled with the dot stands in its line's company, and the dot first.
  const dot = transcript.findLastIndex(({ from, text }) => from === 'client' && text === '.');
  const reply = transcript
    .slice(dot + 1)
    .find(({ from, text }) => from === 'server' && text.startsWith('250'));
  const [client] = transcript.slice(dot, dot + 1);
  if (client === undefined || reply === undefined) return null;
  return {
    lines: [plain(client), { text: reply.text, marked: '250' }],
    more: 0,
    tab: 'conversation',
  };
}

const plain = ({ text }: TranscriptLine): SampleLine => ({ text, marked: '' });

/** A field as it stands, a line for each of its own, without their line ends. */
const linesOf = ({ bytes }: Header, field: HeaderField): string[] =>
  field.lines.map((line) => utf8Text(octetText(bytes, line)).replace(/[\r\n]+$/, ''));

function startOf(header: Header): Sample | null {
  const { items } = header.parsed;
  const first = items.findIndex(({ kind }) => kind === 'field');
  if (first < 0) return null;
  const fields = items.filter((item) => item.kind === 'field');
  const lines = fields
    .slice(0, SHOWN)
    .map((field) => ({ text: linesOf(header, field)[0] ?? '', marked: `${field.name}:` }));
  return { lines, more: fields.length - lines.length, tab: 'source', item: first };
}

function endOf(header: Header): Sample | null {
  const { items, separator } = header.parsed;
  const last = items.at(-1);
  if (separator === null || last?.kind !== 'field') return null;
  return {
    lines: [{ text: linesOf(header, last).at(-1) ?? '', marked: '' }, EMPTY_LINE],
    more: 0,
    tab: 'source',
    item: items.length - 1,
  };
}
/** As Source draws a line end. */
const EMPTY_LINE: SampleLine = { text: 'CR LF', marked: 'CR LF' };

/** A whole field, its value marked where it stands in one line. */
function fieldOf(header: Header, name: string, marked: (text: string) => string): Sample | null {
  const item = header.parsed.items.findIndex(
    (one) => one.kind === 'field' && one.name.toLowerCase() === name,
  );
  const field = header.parsed.items[item];
  if (field?.kind !== 'field') return null;
  const lines = linesOf(header, field).map((text) => ({ text, marked: marked(text) }));
  return { lines: lines.slice(0, SHOWN), more: Math.max(0, lines.length - SHOWN), tab: 'source', item };
}
