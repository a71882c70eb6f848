import { describe, expect, it } from 'vitest';
import { parseHeader } from '#core/headers/parse.ts';
import { BytePages } from '#renderer/features/lens/bytes/byte-pages.ts';
import { bodyRowSegments } from '#renderer/features/lens/bytes/row-segments.ts';
import { SourceLines } from '#renderer/features/lens/bytes/source-lines.ts';

const message = new TextEncoder().encode(
  'From: a@x.example\r\nTo: b@y.example,\r\n c@z.example\r\n\r\none\r\ntwo\nlast',
);
const header = parseHeader(message);
const read = (offset: number, length: number) => Promise.resolve(message.slice(offset, offset + length));

/** With the body opened and read to its end. */
async function opened(width = 4000) {
  const lines = new SourceLines(header, message.length, width);
  const done = new Promise<void>((resolve) =>
    lines.subscribe(() => {
      if (lines.known === message.length) resolve();
    }),
  );
  lines.setOpen(true, read);
  await done;
  return lines;
}

describe('the lines of a message', () => {
  it('are the header’s, and one stop for the body, until it is opened', () => {
    const lines = new SourceLines(header, message.length, 4000);
    expect(lines.headerLines).toBe(4);
    expect(lines.stops).toBe(5);
    expect(lines.rows).toBe(5);
    expect(lines.row(4)).toEqual({ kind: 'body' });
    expect(lines.lineOfStop(4)).toBeNull();
    expect(lines.owners.map(({ item, index }) => [item?.kind ?? null, index])).toEqual([
      ['field', 0],
      ['field', 0],
      ['field', 1],
      [null, 0],
    ]);
  });

  it('have a first stop for each item of the header', () => {
    const lines = new SourceLines(header, message.length, 4000);
    expect(header.items.map((_, place) => lines.stopOfItem(place))).toEqual([0, 1]);
    expect(lines.owners.map(({ place }) => place)).toEqual([0, 1, 1, null]);
  });

  it('go on behind the stop when the body is open, whatever their ends', async () => {
    const lines = await opened();
    expect(lines.stops).toBe(8);
    expect(Array.from({ length: lines.stops }, (_, stop) => lines.lineOfStop(stop))).toEqual([
      0,
      1,
      2,
      3,
      null,
      4,
      5,
      6,
    ]);
    expect(lines.lineRange(6)).toEqual({ start: message.length - 4, end: message.length });
    lines.setOpen(false, read);
    expect(lines.stops).toBe(5);
  });

  it('find row and stop of each byte, wrapped or not', async () => {
    for (const width of [4000, 8]) {
      const lines = await opened(width);
      for (let offset = 0; offset < message.length; offset += 1) {
        const row = lines.row(lines.rowOfOffset(offset));
        if (row.kind !== 'line') throw new Error('a byte is in no stop');
        // A line end stays with the last row of its line, beyond the width.
        expect(row.placed.start).toBeLessThanOrEqual(offset);
        expect(row.placed.end).toBeGreaterThan(offset);
        expect(lines.stopOfOffset(offset)).toBe(lines.stopOfLine(row.placed.line));
      }
    }
  });

  it('keep their places when the width changes', async () => {
    const lines = await opened();
    const before = lines.lineRange(5);
    lines.setWidth(8);
    expect(lines.lineRange(5)).toEqual(before);
    expect(lines.rows).toBeGreaterThan(8);
  });
});

describe('rows of a body', () => {
  it('draw every byte once, and cut no character in two', async () => {
    const text = new TextEncoder().encode('aé€𝄞é'.repeat(12));
    const pages = new BytePages(text.length, (offset, length) =>
      Promise.resolve(text.slice(offset, offset + length)),
    );
    const came = new Promise<void>((resolve) => pages.subscribe(resolve));
    pages.slice(0, 1);
    await came;
    let at = 0;
    for (let start = 0; start < text.length; start += 9) {
      const end = Math.min(start + 9, text.length);
      const segments = bodyRowSegments(pages, { line: 0, start, end, first: start === 0 }, text.length) ?? [];
      for (const segment of segments) {
        expect(segment.kind).toBe('text');
        expect(segment.start).toBe(at);
        at = segment.end;
      }
    }
    expect(at).toBe(text.length);
  });
});
