import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { moved, remembered, sectionsOf } from '#renderer/features/compose/emoji/choosing.ts';
import { emojiOf } from '#renderer/features/compose/emoji/emoji-list.ts';

const read = (language: string) => {
  const file = createRequire(import.meta.url).resolve(`emojibase-data/${language}/data.json`);
  return emojiOf(JSON.parse(readFileSync(file, 'utf8')));
};
const [english, french] = [read('en'), read('fr')];
const found = (all: typeof english, typed: string) =>
  sectionsOf(all, [], typed).flatMap(({ emoji }) => emoji.map((one) => one.emoji));

describe('the list', () => {
  it('has whole emoji in their order, each once, and none that a system of two years ago lacks', () => {
    expect(english.length).toBeGreaterThan(1800);
    expect(new Set(english.map(({ emoji }) => emoji)).size).toBe(english.length);
    expect(english[0]).toMatchObject({ emoji: '😀', name: 'grinning face', group: 'smileys' });
    // Of 2024, a part of a flag, a skin tone.
    for (const left of ['🫩', '🇦', '🏻']) expect(english.map(({ emoji }) => emoji)).not.toContain(left);
  });

  it('has the same ones in every language', () => {
    expect(french.map(({ emoji }) => emoji)).toEqual(english.map(({ emoji }) => emoji));
  });

  it.each([null, {}, 'text', [1, null, {}, { emoji: '😀' }, { emoji: 1, label: 'x', group: 0 }]])(
    'takes nothing from %j',
    (data) => {
      expect(emojiOf(data)).toEqual([]);
    },
  );
});

describe('a search', () => {
  it('finds by name in the language that is spoken, whatever the accents', () => {
    expect(found(english, 'party pop')).toEqual(['🎉']);
    expect(found(french, 'fete')).toContain('🎉');
    expect(found(french, 'cœur rouge')[0]).toBe('❤️');
    expect(found(french, 'COEUR rouge')[0]).toBe('❤️');
    expect(found(english, 'fête')).toEqual([]);
  });

  it('has those first that are called so', () => {
    expect(found(english, 'dog').slice(0, 2)).toEqual(['🐕️', '🐶']);
    expect(found(french, 'chat')[0]).toBe('🐈️');
  });

  it('finds nothing by what no emoji is called', () => {
    expect(sectionsOf(english, ['🎉'], 'xyzzy')).toEqual([]);
  });
});

describe('without a search', () => {
  it('has those first that were used last', () => {
    const [recent, smileys] = sectionsOf(english, ['🎉', 'no emoji', '🐶'], ' ');
    expect(recent?.emoji.map(({ emoji }) => emoji)).toEqual(['🎉', '🐶']);
    expect(smileys?.title).toBe('smileys');
  });

  it('has no recent ones before one was used', () => {
    expect(sectionsOf(english, [], '')[0]?.title).toBe('smileys');
  });
});

describe('the arrows', () => {
  // Rows of 8: 0–7, 8–9; 10–17, 18–25, 26–29.
  const sizes = [10, 20];

  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 29, 29],
    ['ArrowLeft', 0, 0],
    ['ArrowLeft', 10, 9],
    ['ArrowDown', 1, 9],
    ['ArrowDown', 5, 9],
    ['ArrowDown', 9, 11],
    ['ArrowDown', 25, 29],
    ['ArrowDown', 27, 27],
    ['ArrowUp', 13, 9],
    ['ArrowUp', 9, 1],
    ['ArrowUp', 3, 3],
    ['PageDown', 0, 26],
    ['PageUp', 27, 1],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(moved(sizes, from, key)).toBe(to);
  });

  it('leave other keys, and an empty list, alone', () => {
    expect(moved(sizes, 3, 'a')).toBeNull();
    expect(moved([], 0, 'ArrowDown')).toBeNull();
  });
});

it('remembers the last sixteen, each once', () => {
  const many = Array.from({ length: 16 }, (_, nth) => String(nth));
  expect(remembered(many, '9').slice(0, 3)).toEqual(['9', '0', '1']);
  expect(remembered(many, 'new')).toEqual(['new', ...many.slice(0, 15)]);
});
