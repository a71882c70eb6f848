/** Events of made-up submissions, for the journal's tests. */
import { ulid } from 'ulid';
import { AccountId, AttemptId, StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';

export const newSubmission = (): SubmissionId => SubmissionId.parse(ulid());

/** A submission that was made and tried once, `size` characters of address long. */
export function story(submissionId: SubmissionId, size = 20): OutboxEvent[] {
  const at = 1_795_000_000_000;
  const attemptId = AttemptId.parse(ulid());
  const address = `${'é'.repeat(size)}@example.test`;
  return [
    {
      kind: 'submitted',
      submissionId,
      at,
      messageId: StoredMessageId.parse(ulid()),
      accountId: AccountId.parse('practice'),
      practice: true,
      draftId: null,
      recipients: [{ address, field: 'to' }],
      message: null,
      envelope: null,
      notBefore: null,
      schedule: null,
      allOrNone: false,
      mailing: null,
    },
    { kind: 'attempt-began', submissionId, at: at + 1, attemptId },
    { kind: 'dot-marked', submissionId, at: at + 2, attemptId, transaction: 0, recipients: [address] },
  ];
}
