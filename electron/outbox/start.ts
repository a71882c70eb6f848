/**
 * What the program finds in its journal when it starts: what a crash left is decided first, then everything is taken up, without opening
 * the files of messages that only wait.
 */
import type { MissedSchedule } from '#core/contract/settings.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { isMissed } from '#core/outbox/due.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { recoveryEvents } from '#core/outbox/recovery.ts';
import { foldEvents } from '#core/outbox/state.ts';
import type { Submission } from '#core/outbox/submission.ts';
import type { AccountHolds } from './account-holds.ts';
import { hideDraft, settleDraft, settleForgotten } from './draft-of.ts';
import { isOver, newEntry, type Entries } from './entry.ts';
import { noneIfMissing } from './ledger.ts';
import { headOf } from './making/keep.ts';
import type { SubmitTools } from './making/submit.ts';
import type { MessageFiles } from './ports.ts';

/** What is known of a damaged journal. */
export interface JournalLoss {
  readonly submissionIds: readonly string[];
  readonly lost: boolean;
}

/** Everything that is not over is an entry afterwards; nothing is sent by this. Gives how many messages have lost their files. */
export async function takeUp(
  events: readonly OutboxEvent[],
  damage: JournalLoss | null,
  missed: MissedSchedule,
  entries: Entries,
  holds: AccountHolds,
  tools: Pick<SubmitTools, 'journal' | 'files' | 'drafts' | 'clock'>,
): Promise<{ readonly gone: number }> {
  const { journal, clock, files, drafts } = tools;
  /** whose files are gone */
  const settled = new Set<SubmissionId>();
  const mailings = new Set<SubmissionId>();
  let lost = 0;
  // Its thread reads while this one does.
  const asked = drafts.submitted();
  asked.catch(() => undefined);
  const found = readJournal(events, damage, clock.now(), missed);
  if (found.recovery.length > 0) await journal.append(found.recovery);
  await holds.start();
  // What the disk refuses now is taken up at the next start.
  await files.takeUp().catch(() => undefined);
  const gone = await files.withoutRecord(found.submissions.map(({ messageId }) => messageId));
  const hiddenBefore = await asked;
  const hidden = new Set(hiddenBefore.map(({ id }) => id));
  for (const submission of found.submissions) {
    const whole = gone.has(submission.messageId) ? null : await completed(submission, files);
    if (whole === null) {
      // Its files are gone, so it can never be sent: the draft is what is left of it.
      // The draft of a mailing waits for the others of it.
      if (submission.mailing === null) {
        await settleDraft(drafts, submission);
        settled.add(submission.id);
      }
      await journal.forget([submission.id]);
      lost += 1;
      continue;
    }
    entries.add(newEntry(whole, false));
    if (whole.mailing !== null) mailings.add(whole.mailing.id);
    const isHidden = whole.draftId === null || hidden.has(whole.draftId);
    if (!isOver(whole) && !isHidden) await hideDraft(drafts, whole);
    // Older journals held each message for its account's trouble.
    const { hold, diagnosis, accountId } = whole;
    if (hold === 'account' && diagnosis !== null) await holds.hold(accountId, diagnosis);
  }
  for (const id of superseded(events, found.submissions)) await files.discard(id).catch(() => undefined);
  // What the disk refuses now is done at the next start.
  const isKnown = (id: SubmissionId): boolean => entries.has(id) || settled.has(id) || mailings.has(id);
  await settleForgotten(hiddenBefore, tools, { has: isKnown }).catch(() => undefined);
  return { gone: lost };
}

interface Found {
  readonly submissions: readonly Submission[];
  /** to be appended before anything else is done */
  readonly recovery: readonly OutboxEvent[];
}

/**
 * A transaction whose dot was marked and that has no reply is unknown, everyone else waits again (RFC 1047). `damage`: what of the journal
 * could not be read; `lost` touches whatever is not over.
 */
function readJournal(
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
      : [...before.values()].flatMap((submission): OutboxEvent[] =>
          isMissed(submission, now)
            ? [{ kind: 'held', submissionId: submission.id, at: now, cause: 'missed-schedule' }]
            : [],
        );
  const submissions = late.length === 0 ? before : foldEvents([...events, ...recovery, ...late]);
  return { submissions: [...submissions.values()], recovery: [...recovery, ...late] };
}

/** Messages that were built before and are not the one that goes: a crash came before they were removed. */
function superseded(events: readonly OutboxEvent[], submissions: readonly Submission[]): StoredMessageId[] {
  const current = new Map(submissions.map(({ id, messageId, attempts }) => [id, { messageId, attempts }]));
  return events.flatMap((event) => {
    const named = builtFor(event);
    const now = current.get(event.submissionId);
    // Where there was an attempt, its conversation is with the bytes it was about.
    return named === null || now === undefined || now.messageId === named || now.attempts > 0 ? [] : [named];
  });
}

/** The message that was built for this event; null: none was. */
export function builtFor(event: OutboxEvent): StoredMessageId | null {
  switch (event.kind) {
    case 'submitted':
      return event.messageId;
    case 'rescheduled':
      return event.message.messageId;
    case 'rerouted':
      return event.built?.message.messageId ?? null;
    default:
      return null;
  }
}

/** An older journal does not say what its record says; null when that is gone, and it can never be sent. */
async function completed(submission: Submission, files: MessageFiles): Promise<Submission | null> {
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
