// What people type, and whom it finds.
import { expect, it } from 'vitest';
import { fold, foldedWords, marksIn, termsOf } from '#core/contacts/fold.ts';

it.each([
  ['Élodie', 'elodie'],
  ['E\u0301lodie', 'elodie'],
  ['Œuvre', 'oeuvre'],
  ['Ælfric', 'aelfric'],
  ['Straße', 'strasse'],
  ['STRAẞE', 'strasse'],
  ['Łódź', 'lodz'],
  ['Søren', 'soren'],
  ['ﬁn', 'fin'],
  ['İstanbul', 'istanbul'],
  ['Ａｌｉｃｅ', 'alice'],
  ['Ελένη', 'ελενη'],
])('folds %s to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

const found = (text: string, typed: string): boolean =>
  termsOf(typed).every((term) => foldedWords(text).includes(term));

it.each([
  ['Jean-Pierre Dœuf', 'doe'],
  ['Jean-Pierre Dœuf', 'pierre jean'],
  ['Jean-Pierre Dœuf', 'jean-p'],
  ['a.doeuf@exemple.fr', 'doeuf'],
  ['a.doeuf@exemple.fr', 'a.doe'],
  ['a.doeuf@exemple.fr', '@exem'],
  ['a.doeuf@exemple.fr', '<a.doeuf@exemple.fr'],
  ['O’Brien', 'brien'],
])('in “%s” finds “%s”', (text, typed) => {
  expect(found(text, typed)).toBe(true);
});

it.each([
  ['Jean-Pierre', 'ierre'],
  ['Jean-Pierre', 'jeanp'],
  ['a.doeuf@exemple.fr', 'emple'],
])('in “%s” does not find “%s”, where no word begins', (text, typed) => {
  expect(found(text, typed)).toBe(false);
});

const marked = (text: string, typed: string): string[] =>
  marksIn(text, termsOf(typed)).map(([from, to]) => text.slice(from, to));

it.each([
  ['Jean-Pierre Dœuf', 'doe', ['Dœ']],
  ['Jean-Pierre Dœuf', 'do', ['Dœ']],
  ['Jean-Pierre Dœuf', 'pi je', ['Je', 'Pi']],
  ['E\u0301lodie', 'e', ['E\u0301']],
  ['a.doeuf@exemple.fr', 'doeuf@ex', ['doeuf@ex']],
  ['Anna', 'an a', ['An']],
  ['Anna', 'x', []],
])('of “%s” marks what “%s” found', (text, typed, parts) => {
  expect(marked(text, typed)).toEqual(parts);
});
