/** A server that refuses, or breaks, at one step of a transaction. */
import type { Step } from '#test/servers/scripted-smtp.ts';
import { A, says, type Case } from '../case.ts';

export type Rest = Omit<Case, 'when' | 'server' | 'step' | 'to'>;

const STEP = { MAIL: 'mail', RCPT: 'rcpt', DATA: 'data', dot: 'reply' } as const;

export const refused = (at: keyof typeof STEP, when: string, reply: string, rest: Rest): Case => ({
  when,
  server: says(at, reply),
  to: [A],
  step: STEP[at],
  ...rest,
});

export const lost = (at: Step, step: Case['step'], rest: Rest): Case => ({
  when: `the connection is reset at ${at}`,
  server: says(at, (connection) => connection.reset()),
  to: [A],
  step,
  ...rest,
});
