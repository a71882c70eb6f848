// How the small JSON files survive damage, on electron-store itself.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Notice } from '#core/contract/app.ts';
import { Store, type StoreShape } from '#electron/accounts/store.ts';
import { temporaryFolder } from '../secrets/temporary-folder.ts';
import { openWithElectronStore } from './electron-store-in-node.ts';

const Shape = z.strictObject({ words: z.array(z.string()), size: z.int() });
type Shape = z.infer<typeof Shape>;
const first: Shape = { words: [], size: 1 };

/** Version 1 had one `word`, version 2 no `size`. */
const shape: StoreShape<Shape> = {
  name: 'settings',
  schema: Shape,
  migrations: [
    (data) => ({ words: [z.object({ word: z.string() }).parse(data).word] }),
    (data) => ({ ...z.object({ words: z.array(z.string()) }).parse(data), size: 3 }),
  ],
  defaults: () => first,
};

function open(folder: string) {
  const notices: Notice[] = [];
  const raise = (notice: Notice): void => void notices.push(notice);
  const store = new Store({ folder, open: openWithElectronStore, raise }, shape);
  return { store, codes: () => notices.map(({ code }) => code) };
}

const main = (folder: string): string => path.join(folder, 'settings.json');
const copy = (folder: string): string => path.join(folder, 'settings.last-good.json');
const aside = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.includes('damaged'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));

const later: Shape = { words: ['née'], size: 7 };
function written(): string {
  const folder = temporaryFolder();
  open(folder).store.set(later);
  return folder;
}

it('starts with its defaults and says nothing', () => {
  const folder = temporaryFolder();
  const { store, codes } = open(folder);
  expect(store.value).toEqual(first);
  expect(codes()).toEqual([]);
  expect(statSync(main(folder)).mode & 0o077).toBe(0);
});

it('reads back what was set, and leaves no other file than the last good copy', () => {
  const folder = written();
  const { store, codes } = open(folder);
  expect(store.value).toEqual(later);
  expect(codes()).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['settings.json', 'settings.last-good.json']);
});

it('brings an older version up to date, step by step', () => {
  const folder = temporaryFolder();
  writeFileSync(main(folder), JSON.stringify({ version: 1, data: { word: 'old' } }));
  const { store, codes } = open(folder);
  expect(store.value).toEqual({ words: ['old'], size: 3 });
  expect(codes()).toEqual([]);
});

const damages: [string, (whole: string) => string][] = [
  ['empty', () => ''],
  ['cut short', (whole) => whole.slice(0, -9)],
  ['no JSON', () => '\0\0\0\0'],
  ['a list', () => '[]'],
  ['nothing', () => '{}'],
  ['against the schema', (whole) => whole.replace('7', '"seven"')],
  ['of a later version', (whole) => whole.replace(/"version":\s*3/, '"version": 4')],
  ['of a version that no step leads from', () => JSON.stringify({ version: 1, data: {} })],
];

describe.each(damages)('a file that is %s', (_what, damage) => {
  it('is moved aside as it is, the last good copy takes its place, and the user is told', () => {
    const folder = written();
    const damaged = damage(readFileSync(main(folder), 'utf8'));
    writeFileSync(main(folder), damaged);
    const { store, codes } = open(folder);
    expect(store.value).toEqual(later);
    expect(codes()).toEqual(['settings-recovered']);
    expect(aside(folder)).toEqual([damaged]);
    const again = open(folder);
    expect(again.store.value).toEqual(later);
    expect(again.codes()).toEqual([]);
  });

  it('leaves the defaults when its copy is no better, and the user is told', () => {
    const folder = written();
    const damaged = damage(readFileSync(main(folder), 'utf8'));
    writeFileSync(main(folder), damaged);
    writeFileSync(copy(folder), damaged);
    const { store, codes } = open(folder);
    expect(store.value).toEqual(first);
    expect(codes()).toEqual(['settings-reset']);
    expect(aside(folder)).toEqual([damaged, damaged]);
    store.set(later);
    expect(open(folder).store.value).toEqual(later);
  });
});

it('takes the last good copy, and says so, when the file is gone', () => {
  const folder = written();
  rmSync(main(folder));
  const { store, codes } = open(folder);
  expect(store.value).toEqual(later);
  expect(codes()).toEqual(['settings-recovered']);
});

it('makes a copy again that is gone', () => {
  const folder = written();
  rmSync(copy(folder));
  open(folder);
  writeFileSync(main(folder), '');
  expect(open(folder).store.value).toEqual(later);
});

it('refuses a change that the disk refuses, and keeps what was', () => {
  const folder = written();
  const { store } = open(folder);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder was');
  expect(() => store.set(first)).toThrow(
    expect.objectContaining({ error: { code: 'disk', reason: 'failed' } }),
  );
  expect(store.value).toEqual(later);
});

it('runs on with its defaults where nothing can be read or written', () => {
  const folder = path.join(temporaryFolder(), 'file');
  writeFileSync(folder, '');
  const { store, codes } = open(folder);
  expect(store.value).toEqual(first);
  expect(codes()).toEqual(['settings-reset']);
  expect(() => store.set(later)).toThrow();
});

it('does not write over a folder in its place', () => {
  const folder = temporaryFolder();
  mkdirSync(main(folder));
  const { store, codes } = open(folder);
  expect(codes()).toEqual(['settings-reset']);
  store.set(later);
  expect(open(folder).store.value).toEqual(later);
});
