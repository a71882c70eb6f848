/** The attempts of one submission as its record tells them, with what a crash left of one that never came to its own line. */
import type { TranscriptLine } from '../smtp/vocabulary.ts';
import type { AttemptId, SubmissionId } from './ids.ts';
import type { AttemptLines, AttemptRecorded, MessageRecord } from './record.ts';

/**
 * The oldest first. An attempt that was cut has its lines, the end that recovery gave it, and nothing more. What was said behind an attempt's
 * end, QUIT and its reply, may have been written before that end was.
 */
export function attemptsOf(records: readonly MessageRecord[], submissionId: SubmissionId): AttemptRecorded[] {
  const attempts = new Map<AttemptId, AttemptRecorded>();
  const cut = new Map<AttemptId, AttemptRecorded>();
  for (const record of records) {
    if (record.record === 'attempt' && record.submissionId === submissionId) {
      attempts.set(record.attemptId, withLines(record, cut.get(record.attemptId)?.transcript ?? []));
      cut.delete(record.attemptId);
    } else if (record.record === 'attempt-lines' && record.submissionId === submissionId) {
      const whole = attempts.get(record.attemptId);
      const told = whole ?? cut.get(record.attemptId) ?? cutShort(record);
      const { transcript } = told;
      (whole === undefined ? cut : attempts).set(record.attemptId, {
        ...told,
        transcript: [...transcript, ...record.lines],
        endedAt: whole?.endedAt ?? record.beganAt + (record.lines.at(-1)?.at ?? 0),
      });
    } else if (record.record === 'event' && record.event.kind === 'attempt-ended') {
      const { attemptId, diagnosis } = record.event;
      const told = cut.get(attemptId);
      if (told !== undefined) cut.set(attemptId, { ...told, diagnosis });
    }
  }
  // Ids sort by time.
  return [...attempts.values(), ...cut.values()].sort((a, b) => (a.attemptId < b.attemptId ? -1 : 1));
}

/** Tells the lines of one attempt apart. */
export const lineKey = ({ at, from, text }: TranscriptLine): string => JSON.stringify([at, from, text]);

/** The attempt has all that was said while it lasted; whatever else was written came behind it. */
function withLines(attempt: AttemptRecorded, written: readonly TranscriptLine[]): AttemptRecorded {
  if (written.length === 0) return attempt;
  const known = new Set(attempt.transcript.map(lineKey));
  const behind = written.filter((line) => !known.has(lineKey(line)));
  return behind.length === 0 ? attempt : { ...attempt, transcript: [...attempt.transcript, ...behind] };
}

const cutShort = ({ submissionId, attemptId, beganAt }: AttemptLines): AttemptRecorded => ({
  record: 'attempt',
  submissionId,
  attemptId,
  beganAt,
  endedAt: beganAt,
  remoteAddress: null,
  remotePort: null,
  localAddress: null,
  ehloName: null,
  extensions: [],
  tls: null,
  steps: [],
  transcript: [],
  recipientReplies: [],
  finalReply: null,
  streamedSha256: null,
  streamedBytes: 0,
  diagnosis: null,
});
