// Chromium now and then leaves what is inside a container of CSS without a box: no style of the page asks for one (ui/panes/narrow.ts).
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const styles = globSync('renderer/**/*.css', { cwd: root });
const used = (pattern: RegExp): string[] =>
  styles.filter((file) => pattern.test(readFileSync(path.join(root, file), 'utf8')));

it('has no container query, and no width that nothing marks', () => {
  expect(styles.length).toBeGreaterThan(50);
  expect(used(/@container|\bcontainer(?:-type|-name)?:/)).toEqual([]);
  const marked = readFileSync(path.join(root, 'renderer/ui/panes/narrow.ts'), 'utf8');
  const widths = new Set(/WIDTHS = \[([\d, ]+)\]/.exec(marked)?.[1]?.split(', '));
  const asked = styles.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/data-below~='(\d+)'/g)].map(
      ([, width]) => width,
    ),
  );
  expect(new Set(asked)).toEqual(widths);
});
