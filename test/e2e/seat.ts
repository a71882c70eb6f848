// Gives each worker of the e2e suite a display of its own (scripts/test.ts opened them): the clipboard and the focus are one for a display.
// Of a test that fails it tells what its windows show.
import { beforeEach } from 'vitest';
import { z } from 'zod';
import { tellWindows } from './launch.ts';

const Displays = z.array(z.record(z.string(), z.string()));

const displays = Displays.parse(JSON.parse(process.env['FACTEUR_TEST_DISPLAYS'] ?? '[]'));
const worker = Number(process.env['VITEST_POOL_ID'] ?? 1);
Object.assign(process.env, displays[(worker - 1) % Math.max(1, displays.length)]);

beforeEach(({ onTestFailed }) => {
  onTestFailed(tellWindows);
});
