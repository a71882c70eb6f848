/** The reader of replies takes any bytes, in any pieces, and believes only complete ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '#core/smtp/vocabulary.ts';
import { ReplyReader } from '#electron/submission/connection/reply-reader.ts';

/** Replies until the bytes or the patience end. */
function read(chunks: readonly Buffer[]): { replies: Reply[]; broken: boolean; unfinished: string | null } {
  const reader = new ReplyReader();
  const replies: Reply[] = [];
  for (const chunk of chunks) {
    reader.push(chunk);
    for (let next = reader.next(); next !== null; next = reader.next()) {
      if (next.kind === 'broken') return { replies, broken: true, unfinished: reader.unfinishedLine };
      if (next.reply !== null) replies.push(next.reply);
    }
  }
  return { replies, broken: false, unfinished: reader.unfinishedLine };
}

describe('a reply', () => {
  it.each<[string, Reply]>([
    ['250\r\n', { code: 250, enhanced: null, lines: [''] }],
    ['250 \r\n', { code: 250, enhanced: null, lines: [''] }],
    ['250 2.1.0 ok\r\n', { code: 250, enhanced: '2.1.0', lines: ['2.1.0 ok'] }],
    ['550 2.1.0 odd\r\n', { code: 550, enhanced: null, lines: ['2.1.0 odd'] }],
    ['550-5.1.1 a\r\n550 5.1.1 b\r\n', { code: 550, enhanced: '5.1.1', lines: ['5.1.1 a', '5.1.1 b'] }],
    ['450 d\u00e9j\u00e0\r\n', { code: 450, enhanced: null, lines: ['d\u00e9j\u00e0'] }],
    ['450 a\0b\x1b[31m\r\n', { code: 450, enhanced: null, lines: ['a\ufffdb\ufffd[31m'] }],
  ])('%j is read', (text, reply) => {
    expect(read([Buffer.from(text, 'utf8')])).toEqual({ replies: [reply], broken: false, unfinished: null });
  });

  it('that is no UTF-8 is shown byte for byte', () => {
    expect(read([Buffer.from('450 d\xe9j\xe0\r\n', 'latin1')]).replies[0]?.lines).toEqual(['d\u00e9j\u00e0']);
  });

  it.each(['250', '250 ok', '250 ok\r', '250-ok\r\n', '250-ok\r\n250 half'])('%j is none yet', (text) => {
    expect(read([Buffer.from(text)])).toMatchObject({ replies: [], broken: false });
  });

  it.each([
    '250 ok\n',
    '25 ok\r\n',
    '2500 ok\r\n',
    '150 ok\r\n',
    '650 ok\r\n',
    '250ok\r\n',
    '\r\n',
    '250-a\r\n251 b\r\n',
  ])('%j is none, and never will be', (text) => {
    expect(read([Buffer.from(text)])).toMatchObject({ replies: [], broken: true });
  });
});

it('reads the same however the bytes are cut', () => {
  const bytes = Buffer.from('220 hi\r\n250-a\r\n250-b \r\n250 c\r\n354\r\n550 5.7.1 no\r\n');
  const whole = read([bytes]);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 10 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
      expect(read(chunks)).toEqual(whole);
    }),
  );
});

it('takes any bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 }), (chunks) => {
      expect(() => read(chunks.map((chunk) => Buffer.from(chunk)))).not.toThrow();
    }),
  );
});
