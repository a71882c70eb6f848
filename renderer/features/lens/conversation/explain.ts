/**
 * A transcript with each line's meaning beside it. Commands wait in a queue for their replies, since they may have been sent together
 * (RFC 2920); a reply of several lines is explained at its last. Words: i18n `lens.said.<key>`.
 */
import type { Catalogue } from '#core/i18n/en.ts';
import { hostQualification } from '#core/headers/qualified.ts';
import { explainExtension, explainReply, type Explanation, type ExtensionKeyword } from '#core/smtp/codes.ts';
import type { TranscriptLine } from '#core/smtp/vocabulary.ts';

type SaidKey = keyof Catalogue['lens']['said'];

interface Said {
  readonly key: SaidKey;
  readonly params: Readonly<Record<string, string>>;
}

export interface ExplainedLine {
  readonly line: TranscriptLine;
  /** of a server's line: its three digits */
  readonly code: string | null;
  /** 2yz, 3yz, and what refuses */
  readonly tone: 'ok' | 'go' | 'refused';
  readonly text: string;
  readonly said: Said | null;
  /** what its keyword offers, or what its code says of a refusal */
  readonly word: `offers.extension.${ExtensionKeyword}` | Explanation | null;
  /** the code that `word` is about, where there is one */
  readonly about: string | null;
  /** the reply by which the server took the message over */
  readonly taken: boolean;
}

export interface Knowledge {
  readonly user: string;
  /** addresses whose RCPT is named in no field */
  readonly hidden: ReadonlySet<string>;
}

type Command =
  'greeting' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'dot' | 'rset' | 'quit' | 'other';

const say = (key: SaidKey, params: Record<string, string> = {}): Said => ({ key, params });

export function explainTranscript(lines: readonly TranscriptLine[], known: Knowledge): ExplainedLine[] {
  const waiting: Command[] = ['greeting'];
  let challenged = false;
  let lineOfReply = 0;
  return lines.map((line): ExplainedLine => {
    const plain = {
      line,
      code: null,
      tone: 'ok',
      text: line.text,
      said: null,
      word: null,
      about: null,
      taken: false,
    } as const;
    if (line.from === 'note') return plain;
    if (line.from === 'client') {
      if (challenged) {
        challenged = false;
        waiting.push('auth');
        return { ...plain, said: say('auth') };
      }
      const command = commandOf(line.text);
      if (command !== 'other') waiting.push(command);
      return { ...plain, said: saidByClient(command, line.text, known) };
    }
    const reply = /^(\d{3})([ -]|$)/.exec(line.text);
    const code = reply?.[1];
    if (code === undefined) return plain;
    const text = line.text.slice(3);
    const tone = toneOf(code);
    const offers = waiting[0] === 'ehlo' && tone === 'ok' && lineOfReply > 0 ? extensionWord(text) : null;
    lineOfReply += 1;
    if (reply?.[2] === '-') return { ...plain, code, tone, text, word: offers };
    lineOfReply = 0;
    const answered = waiting.shift() ?? 'other';
    if (answered === 'data' && code === '354') waiting.unshift('dot');
    challenged = answered === 'auth' && code === '334';
    const taken = answered === 'dot' && code.startsWith('2');
    const refused = tone === 'refused' ? enhancedWord(code, text) : null;
    // The last keyword of EHLO's reply says more than that the reply is over.
    const said = offers === null ? saidByServer(answered, code, text, known) : null;
    const word = offers ?? refused?.word ?? null;
    return { ...plain, code, tone, text, said, word, about: refused?.about ?? null, taken };
  });
}

/** ` SIZE 36700160` or `-SIZE 36700160`: a keyword of EHLO's reply (RFC 5321 §4.1.1.1). */
function extensionWord(text: string): ExplainedLine['word'] {
  const [keyword = '', ...parameters] = text.slice(1).split(' ');
  return explainExtension({ keyword, parameters: parameters.join(' ') });
}

/** What the enhanced code of a refusal says (RFC 3463), where it has one. */
function enhancedWord(code: string, text: string): { word: Explanation; about: string } | null {
  const enhanced = /^[ -]([245]\.\d{1,3}\.\d{1,3})(?: |$)/.exec(text)?.[1] ?? null;
  const [first] = enhanced === null ? [] : explainReply({ code: Number(code), enhanced, lines: [] });
  return first ? { word: first.code, about: first.params.code } : null;
}

const toneOf = (code: string): ExplainedLine['tone'] =>
  code.startsWith('2') ? 'ok' : code.startsWith('3') ? 'go' : 'refused';

function commandOf(text: string): Command {
  const upper = text.toUpperCase();
  if (upper === '.') return 'other';
  const verbs: readonly (readonly [string, Command])[] = [
    ['EHLO', 'ehlo'],
    ['HELO', 'ehlo'],
    ['STARTTLS', 'starttls'],
    ['AUTH', 'auth'],
    ['MAIL FROM', 'mail'],
    ['RCPT TO', 'rcpt'],
    ['DATA', 'data'],
    ['RSET', 'rset'],
    ['QUIT', 'quit'],
  ];
  return verbs.find(([verb]) => upper.startsWith(verb))?.[1] ?? 'other';
}

/** The path of MAIL FROM and RCPT TO, without its brackets. */
const pathIn = (text: string): string => /<(.*?)>/.exec(text)?.[1] ?? '';

function saidByClient(command: Command, text: string, known: Knowledge): Said | null {
  switch (command) {
    case 'ehlo':
      return say(/^\S+\s+\[/.test(text) ? 'ehloLiteral' : 'ehloName');
    case 'rcpt':
      return say(known.hidden.has(pathIn(text)) ? 'rcptHidden' : 'rcpt');
    case 'starttls':
    case 'auth':
    case 'mail':
    case 'data':
    case 'rset':
    case 'quit':
      return say(command);
    case 'other':
      return text === '.' ? say('dot') : null;
    case 'greeting':
    case 'dot':
      return null;
  }
}

function saidByServer(command: Command, code: string, text: string, known: Knowledge): Said | null {
  if (/^[45]/.test(code)) return refusal(command, code);
  switch (command) {
    case 'greeting': {
      const host = text.trim().split(/\s+/)[0] ?? '';
      return say(hostQualification(host) === 'unqualified' ? 'greetingUnqualified' : 'greetingQualified');
    }
    case 'ehlo':
      return say('ehloReply');
    case 'starttls':
      return say('starttlsReply');
    case 'auth':
      if (code === '334') return say('authMore');
      return known.user === '' ? say('authReply') : say('authAs', { user: known.user });
    case 'mail':
      return say('mailReply');
    case 'rcpt':
      return say('rcptReply');
    case 'data':
      return say('dataReply');
    case 'dot': {
      // Postfix: "queued as 4F2b7T1xQzW"; Exim: "OK id=1abc-def-gh".
      const id = /queued as (\S+)|\bid=(\S+)/i.exec(text);
      const name = id?.[1] ?? id?.[2];
      return name === undefined ? say('accepted') : say('acceptedAs', { id: name });
    }
    case 'quit':
      return say('quitReply');
    case 'rset':
    case 'other':
      return null;
  }
}

function refusal(command: Command, code: string): Said {
  const deferred = code.startsWith('4');
  switch (command) {
    case 'auth':
      return say('authRefused');
    case 'mail':
      return say(deferred ? 'temporary' : 'mailRefused');
    case 'rcpt':
      return say(deferred ? 'rcptDeferred' : 'rcptRefused');
    case 'data':
      return say(deferred ? 'temporary' : 'dataRefused');
    case 'dot':
      return say(deferred ? 'temporary' : 'messageRefused');
    case 'greeting':
    case 'ehlo':
    case 'starttls':
    case 'rset':
    case 'quit':
    case 'other':
      return say(deferred ? 'temporary' : 'permanent');
  }
}
