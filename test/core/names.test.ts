// A file is named after what it is for. Names that fit everything say nothing, and what they hold grows without end.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const rooms = ['core', 'electron', 'renderer', 'test', 'scripts', 'bench', 'assets'];
const empty = /^(?:utils?|helpers?|managers?|common|misc)$/i;

it('has no file or folder with a name that fits everything', () => {
  const found = readdirSync(root)
    .filter((name) => rooms.includes(name))
    .flatMap((name) => readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' }))
    .filter((file) =>
      path
        .basename(file)
        .split(/[.-]/)
        .some((part) => empty.test(part)),
    );
  expect(found).toEqual([]);
});
