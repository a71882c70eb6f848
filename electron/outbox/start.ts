/**
 * What the program finds in its journal when it starts: what a crash left is decided first, then everything is taken up, without opening
 * the files of messages that only wait.
 */
import type { MissedSchedule } from '#core/contract/settings.ts';
import type { StoredMessageId } from '#core/message/ids.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { recoveryEvents } from '#core/outbox/recovery.ts';
import { foldEvents } from '#core/outbox/state.ts';
import type { Submission } from '#core/outbox/submission.ts';
import { headOf } from './submit.ts';
import { noneIfMissing } from './ledger.ts';
import type { MessageFiles } from './ports.ts';

/** What is known of a damaged journal. */
export interface JournalLoss {
  readonly submissionIds: readonly string[];
  readonly lost: boolean;
}

export interface Found {
  readonly submissions: readonly Submission[];
  /** to be appended before anything else is done */
  readonly recovery: readonly OutboxEvent[];
}

/** ms that a scheduled message may be late without having been missed */
const LATE = 60_000;

/**
 * A transaction whose dot was marked and that has no reply is unknown, everyone else waits again (RFC 1047). `damage`: what of the journal
 * could not be read; `lost` touches whatever is not over.
 */
export function readJournal(
  events: readonly OutboxEvent[],
  damage: JournalLoss | null,
  now: number,
  missed: MissedSchedule,
): Found {
  const touched = damage?.lost === true ? [...foldEvents(events).keys()] : (damage?.submissionIds ?? []);
  const recovery = recoveryEvents(events, touched, now);
  const before = foldEvents([...events, ...recovery]);
  const late =
    missed === 'send'
      ? []
      : [...before.values()].flatMap(({ id, status, schedule }): OutboxEvent[] =>
          status === 'scheduled' && schedule !== null && schedule.at < now - LATE
            ? [{ kind: 'held', submissionId: id, at: now, cause: 'missed-schedule' }]
            : [],
        );
  const submissions = late.length === 0 ? before : foldEvents([...events, ...recovery, ...late]);
  return { submissions: [...submissions.values()], recovery: [...recovery, ...late] };
}

/** Messages that were built before and are not the one that goes: a crash came before they were removed. */
export function superseded(
  events: readonly OutboxEvent[],
  submissions: readonly Submission[],
): StoredMessageId[] {
  const current = new Map(submissions.map(({ id, messageId, attempts }) => [id, { messageId, attempts }]));
  return events.flatMap((event) => {
    if (event.kind !== 'submitted' && event.kind !== 'rescheduled') return [];
    const named = event.kind === 'submitted' ? event.messageId : event.message.messageId;
    const now = current.get(event.submissionId);
    // Where there was an attempt, its conversation is with the bytes it was about.
    return now === undefined || now.messageId === named || now.attempts > 0 ? [] : [named];
  });
}

/** An older journal does not say what its record says; null when that is gone, and it can never be sent. */
export async function completed(submission: Submission, files: MessageFiles): Promise<Submission | null> {
  if (submission.message !== null && submission.envelope !== null) return submission;
  const records = await files.readRecords(submission.messageId).catch(noneIfMissing);
  const built = records.find((record) => record.record === 'message');
  const made = records.findLast(
    (record) => record.record === 'submission' && record.submissionId === submission.id,
  );
  if (built?.record !== 'message' || made?.record !== 'submission') return null;
  const { id: messageId, messageIdField, size, sha256, composition } = built;
  const { name: accountName, hue } = made.account;
  const { subject } = composition;
  return {
    ...submission,
    message: { messageId, subject, messageIdField, size, sha256, accountName, hue },
    envelope: headOf(made.envelope),
  };
}
