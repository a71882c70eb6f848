// What a record says of an attempt, in whatever order its pieces were written.
import { expect, it } from 'vitest';
import { attemptsOf } from '#core/message/attempts.ts';
import { AttemptId, SubmissionId } from '#core/message/ids.ts';
import { attemptOf, linesOf, type Said } from './attempt-records.ts';

const submissionId = SubmissionId.parse('01KAQ5Z9G0000000000000000A');
const of = { submissionId, attemptId: AttemptId.parse('01KAQ5Z9G0000000000000000B'), beganAt: 1_000 };

const lines = (...texts: readonly Said[]) => linesOf(of, ...texts);
const whole = (...texts: readonly Said[]) => attemptOf(of, 1_300, ...texts);

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
  expect(attempt?.transcript).toEqual(whole(data, dot).transcript);
});
