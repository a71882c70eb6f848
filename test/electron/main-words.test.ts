// Main loads only the rooms of words that it speaks from: none of its texts may come from another one.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { MAIN_ROOMS } from '#electron/host/words.ts';

const folder = path.join(import.meta.dirname, '../../electron');

it('speaks from its own rooms alone; what looks for words on the window has all', () => {
  const others = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'demo.ts')
    .flatMap((file) =>
      [...readFileSync(path.join(folder, file), 'utf8').matchAll(/\bt\(\s*['`](\w+)[.$]/g)].map(
        ([, room = '']) => `${file} ${room}`,
      ),
    )
    .filter((use) => !Object.keys(MAIN_ROOMS.en).some((room) => use.endsWith(` ${room}`)));
  expect(others).toEqual([]);
});
