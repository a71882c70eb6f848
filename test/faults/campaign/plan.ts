/**
 * What happens in one case, as a pure function of the campaign's seed and the case's number: where and how the server breaks, what happens
 * on this side at that moment, and who is to get what. Carrying it out is run-case.ts's.
 */
import { randomFor, type Random } from './random.ts';

/** In the order of a session. `last byte`: all of the message was read and the final dot was not; `reply`: the reply to the dot was written. */
export const STEPS = [
  'connect',
  'greeting',
  'EHLO',
  'STARTTLS',
  'handshake',
  'EHLO in TLS',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
  'body',
  'last byte',
  'dot',
  'reply',
  'QUIT',
] as const;
export type Step = (typeof STEPS)[number];

export const HOWS = [
  'RST',
  'FIN',
  'silence',
  '4xx',
  '5xx',
  '421',
  'garbage',
  'half',
  'early',
  'drip',
  'endless',
  'TLS alert',
  'nothing',
] as const;
/**
 * `half`: a reply cut in half, then the end. `early`: the reply to what has not been asked yet. `drip`: byte by byte, but whole.
 * `endless`: a reply that never ends. `nothing`: the server is well, and only this side has trouble.
 */
type How = (typeof HOWS)[number];

export interface Fault {
  readonly step: Step;
  readonly how: How;
  /** in place of the reply, or right behind it */
  readonly when: 'before' | 'after';
  /** which RCPT of the transaction, from 0 */
  readonly recipient: number;
  /** after how much of the body, 0 to 1 */
  readonly portion: number;
  /** how often the step is passed unharmed before */
  readonly skip: number;
  /** a message whose reply does not get through is taken all the same */
  readonly takes: boolean;
  /** picks among the forms of garbage, halves and ends */
  readonly form: number;
}

export type Answer = 'yes' | '4xx' | '5xx' | '452' | '552';

interface PlannedMessage {
  readonly recipients: readonly { readonly address: string; readonly answer: Answer }[];
  /** octets of its text, about */
  readonly size: number;
}

type Death =
  /** kill -9 when the server has come to the step, `delay` ms later */
  | { readonly at: 'step'; readonly delay: number }
  /** kill -9 before or after the program's n-th sync, of those of sending (run 0) or of starting again (run 1) */
  | {
      readonly at: 'sync';
      readonly run: 0 | 1;
      readonly number: number;
      readonly when: 'before' | 'after';
    };

export type Spoilt =
  | 'journal flipped'
  | 'journal log flipped'
  | 'journal log cut'
  | 'journal wal flipped'
  | 'journal wal cut'
  | 'message flipped'
  | 'record flipped'
  | 'record cut';

export interface Plan {
  readonly seed: number;
  readonly number: number;
  /** one after the other; afterwards the server is well */
  readonly faults: readonly [Fault, ...Fault[]];
  readonly messages: readonly PlannedMessage[];
  readonly secure: boolean;
  readonly pipelining: boolean;
  readonly death: Death | null;
  /** the program that met the fault goes on until nobody waits, before it is closed */
  readonly stays: boolean;
  /** what a power cut leaves of what was not synced: nothing, or some files as they are */
  readonly cut: 'all' | 'some' | null;
  /** octets that are left when the disk fills up at the step */
  readonly room: number | null;
  readonly spoilt: Spoilt | null;
  /** for whatever is decided later: which byte is flipped, which files a cut spares */
  readonly detail: number;
}

/** Nothing happens on this side: other such cases may run in the same program at the same time. */
export const isPlain = ({ death, cut, room, spoilt }: Plan): boolean =>
  death === null && cut === null && room === null && spoilt === null;

const REPLYING: readonly How[] = [
  'RST',
  'FIN',
  'silence',
  '4xx',
  '5xx',
  '421',
  'garbage',
  'half',
  'drip',
  'endless',
];
const MID_BODY: readonly How[] = ['RST', 'FIN', 'silence', '4xx', '5xx', '421', 'garbage', 'early', 'half'];

type Combination = Pick<Fault, 'step' | 'how' | 'when'> & Partial<Pick<Fault, 'takes'>>;

function combinationsOf(step: Step): Combination[] {
  const inPlace = (hows: readonly How[]): Combination[] => hows.map((how) => ({ step, how, when: 'before' }));
  const behind = (hows: readonly How[]): Combination[] => hows.map((how) => ({ step, how, when: 'after' }));
  switch (step) {
    case 'connect':
      return inPlace(['RST', 'FIN', 'nothing']);
    case 'greeting':
      return [...inPlace([...REPLYING, 'TLS alert', 'nothing']), ...behind(['RST', 'FIN', '421', 'garbage'])];
    case 'handshake':
      return inPlace(['RST', 'FIN', 'silence', 'garbage', 'TLS alert', 'nothing']);
    case 'body':
    case 'last byte':
      return inPlace([...MID_BODY, 'TLS alert', 'nothing']);
    case 'reply':
      return behind(['RST', 'FIN', 'silence', '421', 'garbage', 'TLS alert', 'nothing']);
    case 'STARTTLS':
      return [...inPlace([...REPLYING, 'nothing']), ...behind(['garbage'])];
    case 'dot':
      // Here it matters most whether the server took it.
      return [true, false].flatMap((takes) =>
        inPlace([...REPLYING, 'TLS alert', 'nothing']).map((combination) => ({ ...combination, takes })),
      );
    default:
      return [
        ...inPlace([...REPLYING, 'early', 'TLS alert', 'nothing']),
        ...behind(['RST', 'FIN', '421', 'garbage']),
      ];
  }
}

const COMBINATIONS: readonly Combination[] = STEPS.flatMap((step) => combinationsOf(step));

const IN_TLS: readonly Step[] = ['STARTTLS', 'handshake', 'EHLO in TLS', 'AUTH'];

/** Every combination comes once before any comes twice. */
export function planOf(seed: number, number: number): Plan {
  const random = randomFor(seed, number);
  const round = Math.floor(number / COMBINATIONS.length);
  const order = randomFor(seed, -2 - round).shuffled(COMBINATIONS);
  const combination = order[number % order.length] ?? { step: 'dot', how: 'RST', when: 'before' };
  const messages = Array.from({ length: random.chance(0.2) ? 1 + random.int(3) : 1 }, (_, n) =>
    message(random, `m${n}.c${number}`, combination.step),
  );
  const first = fault(random, combination, messages);
  const second = random.chance(0.15) ? secondFault(random, messages) : null;
  const secure = IN_TLS.includes(combination.step) || combination.how === 'TLS alert' || random.chance(0.08);
  return {
    seed,
    number,
    faults: second === null ? [first] : [first, second],
    messages,
    secure,
    pipelining: random.chance(0.75),
    stays: random.chance(0.5),
    ...ours(random, combination),
    detail: random.int(2 ** 31),
  };
}

function message(random: Random, name: string, step: Step): PlannedMessage {
  // Somebody is accepted nearly always, or the later steps would not be come to.
  const welcome = random.chance(0.92) ? 0 : null;
  const recipients = Array.from({ length: 1 + random.int(5) }, (_, r) => ({
    address: `r${r}.${name}@dest.example`,
    answer: r === welcome ? ('yes' as const) : answer(random),
  }));
  const longest = step === 'body' && random.chance(0.1) ? 3_000_000 : 60_000;
  return { recipients, size: Math.floor(longest * random.next() ** 3) };
}

function answer(random: Random): Answer {
  const n = random.next();
  if (n < 0.64) return 'yes';
  if (n < 0.76) return '4xx';
  if (n < 0.88) return '5xx';
  return n < 0.97 ? '452' : '552';
}

function fault(random: Random, combination: Combination, messages: readonly PlannedMessage[]): Fault {
  return {
    ...combination,
    recipient: random.int(messages[0]?.recipients.length ?? 1),
    portion: random.next(),
    skip: messages.length > 1 && random.chance(0.5) ? 1 : 0,
    takes: combination.takes ?? random.chance(0.5),
    form: random.int(1000),
  };
}

/** Silences and other waits once a case are enough. */
function secondFault(random: Random, messages: readonly PlannedMessage[]): Fault {
  const quick = COMBINATIONS.filter(
    ({ how, step }) => !['silence', 'endless', 'drip'].includes(how) && !IN_TLS.includes(step),
  );
  const combination = quick[random.int(quick.length)] ?? { step: 'dot', how: 'RST', when: 'before' };
  return fault(random, combination, messages);
}

type Ours = Pick<Plan, 'death' | 'cut' | 'room' | 'spoilt'>;

/** Where the server is well, something happens on this side. */
function ours(random: Random, { how }: Combination): Ours {
  const kind = random.next() * (how === 'nothing' ? 0.6 : 1);
  const atStep = (): Death => ({ at: 'step', delay: random.pick([0, 0, 0.3, 1, 2, 4, 8]) });
  const atSync = (): Death => ({
    at: 'sync',
    run: random.chance(0.75) ? 0 : 1,
    number: random.int(24),
    when: random.chance(0.5) ? 'before' : 'after',
  });
  const cut = random.pick(['all', 'all', 'some'] as const);
  const nothing: Ours = { death: null, cut: null, room: null, spoilt: null };
  if (kind < 0.17) return { ...nothing, death: atStep() };
  if (kind < 0.27) return { ...nothing, death: atStep(), cut };
  if (kind < 0.34) return { ...nothing, death: atSync() };
  if (kind < 0.44) return { ...nothing, death: atSync(), cut };
  if (kind < 0.5) return { ...nothing, room: random.pick([0, 0, 4096, 16_384]) };
  if (kind < 0.6) {
    const spoilt = spoiltOf(random);
    // There is something in them only where nobody closed them.
    const isLog = spoilt.startsWith('journal log') || spoilt.startsWith('journal wal');
    return { ...nothing, death: isLog || random.chance(0.5) ? atStep() : null, spoilt };
  }
  return nothing;
}

const spoiltOf = (random: Random): Spoilt =>
  random.pick([
    'journal flipped',
    'journal log flipped',
    'journal log cut',
    'journal wal flipped',
    'journal wal cut',
    'message flipped',
    'record flipped',
    'record cut',
  ]);
