import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, MAX_PARTS, type Structure } from '#core/mime/structure.ts';
import { bodyText, bytesOf, outline, structureOf } from './reading.ts';

const crlf = (...lines: string[]) => lines.join('\r\n');
const multipart = (boundary: string, kind = 'mixed') =>
  `Content-Type: multipart/${kind}; boundary="${boundary}"`;

/** Bytes that multiparts are made of, and any others. */
const anyMessage = fc
  .array(
    fc.oneof(
      fc
        .constantFrom(
          '\r\n',
          '\n',
          '\r',
          '--a',
          '--b',
          '--',
          ' ',
          '\n--a\n',
          '\r\n--a\r\n',
          '\r\n--a--\r\n',
          '\n--b--\n',
          `${multipart('a')}\r\n\r\n`,
          `${multipart('b')}\n\n`,
          `${multipart('a')}\r\n\r\n--a\r\n`,
          'Content-Type: message/rfc822\r\n\r\n',
          'Content-Type: text/html\n',
          'Content-Transfer-Encoding: base64\n\n',
          'text',
        )
        .map(bytesOf),
      fc.uint8Array({ maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => new Uint8Array(parts.flatMap((part) => [...part])));

function expectWhole({ size, segments, parts }: Structure): void {
  let at = 0;
  for (const { start, end } of segments) {
    expect(start).toBe(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBe(size);
  for (const { header, body, parent, index } of parts) {
    expect(header.start).toBeLessThanOrEqual(header.end);
    expect(body.start).toBe(header.end);
    expect(body.end).toBeGreaterThanOrEqual(body.start);
    expect(body.end).toBeLessThanOrEqual(size);
    if (parent === null) continue;
    const holder = parts[parent];
    expect(parent).toBeLessThan(index);
    expect(header.start).toBeGreaterThanOrEqual(holder?.body.start ?? Infinity);
    expect(body.end).toBeLessThanOrEqual(holder?.body.end ?? -1);
  }
}

describe('StructureScanner', () => {
  it('hands out segments that, one behind the other, are any message again', () => {
    fc.assert(
      fc.property(anyMessage, (bytes) => expectWhole(structureOf(bytes))),
      { numRuns: 2000 },
    );
  });

  it('finds the same in whatever pieces a message comes', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 1, max: 9 }), (bytes, size) => {
        expect(structureOf(bytes, size)).toEqual(structureOf(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it('numbers the parts of a nested message', () => {
    const message = crlf(
      multipart('out'),
      '',
      'for old readers',
      '--out',
      multipart('in', 'alternative'),
      '',
      '--in',
      '',
      'plain',
      '--in',
      'Content-Type: text/html',
      '',
      '<p>rich</p>',
      '--in--',
      '',
      '--out',
      'Content-Type: message/rfc822',
      '',
      'Subject: inside',
      '',
      'Hello',
      '--out--',
      'behind',
    );
    const structure = structureOf(message);
    expect(outline(structure)).toEqual([
      '· multipart/mixed',
      '1 multipart/alternative',
      '1.1 text/plain',
      '1.2 text/html',
      '2 message/rfc822',
      '2.1 text/plain',
    ]);
    expect(structure.parts.map((part) => part.kind)).toEqual([
      'multipart',
      'multipart',
      'leaf',
      'leaf',
      'message',
      'leaf',
    ]);
    expect(bodyText(message, structure.parts[3])).toBe('<p>rich</p>');
    expect(bodyText(message, structure.parts[5])).toBe('Hello');
    expect(structure.parts.flatMap((part) => part.remarks)).toEqual([]);
  });

  it('gives the line end before a boundary line to the boundary, and no other', () => {
    const message = `${multipart('a')}\n\n--a\n\none\n\n--a\r\n\r\ntwo\r\n--a--\n`;
    const [, one, two] = structureOf(message).parts;
    expect(bodyText(message, one)).toBe('one\n');
    expect(bodyText(message, two)).toBe('two');
  });

  it('lets an outer boundary end an inner multipart that has no end, and says so', () => {
    const message = crlf(
      multipart('out'),
      '',
      '--out',
      multipart('in'),
      '',
      '--in',
      '',
      'x',
      '--out',
      '',
      'y',
      '--out--',
    );
    const structure = structureOf(message);
    expect(outline(structure)).toEqual([
      '· multipart/mixed',
      '1 multipart/mixed',
      '1.1 text/plain',
      '2 text/plain',
    ]);
    expect(structure.parts[1]?.remarks).toEqual(['unclosed']);
    expect(bodyText(message, structure.parts[3])).toBe('y');
  });

  it.each([
    ['a message that breaks off', crlf(multipart('a'), '', '--a', '', 'x'), ['unclosed']],
    ['a multipart without boundary', crlf('Content-Type: multipart/mixed', '', 'x'), ['no-boundary']],
    [
      'a multipart in base64',
      crlf(multipart('a'), 'Content-Transfer-Encoding: base64', '', '--a--'),
      ['encoded-container'],
    ],
    ['a header without end', 'Subject: x', ['header-unfinished']],
    ['an encoding of its own', crlf('Content-Transfer-Encoding: x-uuencode', '', 'x'), ['unknown-encoding']],
    ['a type without semicolon', crlf('Content-Type: application/pdf name="a.pdf"', '', 'x'), ['bad-type']],
    ['two types', crlf('Content-Type: text/html', 'Content-Type: text/plain', '', 'x'), ['repeated-type']],
  ])('remarks on %s', (_, message, remarks) => {
    expect(structureOf(message).parts[0]?.remarks).toEqual(remarks);
  });

  it('takes a longer line for no boundary of the shorter one it begins with', () => {
    const message = crlf(multipart('a'), '', '--a', '', 'x', '--ab', 'y', '--a--  ');
    const structure = structureOf(message);
    expect(bodyText(message, structure.parts[1])).toBe('x\r\n--ab\r\ny');
    expect(structure.parts[0]?.remarks).toEqual([]);
  });

  it('reads the parts of a digest as messages where nothing else is said', () => {
    const message = crlf(multipart('a', 'digest'), '', '--a', '', 'Subject: one', '', 'x', '--a--');
    expect(outline(structureOf(message))).toEqual([
      '· multipart/digest',
      '1 message/rfc822',
      '1.1 text/plain',
    ]);
  });

  it('does not enter an encoded message', () => {
    const message = crlf(
      'Content-Type: message/rfc822',
      'Content-Transfer-Encoding: base64',
      '',
      'U3ViamVjdDogeAoKeQ==',
    );
    expect(structureOf(message).parts).toMatchObject([{ kind: 'leaf', remarks: ['encoded-container'] }]);
  });

  it.each([
    ['filename*', "attachment; filename=plain.txt; filename*=utf-8''%E5%A5%91.txt", '契.txt'],
    ['pieces', 'attachment; filename*0="a long "; filename*1="name.txt"', 'a long name.txt'],
    ['an encoded word', 'attachment; filename="=?utf-8?B?5aWRLnR4dA==?="', '契.txt'],
    ['raw UTF-8', 'attachment; filename="契.txt"', '契.txt'],
  ])('decodes a file name told by %s', (_, disposition, name) => {
    const [part] = structureOf(`Content-Disposition: ${disposition}\r\n\r\n`).parts;
    expect([part?.disposition, part?.fileName]).toEqual(['attachment', name]);
  });

  it('lists a bounded number of a million parts, counts the others, and loses no byte', () => {
    const part = bytesOf('--a\n\nx\n');
    const head = bytesOf(`${multipart('a')}\n\n`);
    const message = new Uint8Array(head.length + part.length * 1_000_000);
    message.set(head);
    for (let at = head.length; at < message.length; at += part.length) message.set(part, at);
    const structure = structureOf(message, 1 << 16);
    expect(structure.parts).toHaveLength(MAX_PARTS);
    expect(structure.parts.length - 1 + structure.beyond).toBe(1_000_000);
    expectWhole(structure);
  });

  it('enters nested multiparts to a bounded depth, each with the same boundary or its own', () => {
    for (const name of [() => 'a', (level: number) => `b${String(level)}`]) {
      const message = Array.from(
        { length: 500 },
        (_, level) => `${multipart(name(level))}\n\n--${name(level)}\n`,
      ).join('');
      const structure = structureOf(message);
      expect(Math.max(...structure.parts.map(({ depth }) => depth))).toBe(MAX_DEPTH);
      expect(structure.parts.some(({ remarks }) => remarks.includes('too-deep'))).toBe(true);
      expectWhole(structure);
    }
  });

  it('looks at the beginning of a line alone, however long it is', () => {
    const message = `${multipart('a')}\n\n--a\n\n--${'x'.repeat(10_000_000)}\n--a--\n`;
    expect(structureOf(message, 65_536)).toEqual(structureOf(message));
    expectWhole(structureOf(message));
  });

  it('reads the beginning of a part’s header that is too long', () => {
    const message = `X: ${'x'.repeat(5_000_000)}\nContent-Type: text/html\n\nbody`;
    expect(structureOf(message).parts).toMatchObject([
      { mediaType: 'text/plain', remarks: ['header-too-long'] },
    ]);
  });
});
