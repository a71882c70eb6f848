// What main makes of a draft's rich text before a message is built of it. A second parser, the browsers' own algorithm, says what is left.
import fc from 'fast-check';
import { html as spec, parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, ELEMENTS, STYLES } from '#core/message/rich/allowed.ts';
import { serialized } from '#core/message/rich/tree.ts';
import { cleanRich } from '#electron/compose/clean-rich.ts';
import { OTHER_PICTURE_ID, PICTURE_ID, richText } from '../../core/message/rich/rich-text.ts';
import { HOSTILE } from './hostile-html.ts';

const OWN = new Set([PICTURE_ID, OTHER_PICTURE_ID]);
const clean = (html: string): string => serialized(cleanRich(html, OWN));

/** Everything in it that is not harmless. */
function harm(html: string): string[] {
  const found: string[] = [];
  const look = (node: Tree.Node): void => {
    if (node.nodeName === '#comment' || node.nodeName === '#documentType') found.push(node.nodeName);
    if ('attrs' in node) {
      // A parser puts it in where a table has none.
      if (ELEMENTS[node.tagName] === undefined) found.push(`<${node.tagName}>`);
      if (node.namespaceURI !== spec.NS.HTML) found.push(node.namespaceURI);
      for (const { name, value } of node.attrs)
        if (!isHarmless(node.tagName, name, value)) found.push(`${node.tagName} ${name}=${value}`);
    }
    if ('childNodes' in node) for (const child of node.childNodes) look(child);
  };
  look(parseFragment(html));
  return found;
}

function isHarmless(element: string, name: string, value: string): boolean {
  if (ELEMENTS[element]?.includes(name) !== true) return false;
  if (name === 'src') return value === `cid:${PICTURE_ID}` || value === `cid:${OTHER_PICTURE_ID}`;
  // An address that is none leads nowhere.
  if (name === 'href')
    return /^(?:https?|mailto):$/.test(
      URL.canParse(value) ? new URL(value).protocol : value.replace(/:.*/, ':'),
    );
  if (name === 'alt') return true;
  if (name !== 'style') return ATTRIBUTES[name]?.test(value) === true;
  return value.split('; ').every((declaration) => {
    const [property = '', set = ''] = declaration.split(': ');
    return STYLES[property]?.test(set) === true && !/url|expression|\\|\(.*\(/i.test(set);
  });
}

describe('what is hostile', () => {
  it.each(HOSTILE)('does nothing any more: %j', (html) => {
    for (const around of [html, `<p>a${html}b</p>`, `<table><tr><td>${html}`, `<ul><li>${html}</li></ul>`])
      expect(harm(clean(around))).toEqual([]);
  });

  it('does nothing in whatever order it comes, cut anywhere', () => {
    const piece = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.constantFrom(...HOSTILE).chain((html) => fc.nat(html.length).map((at) => html.slice(at))),
      fc.constantFrom(...HOSTILE).chain((html) => fc.nat(html.length).map((at) => html.slice(0, at))),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '</',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<p>',
        '</p>',
        '<table>',
        '<td>',
        '<select>',
        '\0',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = clean(pieces.join(''));
        expect(harm(once)).toEqual([]);
        // And not either when a browser has read it and written it again: what was cleaned stays clean.
        expect(harm(serialize(parseFragment(once)))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes its time in step with its length, however deep it is', () => {
    for (const deep of [
      '<div>',
      '<b>',
      '<blockquote>',
      '<table><tr><td>',
      '<svg>',
      '<a href="https://a.example">',
    ])
      expect(harm(clean(deep.repeat(20_000)))).toEqual([]);
  });
});

describe('what an editor writes', () => {
  it('comes through as it is', () => {
    fc.assert(
      fc.property(richText, (html) => {
        expect(clean(html)).toBe(html);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its words where what stood around them may not stay', () => {
    expect(clean('<section><p class="x">a <font color=red>b</font> <big>c</big></p></section>')).toBe(
      '<p>a b c</p>',
    );
  });

  it('loses a picture that is not the draft’s, and the link that leads nowhere', () => {
    expect(clean('<p>a<img src="cid:01BX5ZZKBKACTAV9WEVGEMMVXX" alt="b"><a href="#top">c</a></p>')).toBe(
      '<p>ac</p>',
    );
  });

  it('keeps of a style what is known, in one form', () => {
    expect(clean('<span style="color:red;position:fixed;background-color : #FFF;">a</span>')).toBe(
      '<span style="color: red; background-color: #FFF">a</span>',
    );
  });
});
