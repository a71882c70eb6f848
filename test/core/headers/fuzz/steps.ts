// How much work a function does, in blocks of our own code that were run, as V8's coverage counts them: the same on every machine, however
// busy. What the engine does inside one call, such as a regular expression, is not counted.
import { Session } from 'node:inspector';
import type { Profiler } from 'node:inspector';

export function counting<T>(measure: (steps: (work: () => void) => number) => T): T {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const taken = (): number => {
    let blocks = 0;
    session.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error) throw error;
      blocks = answer.result.filter(({ url }) => url.includes('/core/headers/')).reduce(sumOf, 0);
    });
    return blocks;
  };
  try {
    return measure((work) => {
      taken();
      work();
      return taken();
    });
  } finally {
    session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}

const sumOf = (sum: number, { functions }: Profiler.ScriptCoverage): number =>
  sum + functions.reduce((all, { ranges }) => all + ranges.reduce((one, { count }) => one + count, 0), 0);
