/** What the sent list shows of one message, read off its record alone. Only what somebody accepted is mail that was sent. */
import type { SentRow } from '#core/contract/sent.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import type { MessageRecord, SubmissionMade } from '#core/message/record.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { foldEvents } from '#core/outbox/state.ts';

/** As many names as a row has room for. */
const SHOWN = 3;

/** One row per submission with at least one accepted recipient. */
export function sentRows(records: readonly MessageRecord[]): SentRow[] {
  const message = records.find((record) => record.record === 'message');
  if (message === undefined) return [];
  const events = records.flatMap((record) => (record.record === 'event' ? [record.event] : []));
  const submissions = foldEvents(events);
  const { to, cc, bcc, subject } = message.composition;
  // A submission that another account took over has two of these lines: the last one counts.
  const made = new Map<string, SubmissionMade>();
  for (const record of records) if (record.record === 'submission') made.set(record.submissionId, record);
  return [...made.values()].flatMap((submitted) => {
    const { submissionId, account, practice } = submitted;
    const submission = submissions.get(submissionId);
    const accepted = submission?.recipients.filter(({ fate }) => fate === 'accepted').length ?? 0;
    if (submission === undefined || accepted === 0) return [];
    return [
      {
        submissionId,
        messageId: message.id,
        at: firstAcceptance(events, submissionId) ?? submission.submittedAt,
        accountId: account.id,
        accountName: account.name,
        hue: account.hue,
        practice,
        subject,
        to: [...to, ...cc, ...bcc].slice(0, SHOWN).map(shown),
        recipients: submission.recipients.length,
        accepted,
        hasAttachment: message.attachments.some(({ picture }) => picture === undefined),
        status: submission.status,
        mailing: submission.mailing,
      },
    ];
  });
}

const shown = ({ name, address }: RecipientEntry): string => (name === '' ? address : name);

/** ms since the epoch: a server took it, or the user said that it arrived. */
function firstAcceptance(events: readonly OutboxEvent[], submissionId: string): number | undefined {
  return events.find(
    (event) =>
      event.submissionId === submissionId &&
      ((event.kind === 'transaction-ended' && event.results.some(({ result }) => result === 'accepted')) ||
        (event.kind === 'user-word' && event.word === 'arrived')),
  )?.at;
}
