// Only the styles of the Mantine components in use are part of the page: one that is used and not named would stand there without a style.
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const styles = readFileSync(path.join(root, 'renderer/ui/theme/components.ts'), 'utf8');

function imported(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  return [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.replace(/^\s*type\s+/, '').trim()),
  );
}

it('has the style of every component that is used', () => {
  const used = new Set(globSync('renderer/**/*.tsx', { cwd: root }).flatMap(imported));
  const missing = [...used].filter(
    (name) =>
      existsSync(path.join(root, `node_modules/@mantine/core/styles/${name}.layer.css`)) &&
      !styles.includes(`/${name}.layer.css'`),
  );
  expect(used.size).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});
