import { getSchema } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { cleanRich } from '#electron/compose/clean-rich.ts';
import { serialized } from '#core/message/rich/tree.ts';
import { extensionsFor } from '#renderer/features/rich/schema/extensions.ts';
import { HtmlWriter } from '#renderer/features/rich/schema/html-writer.ts';

const schema = getSchema(extensionsFor(() => null));
const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const html = (...content: object[]): string =>
  new HtmlWriter().html(schema.nodeFromJSON({ type: 'doc', content }));
const id = '01M8EGZEY8PM968YWXX0KB54G4';

describe('rich text as HTML', () => {
  it('nests marks that go on, and closes those that end', () => {
    const [bold, italic] = [{ type: 'bold' }, { type: 'italic' }];
    expect(html(paragraph(text('a', bold), text('b', bold, italic), text('c', italic), text('d')))).toBe(
      '<p><strong>a<em>b</em></strong><em>c</em>d</p>',
    );
  });

  it('escapes what would be markup', () => {
    expect(
      html(
        paragraph(text('<b> & "c"\u00a0!', { type: 'link', attrs: { href: 'https://a.example/?a="b"&c' } })),
      ),
    ).toBe('<p><a href="https://a.example/?a=&quot;b&quot;&amp;c">&lt;b&gt; &amp; "c"&nbsp;!</a></p>');
  });

  it('keeps blanks that readers would draw together, but in code, where they stay as they are', () => {
    expect(
      html(paragraph(text('a  b')), { type: 'codeBlock', content: [{ type: 'text', text: 'c  d' }] }),
    ).toBe('<p>a&nbsp; b</p><pre><code>c  d</code></pre>');
  });

  it('writes a block anew only when it changed', () => {
    const writer = new HtmlWriter();
    const document = schema.nodeFromJSON({
      type: 'doc',
      content: [paragraph(text('a')), paragraph(text('b'))],
    });
    expect(writer.html(document)).toBe('<p>a</p><p>b</p>');
    expect(writer.block(document.child(0))).toBe('<p>a</p>');
  });

  it.each([
    ['alignment', { type: 'paragraph', attrs: { align: 'center' }, content: [text('a')] }],
    [
      'colours',
      paragraph(
        text(
          'a',
          { type: 'colour', attrs: { colour: '#a6211d' } },
          { type: 'ground', attrs: { colour: '#fff1c2' } },
        ),
      ),
    ],
    [
      'a picture',
      paragraph({ type: 'picture', attrs: { src: `cid:${id}`, alt: 'the "stage"', width: 40, height: 20 } }),
    ],
    [
      'a list that begins at 3',
      {
        type: 'orderedList',
        attrs: { start: 3 },
        content: [{ type: 'listItem', content: [paragraph(text('a'))] }],
      },
    ],
    [
      'a table',
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [{ type: 'tableHeader', attrs: { colspan: 2 }, content: [paragraph(text('a'))] }],
          },
          {
            type: 'tableRow',
            content: [
              { type: 'tableCell', content: [paragraph()] },
              { type: 'tableCell', content: [paragraph(text('b'))] },
            ],
          },
        ],
      },
    ],
    ['a signature', paragraph(text('-- '), { type: 'hardBreak' }, text('Camille'))],
    [
      'quotes in quotes',
      {
        type: 'blockquote',
        content: [{ type: 'blockquote', content: [paragraph(text('a'))] }, paragraph(text('b'))],
      },
    ],
  ])('says %s as main has it, letter by letter', (_, block) => {
    const written = html(block);
    expect(serialized(cleanRich(written, new Set([id])))).toBe(written);
  });
});
