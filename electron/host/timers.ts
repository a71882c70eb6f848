/** Node's timers and its clock that only goes forward, as services take them. */
import type { Timers } from '../outbox/ports.ts';

export const nodeTimers: Timers = {
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
