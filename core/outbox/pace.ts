/**
 * How fast one account's server is given mail: what it says slows the account down, and what it accepts lets it recover. One connection
 * that cannot be opened is one failure of the account, however many messages wait for it.
 */
import type { Diagnosis } from '../smtp/vocabulary.ts';
import { retryDelay } from './due.ts';

export interface Pace {
  /** connections in a row that came to nothing */
  readonly failures: number;
  /** ms since the epoch: nothing is tried before; 0: at any time */
  readonly until: number;
  /** ms between the beginnings of two messages */
  readonly gap: number;
  /** one connection only, until this many messages were accepted */
  readonly narrow: number;
}

export const FULL_PACE: Pace = { failures: 0, until: 0, gap: 0, narrow: 0 };

/**
 * `accepted`: the server took a message. `slow-down`: it asked for less (4.7.x). `closing`: it closed a connection that
 * had worked (421, or without a word), or takes no more of them.
 * `no-connection`: none could be opened, or it broke before anything came of it.
 */
export type PaceSignal = 'accepted' | 'slow-down' | 'closing' | 'no-connection';

const FIRST_GAP = 1_000;
const LONGEST_GAP = 60_000;
const AFTER_CLOSING = 5_000;
const NARROW_FOR = 20;

export function paceAfter(pace: Pace, signal: PaceSignal, now: number, random: number): Pace {
  switch (signal) {
    case 'accepted':
      return {
        failures: 0,
        until: 0,
        gap: pace.gap / 2 < FIRST_GAP / 2 ? 0 : pace.gap / 2,
        narrow: Math.max(0, pace.narrow - 1),
      };
    case 'slow-down':
      return {
        ...pace,
        gap: Math.min(Math.max(FIRST_GAP, pace.gap * 2), LONGEST_GAP),
        narrow: NARROW_FOR,
      };
    case 'closing':
      return { ...pace, until: now + AFTER_CLOSING * (1 + random), narrow: NARROW_FOR };
    case 'no-connection': {
      const failures = pace.failures + 1;
      return { ...pace, failures, until: now + retryDelay(failures, random) };
    }
  }
}

/** 4.7.x is about policy and rate (RFC 3463 §3.8); greylisting says it too, and a second between two messages does it no harm. */
export const asksToSlowDown = ({ reply }: Diagnosis): boolean =>
  reply !== null && reply.code >= 400 && reply.code < 500 && reply.enhanced?.startsWith('4.7.') === true;

/** The connection, not the message, is what failed. */
export function isConnectionTrouble(diagnosis: Diagnosis): boolean {
  const { code, step, reply } = diagnosis;
  if (code === 'server-closing') return true;
  if (OF_THE_CONNECTION.has(code)) return true;
  // What is said before MAIL is said to every message.
  return BEFORE_MAIL.has(step) && reply !== null && reply.code >= 400 && reply.code < 500;
}

const OF_THE_CONNECTION: ReadonlySet<Diagnosis['code']> = new Set<Diagnosis['code']>([
  'host-not-found',
  'dns-failed',
  'connection-refused',
  'connection-timeout',
  'network-unreachable',
  'connection-lost',
  'not-smtp',
  'protocol-error',
  'reply-timeout',
]);
const BEFORE_MAIL: ReadonlySet<Diagnosis['step']> = new Set<Diagnosis['step']>([
  'dns',
  'tcp',
  'tls',
  'greeting',
  'ehlo',
  'starttls',
  'sign-in',
]);

/** Such trouble may be the lack of a network: worth asking the system. */
export const isNetworkTrouble = ({ code }: Diagnosis): boolean => OF_THE_NETWORK.has(code);
const OF_THE_NETWORK: ReadonlySet<Diagnosis['code']> = new Set<Diagnosis['code']>([
  'host-not-found',
  'dns-failed',
  'network-unreachable',
  'connection-timeout',
  'connection-lost',
]);
