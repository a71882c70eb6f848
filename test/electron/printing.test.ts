// The lines above and below each printed page: a stranger's subject is text in them, and nothing else.
import { describe, expect, it } from 'vitest';
import { footerLine, headerLine } from '#electron/printing/page-heading.ts';

const spans = (html: string) => [...html.matchAll(/<span[^>]*>(.*?)<\/span>/g)].map(([, text]) => text);

describe('the heading of a printed page', () => {
  it('has the subject at one side and the date at the other', () => {
    expect(spans(headerLine({ title: 'Autumn season', date: '23 Nov 2026' }))).toEqual([
      'Autumn season',
      '23 Nov 2026',
    ]);
  });

  it('takes what looks like HTML for text', () => {
    const html = headerLine({ title: `<img src="x" onerror='y'>&amp;`, date: '</span><script>' });
    expect(spans(html)).toEqual([
      '&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;&amp;amp;',
      '&lt;/span&gt;&lt;script&gt;',
    ]);
    expect(html).not.toMatch(/<(?!\/?(?:div|span)\b)/);
  });

  it('leaves out what turns a line around or ends it', () => {
    const [title] = spans(headerLine({ title: 'gnp\u202Ecod\r\n.exe\u2028', date: '' }));
    expect(title).toBe('gnp cod .exe');
  });

  it('cuts a long subject between characters', () => {
    const [title] = spans(headerLine({ title: '🦉'.repeat(300), date: '' }));
    expect(title).toBe(`${'🦉'.repeat(119)}…`);
  });
});

describe('the foot of a printed page', () => {
  it('counts the pages', () => {
    expect(footerLine()).toContain('<span class="pageNumber"></span> / <span class="totalPages"></span>');
  });
});
