// format=flowed after RFC 3676: what is written, what is read, and that the one undoes the other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFlowed, isWrapped, toFlowed } from '#core/message/flowed.ts';

const long = 'The quick brown fox jumps over the lazy dog, and then it does so once more, for there is room.';

describe('what is sent', () => {
  it('breaks a long line behind a space, at 72 characters at most', () => {
    expect(toFlowed(long)).toBe(
      'The quick brown fox jumps over the lazy dog, and then it does so once \nmore, for there is room.',
    );
  });

  it('leaves a line of 76 characters as it is', () => {
    const line = `${'a'.repeat(70)} ${'b'.repeat(5)}`;
    expect(toFlowed(line)).toBe(line);
    expect(isWrapped(line)).toBe(false);
  });

  it('keeps what has no space whole: an address of the web is not broken', () => {
    const url = `https://example.org/${'x'.repeat(100)}`;
    expect(isWrapped(url)).toBe(false);
    expect(toFlowed(`See ${url} for more`)).toBe(`See \n${url} \nfor more`);
  });

  it('puts the marks of a quotation before each of its lines', () => {
    const lines = toFlowed(`>> ${long}`).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.startsWith('>> '))).toBe(true);
  });

  it('stuffs what would be read as quoted, stuffed, or the start of a message in an mbox', () => {
    expect(toFlowed(' indented\nFrom here on\n> quoted')).toBe('  indented\n From here on\n> quoted');
  });

  it('takes spaces at the end of a line away, but those of the line before a signature', () => {
    expect(toFlowed('one  \n-- \nLéa')).toBe('one\n-- \nLéa');
  });

  it('makes no line that reads like the one before a signature', () => {
    const text = `${'a'.repeat(71)} -- ${'b'.repeat(72)} c`;
    expect(toFlowed(text).split('\n')).not.toContain('-- ');
    expect(fromFlowed(toFlowed(text))).toBe(text);
  });
});

describe('what is read', () => {
  it('joins lines that end with a space, within one depth of quotation', () => {
    expect(fromFlowed('one \ntwo\n> three \n> four\n>> five')).toBe('one two\n> three four\n>> five');
  });

  it('ends a paragraph where the depth changes, whatever its last line ends with (§4.5)', () => {
    expect(fromFlowed('> one \ntwo')).toBe('> one \ntwo');
  });

  it('takes the space away where the message says DelSp=yes', () => {
    expect(fromFlowed('日本 \n語', true)).toBe('日本語');
  });

  it('never joins the line before a signature', () => {
    expect(fromFlowed('one \n-- \nLéa')).toBe('one \n-- \nLéa');
  });
});

const words = fc.array(
  fc.oneof(
    fc.constantFrom('>', '>>', 'From', '--', '', ' ', 'été', '日本語', '👩‍👩‍👧'),
    fc.string({ maxLength: 90, unit: fc.constantFrom('a', 'b', ' ', '>', '-', 'é') }),
  ),
  { maxLength: 30 },
);
const texts = fc
  .array(
    words.map((line) => line.join(' ')),
    { maxLength: 8 },
  )
  .map((lines) => lines.join('\n'));

/** What the way there and back leaves of a line: one form of quotation, no spaces at its end. */
const asRead = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      line === '-- '
        ? line
        : line
            .replace(/ +$/, '')
            .replace(/^(>+) ?/, '$1 ')
            .replace(/^(>+) $/, '$1'),
    )
    .join('\n');

it('comes back as it was written', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(fromFlowed(toFlowed(text))).toBe(asRead(text));
    }),
    { numRuns: 2000 },
  );
});

it('writes no line that is longer than 78 characters and could be shorter', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const line of toFlowed(text).split('\n'))
        if (Array.from(line).length > 80)
          expect(line.replace(/^>+/, '').trim()).not.toMatch(/[^ ] +[^ ]+ +[^ ]/);
    }),
    { numRuns: 500 },
  );
});
