/** Each situation, from the server that produces it to what is said of it; and how many there are. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { causesOf } from '#core/smtp/situations/situations.ts';
import { SituationCode } from '#core/smtp/situations/vocabulary.ts';
import { Diagnosis } from '#core/smtp/vocabulary.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { meet, type Case, type World } from './case.ts';
import { CERTIFICATES, HANDSHAKES, STARTTLS } from './cases/encryption.ts';
import { GREETINGS, HELLOS } from './cases/greetings.ts';
import { MESSAGES } from './cases/messages.ts';
import { RECIPIENTS } from './cases/recipients.ts';
import { SENDERS } from './cases/senders.ts';
import { SIGN_INS } from './cases/sign-in.ts';
import { CONNECTIONS, NAMES } from './cases/reaching.ts';

const GROUPS: readonly (readonly [string, readonly Case[]])[] = [
  ['a name', NAMES],
  ['a connection', CONNECTIONS],
  ['a greeting', GREETINGS],
  ['EHLO', HELLOS],
  ['STARTTLS', STARTTLS],
  ['a handshake', HANDSHAKES],
  ['a certificate', CERTIFICATES],
  ['a sign-in', SIGN_INS],
  ['a sender', SENDERS],
  ['a recipient', RECIPIENTS],
  ['a message', MESSAGES],
];

let world: World;
beforeAll(async () => {
  world = { certificates: await makeTestCertificates() };
});

describe.each(GROUPS)('%s', (_group, cases) => {
  it.each(cases.map((one) => [one.when, one] as const))('%s', async (_when, one) => {
    const diagnosis = Diagnosis.parse(await meet(one, world));
    expect([diagnosis.step, diagnosis.code, diagnosis.situation]).toEqual([
      one.step,
      one.code,
      one.situation,
    ]);
    if (one.fix !== undefined) expect(diagnosis.fixes[0]).toBe(one.fix);
    if (one.cause !== undefined) expect(causesOf(diagnosis)).toContain(one.cause);
    expect(diagnosis.params).toMatchObject(one.params ?? {});
    expect(diagnosis.fixes.length).toBeGreaterThan(0);
  });
});

/** What is told apart: each has words, causes and fixes of its own. */
const distinct: ReadonlySet<string> = new Set(
  GROUPS.flatMap(([, cases]) => cases).map(({ code, situation }) => situation ?? code),
);
afterAll(() => console.log(`${String(distinct.size)} distinct situations: ${[...distinct].join(', ')}`));

it('has a server for each situation but that of port 25, which a test cannot have', () => {
  expect(SituationCode.options.filter((code) => !distinct.has(code))).toEqual(['port-25-blocked']);
});

it('tells at least 60 situations apart', () => {
  expect(distinct.size).toBeGreaterThanOrEqual(60);
});
