import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineScanner, physicalLines } from '#core/headers/lines.ts';
import { fieldsNamed, parseHeader, type ParsedHeader } from '#core/headers/parse.ts';
import { decoded, unfolded } from '#core/headers/unfold.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures/headers');
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Bytes that headers are made of, and any others. */
const anyBytes = fc
  .array(
    fc.oneof(
      fc
        .constantFrom('\r\n', '\n', '\r', ' ', '\t', ':', 'Subject: ', 'X', '=?utf-8?Q?a?=', '\r\n ')
        .map(bytesOf),
      fc.uint8Array({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => new Uint8Array(parts.flatMap((part) => [...part])));

/** Every range that the parser hands out, in order, must be the header again. */
function expectNothingLost(bytes: Uint8Array, header: ParsedHeader) {
  let at = 0;
  for (const item of header.items) {
    expect(item.start).toBe(at);
    for (const line of item.lines) {
      expect(line.start).toBe(at);
      at = line.next;
    }
    expect(item.end).toBe(at);
    if (item.kind === 'field') {
      expect(item.nameEnd).toBeGreaterThan(item.start);
      expect(bytes[item.colon]).toBe(0x3a);
      expect(item.colon).toBeGreaterThanOrEqual(item.nameEnd);
      expect(item.colon).toBeLessThan(item.end);
    }
  }
  if (header.separator) {
    expect(header.separator.start).toBe(at);
    at = header.separator.next;
  }
  expect(header.end).toBe(at);
  if (!header.separator) expect(at).toBe(bytes.length);
}

describe('parseHeader', () => {
  it('gives ranges that cover any header without a gap', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => expectNothingLost(bytes, parseHeader(bytes))),
      { numRuns: 2000 },
    );
  });

  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.eml')))('loses nothing of %s', (name) => {
    const bytes = new Uint8Array(readFileSync(path.join(fixtures, name)));
    const header = parseHeader(bytes);
    expectNothingLost(bytes, header);
    expect(header.items.length).toBeGreaterThan(0);
  });

  it('takes a folded value as one field', () => {
    const bytes = bytesOf('To: a@b.example,\r\n c@d.example\r\nSubject: x\r\n\r\nbody');
    const header = parseHeader(bytes);
    expect(header.items.map((item) => item.lines.length)).toEqual([2, 1]);
    const [to] = fieldsNamed(header, 'to');
    expect(to && unfolded(bytes, to)).toBe('a@b.example, c@d.example');
    expect(header.end).toBe(bytes.length - 4);
  });

  it('keeps lines that are no field, and reads on behind them', () => {
    const bytes = bytesOf('From x Mon\nno colon here\n@: y\n\u00e9t\u00e9: z\nSubject: s\n');
    expect(parseHeader(bytes).items.map((item) => (item.kind === 'field' ? item.name : item.reason))).toEqual(
      ['mbox-from', 'no-colon', '@', 'bad-name', 'Subject'],
    );
  });

  it('keeps a fold that has nothing to continue', () => {
    expect(parseHeader(bytesOf(' From: a\r\nTo: b\r\n')).items.map((item) => item.kind)).toEqual([
      'malformed',
      'field',
    ]);
  });

  it('lets a bare CR end neither a field nor the header', () => {
    const bytes = bytesOf('Subject: a\rBcc: hidden@x.example\r\r\nTo: b\r\n\r\n');
    const header = parseHeader(bytes);
    expect(header.items.map((item) => item.kind === 'field' && item.name)).toEqual(['Subject', 'To']);
    expect(header.items[0]?.lines.map((line) => line.lineEnd)).toEqual(['cr', 'cr', 'crlf']);
  });

  it('accepts white space before the colon, as obsolete syntax had it', () => {
    const header = parseHeader(bytesOf('Subject \t: a\r\n'));
    expect(header.items[0]).toMatchObject({ kind: 'field', name: 'Subject', nameEnd: 7, colon: 9 });
  });

  it('reads 20,000 fields and a megabyte in linear time', () => {
    const line = `X-Field: ${'v'.repeat(40)}\r\n`;
    const measure = (count: number) => {
      const bytes = bytesOf(line.repeat(count));
      const began = performance.now();
      const header = parseHeader(bytes);
      const ms = performance.now() - began;
      expect(header.items).toHaveLength(count);
      return ms;
    };
    measure(20_000);
    expect(Math.min(measure(20_000), measure(20_000), measure(20_000))).toBeLessThan(100);
  });

  it('reads one field of 100,000 folds in linear time', () => {
    const bytes = bytesOf(`To: a\r\n${' b,\r\n'.repeat(100_000)}\r\n`);
    const began = performance.now();
    const [to] = fieldsNamed(parseHeader(bytes), 'To');
    expect(to && unfolded(bytes, to)).toHaveLength(300_001);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('real headers', () => {
  const read = (name: string) => {
    const bytes = new Uint8Array(readFileSync(path.join(fixtures, name)));
    return { bytes, header: parseHeader(bytes) };
  };

  it('finds the fields behind a broken first line', () => {
    const { header } = read('bad-header-start.eml');
    expect(header.items[0]).toMatchObject({ kind: 'malformed', reason: 'stray-fold' });
    expect(fieldsNamed(header, 'message-id')).toHaveLength(1);
  });

  it('decodes a subject in a charset that no word names twice', () => {
    const { bytes, header } = read('iso-2022-jp-subject.eml');
    const [subject] = fieldsNamed(header, 'Subject');
    expect(subject && decoded(bytes, subject)).toBe('ЖД№41 от 28.09.2016');
  });
});

describe('physical lines', () => {
  it('tell the four kinds of line end', () => {
    expect(physicalLines(bytesOf('a\r\nb\nc\rd')).map((line) => line.lineEnd)).toEqual([
      'crlf',
      'lf',
      'cr',
      'none',
    ]);
  });

  it('are the same when the bytes come in pieces', () => {
    fc.assert(
      fc.property(anyBytes, fc.integer({ min: 1, max: 5 }), (bytes, size) => {
        const ends: number[] = [];
        const scanner = new LineScanner();
        for (let at = 0; at < bytes.length; at += size)
          scanner.scan(bytes.subarray(at, at + size), (next) => ends.push(next));
        scanner.finish((next) => ends.push(next));
        const expected = physicalLines(bytes).filter((line) => line.lineEnd !== 'none');
        expect(ends).toEqual(expected.map((line) => line.next));
      }),
    );
  });
});
