// The three suites: `unit` (core, services, components), `e2e` (the real program, as many files at once as there are displays) and
// `package` (the packaged program). A test of a component asks for a document with `// @vitest-environment` in its file.
import { defineConfig } from 'vitest/config';

const minute = 60_000;
const displays = JSON.parse(process.env['FACTEUR_TEST_DISPLAYS'] ?? '[0]') as readonly unknown[];

export default defineConfig({
  test: {
    passWithNoTests: false,
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/{core,electron,faults,renderer,scripts}/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          // A machine under load answers late; a test that waits for the wrong thing still fails.
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          // Made for the eye alone; a test that is there and skipped would count as failed.
          exclude: (process.env['FACTEUR_PICTURES'] ?? '') === '' ? ['test/e2e/lens-pictures.test.ts'] : [],
          setupFiles: ['test/e2e/seat.ts'],
          maxWorkers: displays.length,
          expect: { poll: { timeout: 40_000 } },
          testTimeout: 3 * minute,
          hookTimeout: 2 * minute,
        },
      },
      {
        test: {
          name: 'package',
          environment: 'node',
          include: ['test/package/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 5 * minute,
          hookTimeout: 5 * minute,
        },
      },
    ],
  },
});
