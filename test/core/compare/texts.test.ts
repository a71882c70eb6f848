import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsOf } from '#core/compare/runs.ts';
import { compareTexts, type TextLine } from '#core/compare/texts.ts';
import { wordRuns } from '#core/compare/words.ts';
import { shownString } from '#core/headers/values/shown-text.ts';

const words = (before: string, after: string) =>
  wordRuns(shownString(before), shownString(after)).map(
    ({ kind, pieces }) => `${kind} ${pieces.map(({ text }) => text).join('')}`,
  );
const lineOf = ({ kind, number, words: runs }: TextLine) =>
  `${kind} ${String(number)} ${runs.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join('')}`;

describe('what stays, goes and comes', () => {
  it('makes the second sequence out of the first', () => {
    const tokens = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 });
    fc.assert(
      fc.property(tokens, tokens, (before, after) => {
        const runs = runsOf(before, after);
        const made = runs.flatMap(({ kind, from, to }) =>
          kind === 'removed' ? [] : (kind === 'added' ? after : before).slice(from, to),
        );
        const taken = runs.flatMap(({ kind, from, to }) => (kind === 'added' ? [] : before.slice(from, to)));
        expect([taken, made]).toEqual([before, after]);
      }),
    );
  });

  it('is one removal and one addition where hardly anything stays', () => {
    const many = (mark: string) => Array.from({ length: 5000 }, (_, at) => `${mark}${String(at)}`);
    expect(runsOf(many('a'), many('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

describe('two texts, word by word', () => {
  it('keep addresses and identifiers whole', () => {
    expect(words('Lea <lea@a.example>', 'Lea <lea@b.example>')).toEqual([
      'same Lea <',
      'removed lea@a.example',
      'added lea@b.example',
      'same >',
    ]);
  });

  it('read as one change where only spaces stand between changes', () => {
    expect(words('a red house stands', 'a blue tower stands')).toEqual([
      'same a ',
      'removed red house',
      'added blue tower',
      'same  stands',
    ]);
  });

  it('show by name what cannot be seen', () => {
    expect(words('ab', 'a\u200Bb')).toEqual(['removed ab', 'added aZWSPb']);
  });
});

describe('two texts, line by line', () => {
  it.each([
    ['same', 'a\r\nb\r\n', 'a\nb'],
    ['white-space', 'one two three', 'one two\nthree'],
    ['appended', 'one\ntwo', 'one\ntwo \n-- \nlist footer'],
    ['prepended', 'one\ntwo', 'CAUTION: external\n\none\ntwo'],
    ['changed', 'one\ntwo', 'one\nthree'],
    ['changed', 'one\ntwo', 'one'],
    ['changed', '', 'one'],
  ])('are %s: %j, %j', (relation, before, after) => {
    expect(compareTexts(before, after).relation).toBe(relation);
  });

  it('say behind which line a footer stands', () => {
    const found = compareTexts('one\ntwo\n', 'one\ntwo\n____\nlist\n');
    expect(found).toMatchObject({ added: 2, removed: 0, behind: 2 });
    expect(found.hunks.map((hunk) => hunk.map(lineOf))).toEqual([
      ['same 1 one', 'same 2 two', 'added 3 ____', 'added 4 list'],
    ]);
  });

  it('count no line of the footer that is only spaced otherwise', () => {
    expect(compareTexts('one\ntwo', 'one \ntwo\nfooter')).toMatchObject({
      relation: 'appended',
      added: 1,
      removed: 0,
      behind: 2,
    });
  });

  it('show changes with what stands around them, and leave out the rest', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `line ${String(at + 1)}`);
    const { hunks } = compareTexts(
      lines.join('\n'),
      lines.with(4, 'a new line').with(20, 'and another').join('\n'),
    );
    expect(hunks.map((hunk) => hunk.map(({ kind, number }) => `${kind} ${String(number)}`))).toEqual([
      ['same 3', 'same 4', 'removed 5', 'added 5', 'same 6', 'same 7'],
      ['same 19', 'same 20', 'removed 21', 'added 21', 'same 22', 'same 23'],
    ]);
  });

  it('count what they do not show', () => {
    const many = Array.from({ length: 400 }, (_, at) => String(at)).join('\n');
    expect(compareTexts('', many)).toMatchObject({ added: 400, more: 100 });
  });
});
