/** A message that goes to all or to none, before our own session: nobody gets it where one cannot. */
import { describe, expect, it } from 'vitest';
import type { Act } from '#test/servers/scripted-smtp.ts';
import { A, B, C, byAddress, meet, submit, verbs } from './one-connection.ts';
import { outcomes } from './session-trial.ts';

describe('a message for all or none', () => {
  it.each([
    ['550 5.1.1 unknown', 'refused', 'recipient-refused'],
    ['450 4.2.1 later', 'deferred', 'recipient-refused'],
    ['452 4.5.3 too many', 'deferred', 'not-all-at-once'],
    ['452 Too many recipients', 'deferred', 'not-all-at-once'],
    ['552 Too many recipients', 'deferred', 'not-all-at-once'],
    ['452 the others later', 'deferred', 'not-all-at-once'],
    ['452 4.2.2 mailbox full', 'deferred', 'recipient-refused'],
    ['452 4.3.1 Insufficient system storage', 'deferred', 'recipient-refused'],
    ['452 Insufficient system storage', 'deferred', 'recipient-refused'],
  ])('stops before DATA after %j', async (reply, outcome, code) => {
    const met = await meet({ RCPT: byAddress({ [B]: reply }) });
    const result = await submit(met, [A, B, C], { allOrNone: true });
    expect(outcomes(result)).toEqual([`${A} unsent`, `${B} ${outcome}`, `${C} unsent`]);
    expect(result.recipients[1]?.reply?.code).toBe(Number(reply.slice(0, 3)));
    expect(result.diagnosis).toMatchObject({ step: 'rcpt', code });
    expect(met.trial.marks).toEqual([]);
    expect(outcomes(await submit(met, [A]))).toEqual([`${A} accepted`]);
    expect(verbs(met.connection)).toBe('MAIL RCPT RCPT RCPT RSET MAIL RCPT DATA');
  });

  it.each([[['PIPELINING']], [[]]])('says how many the server took of all (%j)', async (extensions) => {
    let count = 0;
    const RCPT: Act = (connection) => connection.reply(++count <= 2 ? '250 fine' : '452 4.5.3 too many');
    const met = await meet({ RCPT }, { extensions });
    const { diagnosis } = await submit(met, [A, B, C], { allOrNone: true });
    expect(diagnosis).toMatchObject({ code: 'not-all-at-once', params: { taken: '2', all: '3' } });
    expect(diagnosis).not.toHaveProperty('situation');
  });

  it.each([
    ['the first is put off', { [A]: '452 4.5.3 too many', [B]: '250 fine' }],
    ['another is refused for good', { [B]: '452 4.5.3 too many', [C]: '550 5.1.1 unknown' }],
  ])('is not told so where %s', async (_, said) => {
    const met = await meet({ RCPT: byAddress(said) });
    const { diagnosis } = await submit(met, [A, B, C], { allOrNone: true });
    expect(diagnosis?.code).toBe('recipient-refused');
  });

  it.each([[['PIPELINING']], [[]]])('goes when all are accepted (%j)', async (extensions) => {
    const met = await meet({}, { extensions });
    const result = await submit(met, [A, B], { allOrNone: true });
    expect(outcomes(result)).toEqual([`${A} accepted`, `${B} accepted`]);
    expect(verbs(met.connection)).toBe('MAIL RCPT RCPT DATA');
  });
});
