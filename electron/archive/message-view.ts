/** Everything known of one submission and its message, read from its two files: what the lens shows. The bytes are read apart. */
import { AppFailure } from '#core/contract/errors.ts';
import type { MessageView } from '#core/contract/sent.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { attemptsOf } from '#core/message/attempts.ts';
import type { MessageRecord } from '#core/message/record.ts';
import { foldEvents } from '#core/outbox/state.ts';

/** What is read of the archive. */
export interface RecordReader {
  readRecords(id: StoredMessageId): Promise<MessageRecord[]>;
  /** Hashes the file again: true when size and digest are those recorded. */
  verify(id: StoredMessageId): Promise<boolean>;
}

/** Throws AppFailure not-found when the record lacks the message or the submission. */
export async function readMessageView(
  files: RecordReader,
  messageId: StoredMessageId,
  submissionId: SubmissionId,
): Promise<MessageView> {
  const records = await files.readRecords(messageId);
  const message = records.find((record) => record.record === 'message');
  // The last: another account may have taken it over.
  const made = records.findLast(
    (record) => record.record === 'submission' && record.submissionId === submissionId,
  );
  const events = records.flatMap((record) =>
    record.record === 'event' && record.event.submissionId === submissionId ? [record.event] : [],
  );
  const submission = foldEvents(events).get(submissionId);
  if (message?.record !== 'message' || made?.record !== 'submission' || submission === undefined)
    throw new AppFailure({ code: 'not-found' });
  const attempts = attemptsOf(records, submissionId);
  return { message, made, submission, attempts, bytesIntact: await files.verify(messageId) };
}
