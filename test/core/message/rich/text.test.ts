// Rich text as plain text and back, and what of it text cannot say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFlowed, toFlowed } from '#core/message/flowed.ts';
import { richOfText } from '#core/message/rich/from-text.ts';
import { switchLoss } from '#core/message/rich/loss.ts';
import { textOfRich } from '#core/message/rich/text.ts';
import { parsed, serialized } from '#core/message/rich/tree.ts';
import { filledHtml } from '#core/templates/fields.ts';
import { richText } from './rich-text.ts';

const lines = (...all: string[]): string => all.join('\n');

describe('the plain text of rich text', () => {
  it.each([
    ['paragraphs and breaks', '<p>a<br>b</p><p>c</p>', lines('a', 'b', '', 'c')],
    ['an empty paragraph', '<p>a</p><p></p><p>b</p>', lines('a', '', '', 'b')],
    [
      'headings',
      '<h1>Été</h1><p>a</p><h2>照明</h2><h3>c</h3>',
      lines('Été', '===', '', 'a', '', '照明', '----', '', 'c'),
    ],
    ['a short heading, which is no signature', '<h2>a</h2><p>b</p>', lines('a', '---', '', 'b')],
    ['lists', '<ul><li><p>a</p></li><li><p>b</p></li></ul>', lines('- a', '- b')],
    [
      'nested and numbered lists',
      '<ol start="9"><li><p>a</p><ul><li><p>in</p></li></ul></li><li><p>b</p><p>more</p></li></ol>',
      lines('9. a', '   - in', '10. b', '    more'),
    ],
    [
      'lists by letters',
      '<ol type="a" start="26"><li>y</li><li>z</li></ol><ol type="I" start="4"><li>x</li></ol>',
      lines('z. y', 'aa. z', '', 'IV. x'),
    ],
    [
      'quotes',
      '<blockquote><p>a</p><p>b</p><blockquote><p>c</p></blockquote></blockquote><p>d</p>',
      lines('> a', '>', '> b', '>', '>> c', '', 'd'),
    ],
    [
      'a list that is quoted',
      '<blockquote><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>',
      lines('> - a', '>   - b'),
    ],
    [
      'a quote in a list',
      '<ul><li><p>a</p><blockquote><p>b</p></blockquote></li></ul>',
      lines('- a', '', '>   b'),
    ],
    ['a mark that was typed', '<p>&gt; a</p>', ' > a'],
    [
      'links',
      '<p><a href="https://a.example/x">there</a> <a href="https://a.example">https://a.example</a> <a href="mailto:a@b.example">a@b.example</a></p>',
      'there <https://a.example/x> https://a.example a@b.example',
    ],
    ['pictures', '<p>a <img src="cid:x" alt="the plan"> <img src="cid:y" alt=""></p>', 'a [the plan]'],
    ['code', '<pre><code>if (a)\n  b\n\nc</code></pre>', lines('if (a)', '  b', '', 'c')],
    ['a signature', '<p>a</p><p>-- <br>Eva</p>', lines('a', '', '-- ', 'Eva')],
    ['a rule', '<p>a</p><hr><p>b</p>', lines('a', '', '-'.repeat(40), '', 'b')],
    ['no text', '<p></p><p><br></p>', ''],
  ])('has %s', (_, html, text) => {
    expect(textOfRich(html)).toBe(text);
  });

  it('has tables in columns, wide characters counted as two', () => {
    expect(
      textOfRich(
        '<table><tbody><tr><th><p>Name</p></th><th><p>Price</p></th></tr><tr><td><p>照明</p></td><td><p>3 €</p></td></tr><tr><td><p>Stage</p></td><td><p>1,200 €</p></td></tr></tbody></table>',
      ),
    ).toBe(lines('Name   Price', '-----  -------', '照明   3 €', 'Stage  1,200 €'));
  });

  it('has cells that span others in their first place', () => {
    expect(
      textOfRich(
        '<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td colspan="2">d</td></tr></tbody></table>',
      ),
    ).toBe(lines('a  b', '   c', 'd'));
  });

  it('breaks the widest column of a table that is too wide', () => {
    const words = 'word '.repeat(40).trim();
    const text = textOfRich(`<table><tbody><tr><td>a</td><td>${words}</td></tr></tbody></table>`);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(72);
    expect(text.split('\n').every((line, n) => line.startsWith(n === 0 ? 'a  word' : '   word'))).toBe(true);
  });

  it('has what is laid out by a table one below the other', () => {
    expect(textOfRich('<table><tr><td><h1>a</h1><p>b</p></td></tr></table>')).toBe(
      lines('a', '===', '', 'b'),
    );
    expect(
      textOfRich('<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>'),
    ).toContain('a');
  });

  it('survives format=flowed, quotes and all', () => {
    fc.assert(
      fc.property(richText, (html) => {
        const text = textOfRich(html);
        expect(fromFlowed(toFlowed(text)).replaceAll(/ +$/gm, '')).toBe(text.replaceAll(/ +$/gm, ''));
      }),
      { numRuns: 300 },
    );
  });

  it('takes any HTML, however deep, in linear time', () => {
    expect(textOfRich('<div>'.repeat(100_000) + 'a')).toBe('a');
    expect(textOfRich('<table><tr><td>'.repeat(5_000) + 'a').trim()).toBe('a');
  });
});

describe('rich text made of plain text', () => {
  it.each([
    ['a\nb\n\nc', '<p>a<br>b</p><p>c</p>'],
    ['a\n\n\nb', '<p>a</p><p></p><p>b</p>'],
    [
      '> a\n>\n> b\n>> c\nd',
      '<blockquote><p>a</p><p>b</p><blockquote><p>c</p></blockquote></blockquote><p>d</p>',
    ],
    [
      'see https://a.example/x?y=1&z=(2), or http://b.example.',
      '<p>see <a href="https://a.example/x?y=1&amp;z=(2)">https://a.example/x?y=1&amp;z=(2)</a>, or <a href="http://b.example">http://b.example</a>.</p>',
    ],
    ['to a.b@c.example!', '<p>to <a href="mailto:a.b@c.example">a.b@c.example</a>!</p>'],
    ['<b> & "c"', '<p>&lt;b&gt; &amp; "c"</p>'],
    ['  a  b', '<p>&nbsp; a&nbsp; b</p>'],
    ['-- \nEva', '<p>-- <br>Eva</p>'],
    ['', ''],
  ])('%j', (text, html) => {
    expect(richOfText(text)).toBe(html);
  });

  it('says the same as text again', () => {
    const word = fc.constantFrom('a', 'été', '照明', 'https://a.example/b', 'x@y.example', '<i>', '&amp;');
    const line = fc
      .tuple(fc.constantFrom('', '> ', '>> '), fc.array(word, { minLength: 1, maxLength: 5 }))
      .map(([marks, words]) => marks + words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (all) => {
        const back = textOfRich(richOfText(all.join('\n')));
        // Another depth begins another paragraph.
        expect(back.split('\n').filter((one) => !/^>*$/.test(one))).toEqual(all);
      }),
    );
  });
});

it('is written as it was read', () => {
  fc.assert(
    fc.property(richText, (html) => {
      expect(serialized(parsed(html))).toBe(html);
    }),
  );
});

describe('what a switch to plain text loses', () => {
  it.each([
    ['<p>a <a href="https://a.example">https://a.example</a></p><blockquote><p>b</p></blockquote>', []],
    ['<p><strong>a</strong></p>', ['emphasis']],
    [
      '<p style="text-align: center"><span style="color: red; font-size: 20px">a</span></p>',
      ['colours', 'sizes', 'alignment'],
    ],
    ['<p style="text-align: left">a</p>', []],
    [
      '<h1>a</h1><ul><li>b</li></ul><p><a href="https://a.example">there</a></p>',
      ['headings', 'links', 'lists'],
    ],
    ['<table><tr><td><img src="cid:x" alt=""></td></tr></table>', ['pictures', 'tables']],
  ])('of %s', (html, lost) => {
    expect(switchLoss(html)).toEqual(lost);
  });
});

it('fills text into fields of a rich template, and no element', () => {
  const values = new Map([['who', '<img src=x onerror=alert(1)> & "you"\nthere']]);
  expect(filledHtml('<p>Hello {{who}}, {{when|<em>soon</em>}}</p>', values)).toBe(
    '<p>Hello &lt;img src=x onerror=alert(1)&gt; &amp; &quot;you&quot;<br>there, <em>soon</em></p>',
  );
});
