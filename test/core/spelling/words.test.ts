// Which words of a line are looked up, and in what form.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainForm, signatureStart, wordsOf } from '#core/spelling/words.ts';

const mail = { capitals: false, quotes: true };
const forms = (line: string, reading = mail): readonly string[] =>
  wordsOf(line, reading).map(({ form }) => form);

describe('the words of a line', () => {
  it.each([
    ['Dear Ana, how are you?', ['Dear', 'Ana', 'how', 'are', 'you']],
    ["I wouldn't, it's well-known", ["wouldn't", "it's", 'well-known']],
    ['the “quoted” (bracketed) words…next', ['the', 'quoted', 'bracketed', 'words', 'next']],
    ['either/or', ['either', 'or']],
    ['end.Then', ['end', 'Then']],
    ['l’appartement qu’il d’aujourd’hui', ["l'appartement", "qu'il", "d'aujourd'hui"]],
    ['« Voilà » : c’est-à-dire, n’est-ce pas ?', ['Voilà', "c'est-à-dire", "n'est-ce", 'pas']],
    ['prix\u00A0: cœur\u202F!', ['prix', 'cœur']],
    ['Peut\u2011être Pourriez-vous', ['Peut-être', 'Pourriez-vous']],
    ['de\u0301ja\u0300 ha\u00ADbile', ['déjà', 'habile']],
    ['¿Qué tal, señor?', ['Qué', 'tal', 'señor']],
  ])('%s', (line, expected) => {
    expect(forms(line)).toEqual(expected);
  });

  it.each([
    ['ana@example.org <bob@example.org>, mailto:x@y.org'],
    ['https://example.org/wird?q=wird www.wird.example (http://wird.example)'],
    ['example.org, report.pdf. sub.example.co.uk:443 example.org/wird'],
    ['/usr/lib/wird ~/wird ./wird C:\\wird\\wird src/wird/wird dir/wird.txt'],
    ['RFC2045 4th MP3s 12h30 1er 2026-11-27 v1.2'],
    ['NATO L’ONU SMTP'],
    ['iPhone GitHub javaScript snake_case `wird` wird=wird #wird {{wird}}'],
    ['Ελληνικά русский 日本語 العربية a à I'],
  ])('leaves out %s', (line) => {
    expect(forms(line).filter((form) => !/^L'/.test(form))).toEqual([]);
  });

  it('leaves out what is too long for a word or an address', () => {
    expect(forms(`${'a'.repeat(61)} ${'ab.'.repeat(200)}`)).toEqual([]);
  });

  it('leaves out quoted lines of plain mail, not of other text', () => {
    expect(forms('> wird words')).toEqual([]);
    expect(forms('>wird')).toEqual([]);
    expect(forms('> wird', { capitals: false, quotes: false })).toEqual(['wird']);
  });

  it('looks words in capitals up where that is wanted', () => {
    expect(forms('A URGNET mail', { capitals: true, quotes: true })).toEqual(['URGNET', 'mail']);
  });

  it('says where each word stands, whatever the line is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (line) => {
        for (const { from, to, form } of wordsOf(line, { capitals: true, quotes: false }))
          expect(plainForm(line.slice(from, to))).toBe(form);
      }),
    );
  });
});

describe('the signature of a mail', () => {
  it('begins with dash, dash, space on a line of its own', () => {
    expect(signatureStart('Hello\n\n-- \nAna')).toBe(7);
    expect(signatureStart('-- \nAna')).toBe(0);
    const none = 'Hello -- \nAna\n--\n';
    expect(signatureStart(none)).toBe(none.length);
  });
});
