// How much work a function does, in blocks of our own code that were run, as V8's coverage counts them: the same on every machine, however
// busy. What the engine does inside one call, such as a regular expression, is not counted. To be imported before what is measured: V8
// counts the blocks of functions alone that were compiled after it was told to.
import { Session, type Profiler } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

function taken(): number {
  let blocks = 0;
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error) throw error;
    blocks = answer.result.filter(({ url }) => url.includes('/core/headers/')).reduce(sumOf, 0);
  });
  return blocks;
}

export function stepsOf(work: () => void): number {
  taken();
  work();
  return taken();
}

const sumOf = (sum: number, { functions }: Profiler.ScriptCoverage): number =>
  sum + functions.reduce((all, { ranges }) => all + ranges.reduce((one, { count }) => one + count, 0), 0);
