import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BytePages, PAGE_SIZE } from '#renderer/features/lens/bytes/byte-pages.ts';
import { findIn, matchFrom, MOST, needleOf, search, type Found } from '#renderer/features/lens/bytes/find.ts';
import { LineTable } from '#renderer/features/lens/bytes/line-table.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const readerOf = (bytes: Uint8Array) => {
  const asked: number[] = [];
  return {
    asked,
    read: (offset: number, length: number) => {
      asked.push(offset);
      return Promise.resolve(bytes.slice(offset, offset + length));
    },
  };
};

describe('pages of bytes', () => {
  const whole = Uint8Array.from({ length: PAGE_SIZE * 2 + 10 }, (_, index) => index % 251);

  it('are fetched when first asked for, and once', async () => {
    const { asked, read } = readerOf(whole);
    const pages = new BytePages(whole.length, read);
    const came = new Promise<void>((resolve) => pages.subscribe(resolve));
    expect(pages.slice(5, 15)).toBeUndefined();
    expect(pages.slice(8, 20)).toBeUndefined();
    await came;
    expect(pages.slice(5, 15)).toEqual(whole.slice(5, 15));
    expect(asked).toEqual([0]);
  });

  it('are joined where a line spans two', async () => {
    const { read } = readerOf(whole);
    const pages = new BytePages(whole.length, read);
    let came = 0;
    const both = new Promise<void>((resolve) => pages.subscribe(() => (came += 1) === 2 && resolve()));
    expect(pages.slice(PAGE_SIZE - 3, PAGE_SIZE + 3)).toBeUndefined();
    await both;
    expect(pages.slice(PAGE_SIZE - 3, PAGE_SIZE + 3)).toEqual(whole.slice(PAGE_SIZE - 3, PAGE_SIZE + 3));
  });

  it('say that they failed, and are not asked for again', async () => {
    let asked = 0;
    const pages = new BytePages(100, () => {
      asked += 1;
      return Promise.reject(new Error('gone'));
    });
    const heard = new Promise<void>((resolve) => pages.subscribe(resolve));
    pages.slice(0, 10);
    await heard;
    expect(pages.failed).toBe(true);
    pages.slice(0, 10);
    expect(asked).toBe(1);
  });

  it('keep a bounded number', async () => {
    const { asked, read } = readerOf(new Uint8Array(PAGE_SIZE * 70));
    const pages = new BytePages(PAGE_SIZE * 70, read);
    for (let page = 0; page < 70; page += 1) {
      const came = new Promise<void>((resolve) => {
        const stop = pages.subscribe(() => {
          stop();
          resolve();
        });
      });
      pages.slice(page * PAGE_SIZE, page * PAGE_SIZE + 1);
      await came;
    }
    expect(pages.slice(69 * PAGE_SIZE, 69 * PAGE_SIZE + 1)).toHaveLength(1);
    expect(pages.slice(0, 1)).toBeUndefined();
    expect(asked).toHaveLength(71);
  });
});

describe('rows of lines', () => {
  const table = (width: number, ...ends: number[]) => {
    const made = new LineTable(width);
    for (const end of ends) made.add(end);
    return made;
  };

  it('give a long line several rows, its line end with the last', () => {
    const rows = table(10, 12, 37);
    expect(rows.rows).toBe(4);
    expect(rows.row(0)).toEqual({ line: 0, start: 0, end: 12, first: true });
    expect(rows.row(1)).toEqual({ line: 1, start: 12, end: 22, first: true });
    expect(rows.row(3)).toEqual({ line: 1, start: 32, end: 37, first: false });
  });

  it('cover every byte once, whatever the width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
        fc.integer({ min: 8, max: 40 }),
        (lengths, width) => {
          let end = 0;
          const ends = lengths.map((length) => (end += length));
          for (const rows of [table(width, ...ends), table(99, ...ends).rewrapped(width)]) {
            let at = 0;
            for (let row = 0; row < rows.rows; row += 1) {
              const placed = rows.row(row);
              expect(placed.start).toBe(at);
              expect(rows.rowAtOffset(placed.start)).toBe(row);
              at = placed.end;
            }
            expect(at).toBe(end);
            expect(rows.lines).toBe(lengths.length);
          }
        },
      ),
    );
  });

  it('find the line of a byte', () => {
    const rows = table(10, 5, 9, 20);
    expect([0, 4, 5, 8, 9, 19].map((offset) => rows.lineAtOffset(offset))).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

describe('finding', () => {
  const all = (text: string, wanted: string) => {
    const found: number[] = [];
    findIn(bytesOf(text), needleOf(wanted), 0, (at) => {
      found.push(at);
      return true;
    });
    return found;
  };

  it('passes over the case of ASCII letters', () => {
    expect(all('Message-ID: <MESSAGE-id>', 'message-Id')).toEqual([0, 13]);
  });

  it('counts overlapping matches once', () => {
    expect(all('aaaa', 'aa')).toEqual([0, 2]);
  });

  it('finds characters beyond ASCII as UTF-8', () => {
    expect(all('x été', 'été')).toEqual([2]);
  });

  it('finds the same in pieces as in the whole', async () => {
    const text = 'ab'.repeat(50);
    const { read } = readerOf(bytesOf(text));
    let last: Found | undefined;
    await search(
      (offset, length) => read(offset, Math.min(length, 7)),
      text.length,
      'bab',
      new AbortController().signal,
      (found) => {
        last = found;
      },
    );
    expect(last).toMatchObject({ done: true, more: false, matches: all(text, 'bab') });
  });

  it('stops at a bounded number of matches', async () => {
    const { read } = readerOf(new Uint8Array(MOST + 5).fill(0x61));
    let last: Found | undefined;
    await search(read, MOST + 5, 'a', new AbortController().signal, (found) => {
      last = found;
    });
    expect(last?.more).toBe(true);
    expect(last?.matches).toHaveLength(MOST);
  });

  it('goes on from where the reader is, and round', () => {
    expect(matchFrom([10, 20, 30], 15)).toBe(1);
    expect(matchFrom([10, 20, 30], 31)).toBe(0);
    expect(matchFrom([], 5)).toBe(-1);
  });
});
