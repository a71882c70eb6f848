/**
 * What a crash left, read off the journal alone: an attempt that began and did not end. Two records bracket the final dot; with the first
 * and without the second nobody can know whether the server took the message (RFC 1047, RFC 5321 §4.2.5).
 */
import { AttemptId, type SubmissionId } from '../message/ids.ts';
import type { Diagnosis } from '../smtp/vocabulary.ts';
import type { OutboxEvent, RecipientResult } from './events.ts';
import { foldEvents } from './state.ts';
import type { Submission } from './submission.ts';

/** Names the attempt in events that close one whose beginning cannot be read. */
const NO_ATTEMPT = AttemptId.parse('00000000000000000000000000');

interface Trail {
  /** began and did not end, the last of them */
  attempt: AttemptId | null;
  last: AttemptId | null;
  /** markers without the record of their reply */
  readonly openDots: Map<string, Extract<OutboxEvent, { kind: 'dot-marked' }>>;
}

/**
 * The events to append before anything else is done. `damaged` names submissions of whose journal a part cannot be read: there, whoever
 * waits may have been sent to, so the outcome is unknown. With these appended, a second reading yields nothing more.
 */
export function recoveryEvents(
  events: readonly OutboxEvent[],
  damaged: readonly string[],
  at: number,
): OutboxEvent[] {
  const trails = readTrails(events);
  const broken = new Set<string>(damaged);
  return [...foldEvents(events).values()].flatMap((submission) =>
    closing(submission, trails.get(submission.id), broken.has(submission.id), at),
  );
}

function readTrails(events: readonly OutboxEvent[]): Map<SubmissionId, Trail> {
  const trails = new Map<SubmissionId, Trail>();
  for (const event of events) {
    const trail = trails.get(event.submissionId) ?? { attempt: null, last: null, openDots: new Map() };
    trails.set(event.submissionId, trail);
    if (event.kind === 'attempt-began') {
      trail.attempt = event.attemptId;
      trail.last = event.attemptId;
    } else if (event.kind === 'attempt-ended') trail.attempt = null;
    else if (event.kind === 'dot-marked') {
      trail.last = event.attemptId;
      trail.openDots.set(dotOf(event), event);
    } else if (event.kind === 'transaction-ended') trail.openDots.delete(dotOf(event));
  }
  return trails;
}

const dotOf = (event: { readonly attemptId: AttemptId; readonly transaction: number }): string =>
  `${event.attemptId} ${String(event.transaction)}`;

function closing(
  submission: Submission,
  trail: Trail | undefined,
  damaged: boolean,
  at: number,
): OutboxEvent[] {
  const base = { submissionId: submission.id, at };
  const pending = new Set(
    submission.recipients.flatMap(({ address, fate }) =>
      fate === 'waiting' || fate === 'deferred' ? [address] : [],
    ),
  );
  const nobodyKnows = (addresses: readonly string[]): RecipientResult[] =>
    addresses.flatMap((address) =>
      pending.delete(address) ? [{ address, result: 'unknown' as const, reply: null }] : [],
    );
  const ended: OutboxEvent[] = [...(trail?.openDots.values() ?? [])].map((dot) => ({
    ...base,
    kind: 'transaction-ended',
    attemptId: dot.attemptId,
    transaction: dot.transaction,
    results: nobodyKnows(dot.recipients),
  }));
  const lastAttempt = trail?.last ?? NO_ATTEMPT;
  if (damaged && pending.size > 0)
    ended.push({
      ...base,
      kind: 'transaction-ended',
      attemptId: lastAttempt,
      transaction: 0,
      results: nobodyKnows([...pending]),
    });
  if (ended.length === 0 && submission.status !== 'sending') return [];
  const unknown = ended.some((event) => event.kind === 'transaction-ended' && event.results.length > 0);
  return [
    ...ended,
    {
      ...base,
      kind: 'attempt-ended',
      attemptId: trail?.attempt ?? lastAttempt,
      diagnosis: unknown ? OUTCOME_UNKNOWN : INTERRUPTED,
      held: false,
      until: null,
    },
  ];
}

const OUTCOME_UNKNOWN: Diagnosis = {
  step: 'reply',
  code: 'outcome-unknown',
  params: {},
  reply: null,
  fixes: ['search-message-id', 'send-again'],
};

const INTERRUPTED: Diagnosis = {
  step: 'settings',
  code: 'interrupted',
  params: {},
  reply: null,
  fixes: ['send-again'],
};
