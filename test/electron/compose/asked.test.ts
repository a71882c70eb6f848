// What a start or a link asks to be written.
import { describe, expect, it } from 'vitest';
import { parseArguments } from '#electron/arguments.ts';
import { lettersAsked } from '#electron/compose/asked.ts';

const asked = (...words: string[]) => lettersAsked(parseArguments(words, '/home/lea'));
const to = (letters: ReturnType<typeof asked>) =>
  letters.map(({ letter }) => letter.to.map(({ address }) => address));

describe('a link', () => {
  it('becomes a letter, and names no file', () => {
    const [one] = asked('mailto:jonas@example.org?subject=Hi&attach=/etc/passwd');
    expect([one?.letter.subject, one?.files, one?.letter.leftOut]).toEqual(['Hi', [], ['attach']]);
  });

  it('is no option, whatever is in it', () => {
    expect(asked('mailto:jonas@example.org?body=--compose')).toHaveLength(1);
  });

  it('fills the window with five drafts at most', () => {
    expect(asked(...Array.from({ length: 50 }, (_, n) => `mailto:p${String(n)}@example.org`))).toHaveLength(
      5,
    );
  });
});

describe('--compose', () => {
  it('alone is a blank message', () => {
    expect(to(asked('--compose'))).toEqual([[]]);
  });

  it('takes addresses for recipients and all else for files to attach, from the folder it was said in', () => {
    const letters = asked('--compose', 'jonas@example.org', 'report.pdf', './a@b.txt');
    expect(to(letters)).toEqual([['jonas@example.org']]);
    expect(letters[0]?.files).toEqual(['/home/lea/report.pdf', '/home/lea/a@b.txt']);
  });

  it('fills in what a link says besides', () => {
    const letters = asked('--compose', 'mailto:jonas@example.org?subject=Hi', 'mira@example.org');
    expect(to(letters)).toEqual([['jonas@example.org', 'mira@example.org']]);
    expect(letters[0]?.letter.subject).toBe('Hi');
  });
});

it('is nothing where a file is named, or nothing at all', () => {
  expect([asked(), asked('message.eml')]).toEqual([[], []]);
});
