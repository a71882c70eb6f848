import { describe, expect, it } from 'vitest';
import { parseArguments, parseHandedOver, wordsOf } from '#electron/arguments.ts';

describe('the command line', () => {
  it('asks for the demonstration', () => {
    expect(parseArguments(['--demo'], '/home/a').demo).toBe(true);
    expect(parseArguments([], '/home/a').demo).toBe(false);
  });

  it('asks for a message to be written', () => {
    expect(parseArguments(['--compose', 'a@example.org'], '/home/a')).toMatchObject({
      compose: true,
      operands: ['a@example.org'],
    });
    expect(parseArguments(['--', '--compose'], '/home/a').compose).toBe(false);
  });

  it("passes over Chromium's switches and what it does not know", () => {
    expect(parseArguments(['--no-sandbox', '--what=ever', '-x'], '/home/a').operands).toEqual([]);
  });

  it('takes nothing after -- for an option', () => {
    const asked = parseArguments(['--', '--demo', '-anna@example.org'], '/home/a');
    expect(asked.demo).toBe(false);
    expect(asked.operands).toEqual(['--demo', '-anna@example.org']);
  });

  it('keeps the folder that relative paths begin in', () => {
    expect(parseArguments(['a.eml'], '/home/a/mail')).toMatchObject({
      operands: ['a.eml'],
      folder: '/home/a/mail',
    });
  });

  it("leaves out the executable and, run from source, the program's folder", () => {
    expect(wordsOf(['/opt/facteur', '--demo'], false)).toEqual(['--demo']);
    expect(wordsOf(['electron', '--no-sandbox', '/src/facteur', '--demo', 'x'], true)).toEqual([
      '--no-sandbox',
      '--demo',
      'x',
    ]);
  });

  it.each([
    null,
    'words',
    {},
    { words: ['a'] },
    { folder: '/' },
    { words: 'a', folder: '/' },
    { words: [], folder: 1 },
  ])('does not believe a second start that hands over %j', (data) => {
    expect(parseHandedOver(data)).toBeUndefined();
  });

  it('bounds what a second start hands over', () => {
    const words = Array.from({ length: 10_000 }, () => 'a'.repeat(20));
    expect(parseHandedOver({ words, folder: '/home/b' })?.operands).toHaveLength(100);
    expect(parseHandedOver({ words: ['x'.repeat(200_000), 7, 'y'], folder: '/home/b' })).toEqual({
      demo: false,
      compose: false,
      operands: ['y'],
      folder: '/home/b',
    });
  });
});
