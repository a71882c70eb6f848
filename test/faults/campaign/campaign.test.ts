/** The fault campaign's short form: 200 cases, every break of the server among them; `npm run faults` has the long one. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

it('loses nothing, sends nothing twice and says nothing wrong in 200 cases', { timeout: 240_000 }, () => {
  const program = path.join(import.meta.dirname, 'run.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--cases', '200'], {
    encoding: 'utf8',
  });
  expect(stdout.match(/^WRONG.*$/gm) ?? [], stderr).toEqual([]);
  expect(stdout).toContain(' 200 cases of seed 1 in '.trimStart());
  expect(status, stderr).toBe(0);
});
