/** Rich texts as the editor writes them, by chance: what a property of cleaning, sending and reading back is to hold for. */
import fc from 'fast-check';
import { escapedText, escapedValue } from '#core/message/rich/tree.ts';

export const PICTURE_ID = '01BX5ZZKBKACTAV9WEVGEMMVRZ';
export const OTHER_PICTURE_ID = '01BX5ZZKBKACTAV9WEVGEMMVS0';

const words = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'Hello',
        'été à Münster',
        '照明の見積もり',
        '<b>no tag</b>',
        '"q" & \'a\'',
        '&amp;',
        '\u00a0',
        '🎭',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  )
  // What holds nothing but blanks between two blocks is not there.
  .map((text) => `x${text.replaceAll(/[\r\n\0]/g, ' ')}x`);

const text = words.map(escapedText);
const styled = fc.constantFrom(
  'color: #ff0000',
  'color: rgb(1, 2, 3); background-color: #fff',
  'font-size: 18px',
);

const inline: fc.Arbitrary<string> = fc.letrec<{ inline: string }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    fc.constant('<br>x'),
    fc
      .tuple(text, words)
      .map(([shown, to]) => `<a href="${escapedValue(`https://example.org/${to}`)}">${shown}</a>`),
    fc
      .constantFrom(PICTURE_ID, OTHER_PICTURE_ID)
      .chain((id) =>
        words.map((alt) => `<img src="cid:${id}" alt="${escapedValue(alt)}" width="320" height="200">`),
      ),
    fc
      .tuple(fc.constantFrom('strong', 'em', 'u', 's', 'sub', 'sup', 'code'), tie('inline'))
      .map(([name, inner]) => `<${name}>${inner}</${name}>`),
    fc.tuple(styled, tie('inline')).map(([style, inner]) => `<span style="${style}">${inner}</span>`),
  ),
})).inline;

const phrase = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const aligned = fc.constantFrom('', ' style="text-align: center"', ' dir="rtl"');
const paragraph = fc.oneof(
  fc.constant('<p></p>'),
  fc.tuple(aligned, phrase).map(([attribute, inner]) => `<p${attribute}>${inner}</p>`),
);
const cell = fc
  .tuple(fc.constantFrom('td', 'th'), fc.constantFrom('', ' colspan="2"'), phrase)
  .map(([name, attribute, inner]) => `<${name}${attribute}><p>${inner}</p></${name}>`);
const table = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map(
    (rows) =>
      `<table style="min-width: 50px"><colgroup><col style="width: 100px"></colgroup><tbody>${rows.map((row) => `<tr>${row.join('')}</tr>`).join('')}</tbody></table>`,
  );

const block: fc.Arbitrary<string> = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    paragraph,
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), phrase)
      .map(([level, inner]) => `<h${String(level)}>${inner}</h${String(level)}>`),
    text.map((inner) => `<pre><code>${inner}\n  ${inner}</code></pre>`),
    fc.constant('<hr>'),
    table,
    fc
      .array(tie('block'), { minLength: 1, maxLength: 3 })
      .map((inner) => `<blockquote>${inner.join('')}</blockquote>`),
    fc
      .tuple(
        fc.constantFrom('ul', 'ol'),
        fc.array(fc.tuple(phrase, tie('block')), { minLength: 1, maxLength: 3 }),
      )
      .map(
        ([name, items]) =>
          `<${name}>${items.map(([first, more]) => `<li><p>${first}</p>${more}</li>`).join('')}</${name}>`,
      ),
  ),
})).block;

/** Canonical: as the editor writes it, and as it is stored. */
export const richText: fc.Arbitrary<string> = fc
  .array(block, { minLength: 1, maxLength: 6 })
  .map((blocks) => blocks.join(''));
