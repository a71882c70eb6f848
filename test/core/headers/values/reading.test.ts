import { describe, expect, it } from 'vitest';
import { parseHeader } from '#core/headers/parse.ts';
import { READ, readField } from '#core/headers/values/reading.ts';
import { tagList } from '#core/headers/values/tags.ts';

function read(field: string) {
  const bytes = Uint8Array.from(`${field}\r\n\r\n`, (letter) => letter.charCodeAt(0));
  const [item] = parseHeader(bytes).items;
  if (item?.kind !== 'field') throw new Error('no field');
  return readField(bytes, item);
}

describe('a field is read by its name', () => {
  it('as addresses, as a moment, as identifiers', () => {
    expect(read('TO: "A" <a@x.example>,\r\n b@y.example')).toMatchObject({
      kind: 'addresses',
      addresses: [{ name: 'A', address: 'a@x.example' }, { address: 'b@y.example' }],
    });
    expect(read('Date: Mon, 23 Nov 2026 09:14:02 +0100')).toMatchObject({
      kind: 'date',
      date: { at: Date.UTC(2026, 10, 23, 8, 14, 2), offset: 60 },
      written: 'Mon, 23 Nov 2026 09:14:02 +0100',
    });
    expect(read('References: <a@x> <b@y>')).toMatchObject({
      kind: 'ids',
      ids: [{ whole: '<a@x>' }, { whole: '<b@y>' }],
    });
  });

  it('as parameters, tags, links and hops', () => {
    expect(read('Content-Type: a/b; c=d')).toMatchObject({ kind: 'parameters', value: 'a/b' });
    expect(read('DKIM-Signature: v=1; d=x.example')).toMatchObject({
      kind: 'tags',
      tags: [
        { name: 'v', value: '1' },
        { name: 'd', value: 'x.example' },
      ],
    });
    expect(
      read('List-Unsubscribe: <https://x.example/\r\n u?a=1>, (by mail) <mailto:u@x.example>'),
    ).toMatchObject({
      kind: 'links',
      links: ['https://x.example/u?a=1', 'mailto:u@x.example'],
    });
    expect(read('Received: from a.example by b.example; Mon, 23 Nov 2026 09:14:02 +0100')).toMatchObject({
      kind: 'received',
      received: { from: { name: 'a.example' }, by: { name: 'b.example' } },
    });
  });

  it('as results of authentication, semicolons in comments left alone', () => {
    expect(
      read(
        'ARC-Authentication-Results: i=1; mx.example;\r\n dkim=pass (ok; really) header.d=x.example; spf=none;',
      ),
    ).toMatchObject({
      kind: 'results',
      server: 'mx.example',
      results: ['dkim=pass (ok; really) header.d=x.example', 'spf=none'],
    });
  });

  it.each([
    ['Date: whenever', 'whenever'],
    ['Message-ID: none', 'none'],
    ['Cc: undisclosed-recipients:;', 'undisclosed-recipients:;'],
    ['Received: ???', '???'],
    ['X-Anything: =?utf-8?Q?=C3=A9?=', 'é'],
  ])('as text where it cannot be read so: %s', (field, text) => {
    expect(read(field)).toMatchObject({ kind: 'text', pieces: [{ text }] });
  });

  it('from its beginning alone, where it is longer than anyone’s', () => {
    const reading = read(`Subject: ${'x'.repeat(READ + 500)}`);
    expect(reading.left).toBeGreaterThan(490);
    expect(reading.kind === 'text' && reading.pieces[0]?.text.length).toBe(READ - 1);
  });
});

describe('tags (RFC 6376 §3.2)', () => {
  it('are joined where folding means nothing, and kept in their order', () => {
    expect(tagList(' v=1; b=ab\t cd ; h=from : to; t=s ; =x; y')).toEqual([
      { name: 'v', value: '1' },
      { name: 'b', value: 'abcd' },
      { name: 'h', value: 'from:to' },
      { name: 't', value: 's' },
    ]);
  });
});
