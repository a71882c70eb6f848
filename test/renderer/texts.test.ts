/** Text that a user reads is in the catalogues, in each language alike, and nowhere in a component. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { guide } from '#core/i18n/guide/fr.ts';
import { LANGUAGES, type Language } from '#core/i18n/languages.ts';

const root = path.join(import.meta.dirname, '../..');

/** All rooms, those too that are loaded by themselves: each is a file, so that none can be forgotten. */
const catalogueOf = (language: Language): Record<string, unknown> => wordsIn(`core/i18n/${language}`);

function wordsIn(place: string): Record<string, unknown> {
  const folder = path.join(root, place);
  return Object.fromEntries(
    readdirSync(folder).map((file): [string, unknown] => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
    ]),
  );
}

const catalogues = { en: catalogueOf('en'), fr: catalogueOf('fr') };

/** Every leaf of a catalogue with its path. */
function leaves(words: object, prefix = ''): [string, unknown][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${prefix}${key}.`) : [[prefix + key, value]],
  );
}

const params = (text: unknown) =>
  typeof text === 'string' ? [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted() : [];

const english = new Map(leaves(catalogues.en));

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the catalogue of %s', (language) => {
  const other = new Map(leaves(catalogues[language]));

  it('has exactly the keys of English', () => {
    expect([...other.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('leaves no text empty', () => {
    expect([...other].filter(([, text]) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
  });

  it('takes the same parameters as English', () => {
    const differing = [...english].filter(
      ([key, text]) => params(text).join() !== params(other.get(key)).join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });
});

describe('the French catalogue', () => {
  const french = leaves({ ...catalogues.fr, guide }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );

  it('puts a no-break space before the signs that ask for one', () => {
    const wrong = french.filter(([, text]) =>
      /[\p{L}\p{N})}»] ?[;!?](?:\s|$)|[\p{L}\p{N})}»] :(?:\s|$)/u.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('puts a no-break space inside its quotation marks', () => {
    expect(french.filter(([, text]) => /«(?![\u00A0\u202F])|(?<![\u00A0\u202F])»/u.test(text))).toEqual([]);
  });
});

describe('one thing has one name in French', () => {
  const french = leaves({ ...catalogues.fr, guide, lint: wordsIn('core/headers/lint/words/fr') });

  it.each([
    ['the stamp of a server', 'tampon', /cachet/i],
    ['practice', 'entraînement', /message d’essai|\bESSAI\b/],
  ])('%s: %s', (_, __, other) => {
    expect(french.filter(([, text]) => typeof text === 'string' && other.test(text))).toEqual([]);
  });
});

/** Attributes whose value is read by people. */
const spoken = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'title',
  'placeholder',
  'label',
  'description',
]);

const lettered = /\p{L}/u;

/** Names of keys on a keyboard: the same in both languages. */
const keyNames = new Set(['Esc']);

/** Text in the source of a component that people would read in one language only. */
function hardCoded(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const say = (node: ts.Node, text: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push(`${path.relative(root, file)}:${String(line + 1)} ${text.trim()}`);
  };
  const visit = (node: ts.Node) => {
    if (
      ts.isJsxText(node) &&
      lettered.test(node.text.replaceAll(/&\w+;/g, '')) &&
      !keyNames.has(node.text.trim())
    )
      say(node, node.text);
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(source)) && node.initializer) {
      literals(node.initializer, (literal) => {
        if (lettered.test(literal.text)) say(literal, literal.text);
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The literals that an attribute's value can be: `"…"`, `{'…'}`, `{a ? '…' : '…'}`; not those inside a call such as t('…'). */
function literals(node: ts.Node, tell: (literal: ts.StringLiteralLike) => void): void {
  if (ts.isStringLiteralLike(node)) tell(node);
  else if (ts.isJsxExpression(node) && node.expression) literals(node.expression, tell);
  else if (ts.isParenthesizedExpression(node)) literals(node.expression, tell);
  else if (ts.isConditionalExpression(node))
    [node.whenTrue, node.whenFalse].forEach((one) => literals(one, tell));
  else if (ts.isBinaryExpression(node)) [node.left, node.right].forEach((one) => literals(one, tell));
}

const components = readdirSync(path.join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => path.join(root, 'renderer', name));

describe('the components', () => {
  it('are found', () => {
    expect(components.length).toBeGreaterThan(20);
  });

  it('hold no text of their own', () => {
    expect(components.flatMap(hardCoded)).toEqual([]);
  });
});
