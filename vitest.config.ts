// The three suites: `unit` (core, services, components), `e2e` (the real program, one file at a time) and `package`
// (the packaged program). A test of a component asks for a document with `// @vitest-environment` in its file.
import { defineConfig } from 'vitest/config';

const minute = 60_000;

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
          testTimeout: 20_000,
          // A machine under load answers late; a test that waits for the wrong thing still fails.
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
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
