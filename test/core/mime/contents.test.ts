import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { transferDecoder } from '#core/mime/transfer-decoder.ts';
import { contentsOf, bytesOf, piecesOf, structureOf } from './reading.ts';

function decode(encoding: 'base64' | 'quoted-printable', bytes: Uint8Array, size?: number): Buffer {
  const decoder = transferDecoder(encoding);
  const parts = piecesOf(bytes, size).map((piece) => decoder.push(piece).slice());
  return Buffer.concat([...parts, decoder.finish()]);
}
const text = (encoding: 'base64' | 'quoted-printable', written: string) =>
  decode(encoding, bytesOf(written)).toString('latin1');

/** RFC 2045 §6.7 as its writer would: everything but letters escaped, soft line breaks at 76. */
const quotedPrintable = (bytes: Uint8Array) =>
  Array.from(bytes, (octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
    .replaceAll(/(.{75})/g, '$1=\r\n');

describe('base64', () => {
  it('comes back as it was, in whatever pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (bytes, size) => {
        const written = Buffer.from(bytes)
          .toString('base64')
          .replaceAll(/(.{76})/g, '$1\r\n');
        expect([...decode('base64', bytesOf(written), size)]).toEqual([...bytes]);
      }),
    );
  });

  it('passes over what is not of its alphabet, and ends with its padding', () => {
    expect(text('base64', 'SG*Vs bG8=\r\nSG9sYQ==')).toBe('Hello');
    const decoder = transferDecoder('base64');
    decoder.push(bytesOf('SG*Vs\r\n bG8=!'));
    expect(decoder.stray).toBe(2);
  });
});

describe('quoted-printable', () => {
  it('comes back as it was, in whatever pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (bytes, size) => {
        // Cut where an escape is cut: a soft line break may stand in the middle of nothing else.
        const written = quotedPrintable(bytes).replaceAll(/=\r\n/g, '=\r\n');
        expect([...decode('quoted-printable', bytesOf(written), size)]).toEqual([...bytes]);
      }),
    );
  });

  it('decodes any bytes alike in whatever pieces', () => {
    const some = fc.array(fc.constantFrom('=', 'A', '4', ' ', '\t', '\r', '\n', 'x', '=\r\n', '=3D'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 5 }), (parts, size) => {
        const bytes = bytesOf(parts.join(''));
        expect([...decode('quoted-printable', bytes, size)]).toEqual([...decode('quoted-printable', bytes)]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['soft line breaks', 'a=\r\nb=\nc', 'abc'],
    ['a soft line break with white space behind it', 'a= \t\r\nb', 'ab'],
    ['white space before a line end, which is not the writer’s', 'a  \t\r\nb c', 'a\r\nb c'],
    ['small letters', '=c3=a9', '\u00c3\u00a9'],
    ['what is no escape', 'a=b=zz=4', 'a=b=zz=4'],
    ['a soft line break whose line end went with the boundary', 'a=', 'a'],
  ])('reads %s', (_, written, read) => {
    expect(text('quoted-printable', written)).toBe(read);
  });
});

describe('ContentMeter', () => {
  it('gives size and SHA-256 of what a part holds once decoded', () => {
    const message = [
      'Content-Type: multipart/mixed; boundary=a',
      '',
      '--a',
      'Content-Transfer-Encoding: base64',
      '',
      'SGVsbG8=',
      '--a',
      'Content-Type: message/rfc822',
      '',
      'Subject: x',
      '',
      'Hello',
      '--a--',
    ].join('\r\n');
    const sha = (content: string) => createHash('sha256').update(content).digest('hex');
    for (const size of [1, 7, 1000]) {
      const contents = contentsOf(structureOf(message), message, size);
      expect([...contents].toSorted(([one], [other]) => one - other)).toEqual([
        [1, { size: 5, sha256: sha('Hello'), stray: 0 }],
        [2, { size: 19, sha256: sha('Subject: x\r\n\r\nHello'), stray: 0 }],
        [3, { size: 5, sha256: sha('Hello'), stray: 0 }],
      ]);
    }
  });

  it('measures messages within messages only so deep that each byte is read a few times', () => {
    const message = `${'Content-Type: message/rfc822\n\n'.repeat(40)}\nx`;
    const structure = structureOf(message);
    expect(structure.parts.length).toBeGreaterThan(40);
    expect(contentsOf(structure, message).size).toBe(4);
  });
});

const fixtures = path.join(import.meta.dirname, '../../fixtures/mime');
const OracleRow = z.object({
  file: z.string(),
  trust: z.string(),
  attachments: z.array(
    z.object({ filename: z.string().nullable(), content_type: z.string(), size: z.number().nullable() }),
  ),
});
const oracle = readFileSync(path.join(fixtures, 'oracle.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => OracleRow.parse(JSON.parse(line)));

/** Where we read a message otherwise than Python, and why. */
const otherwise: Readonly<Record<string, string>> = {
  'enmime-mail-mime-bad-content-type.eml':
    'Python gives "application/pdf name=…" as the type where a semicolon was forgotten',
  'enmime-parts-barren-content-type.eml': 'an empty file name is none',
  'php-mime-mail-parser-issue133.eml': 'filename=attach/01 without quotes: Python ends at the slash',
  'php-mime-mail-parser-issue158d.eml': 'an attached message has its size too',
  'php-mime-mail-parser-m0018.eml': 'the base64 breaks off: Python gives it undecoded',
};

function attachmentsOf(file: string) {
  const bytes = new Uint8Array(readFileSync(path.join(fixtures, file)));
  const structure = structureOf(bytes, 1000);
  const contents = contentsOf(structure, bytes, 1000);
  const { parts } = structure;
  const isInMessage = (parent: number | null): boolean => {
    const holder = parent === null ? undefined : parts[parent];
    return holder !== undefined && (holder.kind === 'message' || isInMessage(holder.parent));
  };
  return parts
    .filter(({ kind, parent }) => kind !== 'multipart' && !isInMessage(parent))
    .filter(({ disposition, fileName }) => disposition === 'attachment' || fileName !== null)
    .map(({ index, fileName, mediaType }) => ({
      filename: fileName,
      content_type: mediaType,
      size: contents.get(index)?.size ?? null,
    }));
}

describe('beside another parser', () => {
  it.each(oracle)(
    'finds in $file the attachments that Python finds, or says why not',
    ({ file, attachments }) => {
      const same = JSON.stringify(attachmentsOf(file)) === JSON.stringify(attachments);
      expect(same ? undefined : file).toBe(otherwise[file] === undefined ? undefined : file);
    },
  );

  it('agrees on all but what is explained', () => {
    console.table(oracle.map(({ file, trust }) => ({ file, trust, agreement: otherwise[file] ?? 'same' })));
    expect(Object.keys(otherwise).filter((file) => !oracle.some((row) => row.file === file))).toEqual([]);
  });
});
