// Conversations whose records are not written yet: what a killed program leaves of them, and what the next one makes of that.
import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { MessageFolder } from '#electron/archive/message-files.ts';
import { AttemptId } from '#core/message/ids.ts';
import { attemptsOf } from '#core/message/attempts.ts';
import { attemptOf, linesOf, type Said } from '../../core/message/attempt-records.ts';
import { temporaryFolder } from '../database/folder.ts';
import { made } from './messages.ts';

const clock = { now: () => Date.UTC(2026, 0, 31) };

async function recorded() {
  const folder = temporaryFolder();
  const files = new MessageFolder(folder, clock);
  const { id, submissionId, records } = made({ at: clock.now() });
  await files.record(id, records);
  const attempt = { submissionId, attemptId: AttemptId.parse(ulid(clock.now())), beganAt: clock.now() };
  const inTurn = (texts: readonly string[]) => texts.map((text, at): Said => [at, text]);
  const lines = (...texts: string[]) => linesOf(attempt, ...inTurn(texts));
  const whole = (...texts: string[]) => attemptOf(attempt, clock.now(), ...inTurn(texts));
  return {
    folder,
    files,
    id,
    lines,
    whole,
    spool: path.join(folder, 'under-way.jsonl'),
    /** As the next program finds it. */
    next: async () => {
      const next = new MessageFolder(folder, clock);
      await next.takeUp();
      return transcript(next);
    },
    transcript,
  };

  async function transcript(from: MessageFolder) {
    return attemptsOf(await from.readRecords(id), submissionId).map((one) =>
      one.transcript.map(({ text }) => text),
    );
  }
}

it('has what was said before a dot, and puts it into the record at the next start', async () => {
  const { files, id, lines, next, spool } = await recorded();
  await files.keep(id, lines('MAIL', 'RCPT', 'DATA'));
  expect(await next()).toEqual([['MAIL', 'RCPT', 'DATA']]);
  expect(existsSync(spool)).toBe(false);
});

it('gives the whole conversation alone where there is one', async () => {
  const { files, id, lines, whole, next } = await recorded();
  await files.keep(id, lines('MAIL'));
  await files.keep(id, whole('MAIL', 'DATA', '.'));
  await files.keep(id, lines('MAIL'));
  expect(await next()).toEqual([['MAIL', 'DATA', '.']]);
});

it('adds nothing to a record that has it', async () => {
  const { files, id, lines, whole, next } = await recorded();
  await files.keep(id, lines('MAIL'));
  await files.keep(id, whole('MAIL', 'DATA'));
  await files.keep(id, lines('MAIL'));
  await files.stream(id, [whole('MAIL', 'DATA')]);
  expect(await next()).toEqual([['MAIL', 'DATA']]);
});

it('adds of an attempt that was cut short only the lines that the record lacks', async () => {
  const { files, id, lines, next } = await recorded();
  await files.stream(id, [lines('MAIL', 'RCPT')]);
  await files.keep(id, lines('MAIL', 'RCPT', 'DATA'));
  expect(await next()).toEqual([['MAIL', 'RCPT', 'DATA']]);
});

it('shows what is not in the record yet to whoever reads it meanwhile', async () => {
  const { files, id, whole, transcript } = await recorded();
  await files.keep(id, whole('MAIL', 'DATA'));
  expect(await transcript(files)).toEqual([['MAIL', 'DATA']]);
  await files.record(id, [whole('MAIL', 'DATA')]);
  expect(await transcript(files)).toEqual([['MAIL', 'DATA']]);
});

it('passes over a line that was cut short, and over messages that are gone', async () => {
  const { files, id, lines, next, spool } = await recorded();
  const gone = made({ at: clock.now() }).id;
  await files.keep(gone, lines('MAIL'));
  await files.keep(id, lines('MAIL', 'RCPT'));
  appendFileSync(spool, '{"id":"');
  expect(await next()).toEqual([['MAIL', 'RCPT']]);
});
