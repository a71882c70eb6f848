/**
 * `npm run fuzz -- --seconds 60 --seed 1`: mutated messages through everything that reads a header, until the time is over. A case that fails
 * is told by its seed; `--seed N --seconds 0` runs that one alone.
 */
import { parseArgs } from 'node:util';
import { mutated, seeds } from './mutations.ts';
import { readAll } from './reader.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
const all = seeds();
const first = Number(values.seed);
const end = performance.now() + Number(values.seconds) * 1000;
let cases = 0;
do {
  const seed = first + cases;
  try {
    readAll(mutated(all, seed));
  } catch (error) {
    console.error(`Seed ${String(seed)}:`, error);
    process.exit(1);
  }
  cases += 1;
} while (performance.now() < end);
console.log(`${String(cases)} mutated messages from seed ${String(first)}: every one was read.`);
