/** How long the program waits for a server in a case: only what a silence is about is cut short. */
import type { Fault, Step } from './plan.ts';
import type { Timeouts } from './program/words.ts';

/** ms; elsewhere nothing may time out, however busy the machine is */
const SHORT = 400;
const LONG = 30_000;

const WAITS_FOR: Partial<Record<Step, keyof Timeouts>> = {
  connect: 'greeting',
  greeting: 'greeting',
  handshake: 'connect',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  'last byte': 'dot',
  dot: 'dot',
};

export function timeoutsFor(faults: readonly Fault[]): Timeouts {
  const timeouts = {
    connect: LONG,
    greeting: LONG,
    command: LONG,
    mail: LONG,
    rcpt: LONG,
    data: LONG,
    dataBlock: LONG,
    dot: LONG,
  };
  for (const { how, step, form, takes } of faults) {
    const isSilent =
      how === 'silence' ||
      how === 'endless' ||
      (how === 'half' && Math.floor(form / 7) % 3 === 2) ||
      (how === 'garbage' && !takes);
    if (!isSilent) continue;
    if (step === 'body') Object.assign(timeouts, { dataBlock: SHORT, dot: SHORT });
    else timeouts[WAITS_FOR[step] ?? 'command'] = SHORT;
  }
  return timeouts;
}
