// What is right and wrong in the languages that come with the program: the real dictionaries, and what is made of their answers.
import { describe, expect, it } from 'vitest';
import { judge, stem } from '#core/spelling/judge.ts';
import { SPELLING_LANGUAGES, type SpellingLanguage } from '#core/spelling/languages.ts';
import { asWritten, merged } from '#core/spelling/suggestions.ts';
import { wordsOf } from '#core/spelling/words.ts';
import { Dictionary } from '#renderer/features/compose/spelling/worker/dictionary.ts';
import { dictionary, hunspell } from './dictionaries.ts';

const all = new Map(
  await Promise.all(
    SPELLING_LANGUAGES.map(async (language) => [language, await dictionary(language)] as const),
  ),
);

function wrongIn(
  text: string,
  languages: readonly SpellingLanguage[],
  { own = [], capitals = false }: { own?: readonly string[]; capitals?: boolean } = {},
): readonly string[] {
  const { wrong, open } = judge(wordsOf(text, { capitals, quotes: true }), {
    languages,
    knows: (language, form) => all.get(language)?.knows(form),
    own: new Set(own),
    capitals,
  });
  expect(open.size).toBe(0);
  return wrong.map(({ form }) => form);
}

describe('a text in one language', () => {
  it.each([
    ['en', 'We wouldn’t re-read the naïve résumé in the café; isn’t it well-known? They’re John’s colors.'],
    ['en-GB', 'The colour of the organisation’s lorry is grey.'],
    [
      'fr',
      'Bonjour Madame, l’appartement qu’il a visité aujourd’hui, c’est-à-dire avant-hier, a-t-il du cœur ? Peut-être.',
    ],
    [
      'fr',
      "Lorsqu'elles relisaient l'œuvre, s'est-il passé quelque chose ? Va-t'en, dis-le-lui, presqu'île.",
    ],
    ['es', 'Le escribo para preguntarle si el señor había recibido mi última carta.'],
    ['nl', 'Ik schrijf u om te vragen of de foto’s nog beschikbaar zijn.'],
    ['pt', 'Escrevo para perguntar se você recebeu a exceção e o coração.'],
  ] as const)('is right in %s: %s', (language, text) => {
    expect(wrongIn(text, [language])).toEqual([]);
  });

  it.each([
    ['en', 'I recieve seperate adresses', ['recieve', 'seperate', 'adresses']],
    ['en', 'the colour', ['colour']],
    ['en-GB', 'the color', ['color']],
    ['fr', 'un developement de l’apartement malgrés', ['developement', "l'apartement", 'malgrés']],
    ['fr', 'le coeur aujourdhui', ['coeur', 'aujourdhui']],
    ['es', 'habia recivido', ['habia', 'recivido']],
    ['nl', 'onmiddelijk', ['onmiddelijk']],
    ['pt', 'excessão', ['excessão']],
  ] as const)('has its mistakes marked in %s: %s', (language, text, wrong) => {
    expect(wrongIn(text, [language])).toEqual(wrong);
  });

  it('is not checked where no language is chosen', () => {
    expect(wrongIn('recieve malgrés', [])).toEqual([]);
  });
});

describe('a text in several languages', () => {
  it('is right where any of them has the word', () => {
    expect(wrongIn('Bonjour, the meeting est reporté to Monday matin', ['fr', 'en'])).toEqual([]);
    expect(wrongIn('Bonjour, the meetting est reportté', ['fr', 'en'])).toEqual(['meetting', 'reportté']);
  });

  it('takes what stands behind a French elision, or between hyphens, from any', () => {
    expect(wrongIn('l’email d’upgrade, un bug-tracker', ['fr', 'en'])).toEqual([]);
    expect(wrongIn('l’emaill', ['fr', 'en'])).toEqual(["l'emaill"]);
  });
});

describe('the user’s own words', () => {
  it('are right with what leans on them, and at the beginning of a sentence', () => {
    const own = ['Facteur', 'flurb'];
    expect(wrongIn('Facteur’s flurb. Flurb l’Facteur Facteur-flurb', ['fr', 'en'], { own })).toEqual([]);
    expect(wrongIn('facteurr', ['en'], { own })).toEqual(['facteurr']);
  });

  it('in capitals are right where capitals are checked', () => {
    expect(wrongIn('FLURB URGNET', ['en'], { own: ['flurb'], capitals: true })).toEqual(['URGNET']);
  });

  it('are kept without what leans on them', () => {
    expect(stem("l'Outlook", ['fr', 'en'])).toBe('Outlook');
    expect(stem("Facteur's", ['fr', 'en'])).toBe('Facteur');
    expect(stem("l'Outlook", ['en'])).toBe("l'Outlook");
  });
});

describe('suggestions', () => {
  it.each([
    ['en', 'recieve', 'receive'],
    ['en', 'seperate', 'separate'],
    ['en', 'definately', 'definitely'],
    ['en', 'arent', "aren't"],
    ['fr', 'developement', 'développement'],
    ['fr', 'ecole', 'école'],
    ['fr', 'coeur', 'cœur'],
    ['fr', "l'apartement", 'l’appartement'],
    ['fr', 'aujourdhui', 'aujourd’hui'],
    ['es', 'habia', 'había'],
    ['nl', 'onmiddelijk', 'onmiddellijk'],
    ['pt', 'excessão', 'exceção'],
  ] as const)('in %s for %s have %s', (language, word, meant) => {
    expect(all.get(language)?.suggest(word)).toContain(meant);
  });

  it('of several languages take turns, each word once', () => {
    expect(merged([['a', 'b', 'c'], ['x'], []])).toEqual(['a', 'x', 'b', 'c']);
    expect(
      merged([
        ['a', 'b'],
        ['b', 'a'],
      ]),
    ).toEqual(['a', 'b']);
  });

  it('keep the apostrophe that was written', () => {
    expect(asWritten('l’appartement', "l'apartement")).toBe("l'appartement");
    expect(asWritten("aren't", 'aren’tt')).toBe('aren’t');
    expect(asWritten('aujourd’hui', 'aujourdhui')).toBe('aujourd’hui');
  });
});

describe('a dictionary', () => {
  it('that is none is refused', async () => {
    const module = await hunspell;
    expect(() => new Dictionary(module, 'en', { aff: 'SET UTF-8\n', dic: '<html>' })).toThrow();
    expect(() => new Dictionary(module, 'en', { aff: '', dic: '1\nword\n' })).toThrow();
  });

  it('answers for any word', () => {
    const english = all.get('en');
    for (const word of ['', '\0', '\uD800', 'a'.repeat(10_000), '💌', 'é'.repeat(60)]) {
      expect(typeof english?.knows(word)).toBe('boolean');
      expect(Array.isArray(english?.suggest(word.slice(0, 60)))).toBe(true);
    }
  });
});
