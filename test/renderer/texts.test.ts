/** Text that a user reads is in the catalogues, in each language alike, and nowhere in a component. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { authenticationWords } from '#core/i18n/authentication.ts';
import { catalogues as shared } from '#core/i18n/catalogue.ts';
import { compareWords } from '#core/i18n/compare.ts';
import { doubtsWords } from '#core/i18n/doubts.ts';
import { filesWords } from '#core/i18n/files.ts';
import { contactsWords } from '#core/i18n/contacts.ts';
import { guide } from '#core/i18n/guide/fr.ts';
import { LANGUAGES } from '#core/i18n/languages.ts';
import { openedWords } from '#core/i18n/opened.ts';
import { printingWords } from '#core/i18n/printing.ts';
import { renderedWords } from '#core/i18n/rendered.ts';
import { reuseWords } from '#core/i18n/reuse.ts';
import { spellingWords } from '#core/i18n/spelling.ts';
import { structureWords } from '#core/i18n/structure.ts';
import { richWords } from '#core/i18n/rich.ts';
import { templatesWords } from '#core/i18n/templates.ts';
import { transferWords } from '#core/i18n/transfer.ts';
import { ownFieldsWords } from '#core/i18n/ownfields.ts';
import { previewWords } from '#core/i18n/preview.ts';
import { versionsWords } from '#core/i18n/versions.ts';

/** With the rooms that are loaded by themselves. */
const catalogues = {
  en: {
    ...shared.en,
    authentication: authenticationWords.en,
    compare: compareWords.en,
    contacts: contactsWords.en,
    opened: openedWords.en,
    printing: printingWords.en,
    transfer: transferWords.en,
    spelling: spellingWords.en,
    structure: structureWords.en,
    rendered: renderedWords.en,
    reuse: reuseWords.en,
    versions: versionsWords.en,
    ownfields: ownFieldsWords.en,
    preview: previewWords.en,
    rich: richWords.en,
    templates: templatesWords.en,
    doubts: doubtsWords.en,
    files: filesWords.en,
  },
  fr: {
    ...shared.fr,
    authentication: authenticationWords.fr,
    compare: compareWords.fr,
    contacts: contactsWords.fr,
    opened: openedWords.fr,
    printing: printingWords.fr,
    transfer: transferWords.fr,
    spelling: spellingWords.fr,
    structure: structureWords.fr,
    rendered: renderedWords.fr,
    reuse: reuseWords.fr,
    versions: versionsWords.fr,
    ownfields: ownFieldsWords.fr,
    preview: previewWords.fr,
    rich: richWords.fr,
    templates: templatesWords.fr,
    doubts: doubtsWords.fr,
    files: filesWords.fr,
  },
};

const root = path.join(import.meta.dirname, '../..');

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
