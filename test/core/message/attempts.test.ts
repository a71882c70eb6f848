// What a record says of an attempt, in whatever order its pieces were written.
import { expect, it } from 'vitest';
import { attemptsOf } from '#core/message/attempts.ts';
import { AttemptId, SubmissionId } from '#core/message/ids.ts';
import type { AttemptLines, AttemptRecorded } from '#core/message/record.ts';

const submissionId = SubmissionId.parse('01KAQ5Z9G0000000000000000A');
const of = { submissionId, attemptId: AttemptId.parse('01KAQ5Z9G0000000000000000B'), beganAt: 1_000 };

type Said = readonly [at: number, text: string];
const said = (...texts: readonly Said[]) =>
  texts.map(([at, text]) => ({ at, from: 'client' as const, text }));
const lines = (...texts: readonly Said[]): AttemptLines => ({
  record: 'attempt-lines',
  ...of,
  lines: said(...texts),
});
const whole = (...texts: readonly Said[]): AttemptRecorded => ({
  record: 'attempt',
  ...of,
  endedAt: 1_300,
  remoteAddress: null,
  remotePort: null,
  localAddress: null,
  ehloName: null,
  extensions: [],
  tls: null,
  steps: [],
  transcript: said(...texts),
  recipientReplies: [],
  finalReply: null,
  streamedSha256: null,
  streamedBytes: 0,
  diagnosis: null,
});

const data = [180, 'DATA'] as const;
const dot = [270, '.'] as const;
const quit = [274, 'QUIT'] as const;

it.each([
  ['before', [lines(data), lines(quit), whole(data, dot)]],
  ['behind', [lines(data), whole(data, dot), lines(quit)]],
  ['before and behind', [lines(data), lines(quit), whole(data, dot), lines([280, '221'])]],
])('has the goodbye of an attempt if it was written %s its end', (where, records) => {
  const [attempt] = attemptsOf(records, submissionId);
  const texts = where === 'before and behind' ? ['DATA', '.', 'QUIT', '221'] : ['DATA', '.', 'QUIT'];
  expect(attempt?.transcript.map(({ text }) => text)).toEqual(texts);
  expect(attempt?.endedAt).toBe(1_300);
});

it('says no line twice that was written while it was said', () => {
  const [attempt] = attemptsOf([lines(data, dot), whole(data, dot)], submissionId);
  expect(attempt?.transcript).toEqual(said(data, dot));
});
