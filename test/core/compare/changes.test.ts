import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareParts, type ComparedParts } from '#core/compare/parts.ts';
import { compareHeaders } from '#core/compare/fields.ts';
import { compareSignatures } from '#core/compare/signatures.ts';
import { typicalChanges } from '#core/compare/changes.ts';
import { contentsOf, structureOf } from '../mime/reading.ts';
import { bodiesOf, headerOf } from './reading.ts';

const changes = (before: readonly string[], after: readonly string[]) => {
  const [old, now] = [headerOf(...before), headerOf(...after)];
  return typicalChanges(old, now, compareHeaders(old, now));
};
const stamp = 'Received: from x by list.example; Mon, 23 Nov 2026 09:15:18 +0100';

describe('what is usually done on the way', () => {
  it('is a stamp a server, and a list’s address in From', () => {
    const before = ['From: Lea <lea@a.example>', 'Subject: Re: Plan', 'Message-ID: <1@a.example>'];
    const after = [
      stamp,
      'From: Lea via List <list@list.example>',
      'Reply-To: lea@a.example',
      'Subject: [list] Re: Plan',
      'Message-ID: <1@a.example>',
      'List-Id: <list.example>',
    ];
    expect(changes(before, after)).toEqual([
      { code: 'transport', count: 2, servers: 1 },
      { code: 'list' },
      { code: 'from-rewritten', was: 'lea@a.example', is: 'list@list.example', kept: 'Reply-To' },
      { code: 'subject-marked', mark: '[list]' },
    ]);
  });

  it('is nothing where nothing was done', () => {
    expect(changes(['A: 1'], ['A: 1'])).toEqual([{ code: 'same-header' }]);
  });

  it('takes two Message-IDs for two messages', () => {
    expect(changes(['Message-ID: <1@a>'], ['Message-ID: <2@a>'])).toEqual([
      { code: 'other-message', was: '<1@a>', is: '<2@a>' },
    ]);
  });

  it('counts what is written otherwise and says the same', () => {
    expect(changes(['A: 1', 'Bcc: x@a', 'S: =?utf-8?q?=C3=A9?='], ['S: é', 'A:  1'])).toEqual([
      { code: 'bcc-removed' },
      { code: 'layout', count: 1 },
      { code: 'encoding', count: 1 },
      { code: 'moved', count: 1 },
    ]);
  });
});

describe('a signature', () => {
  const hash = (body: string) => createHash('sha256').update(body).digest('base64');
  const signature = (body: string, canonicalization = 'relaxed/relaxed') =>
    `DKIM-Signature: v=1; a=rsa-sha256; c=${canonicalization}; d=a.example; s=s; h=from:subject; bh=${hash(body)}; b=x`;
  const told = (before: readonly string[], after: readonly string[], bodies: readonly [string, string]) =>
    compareSignatures(headerOf(...before), headerOf(...after), bodiesOf(...bodies)).map(
      ({ body, fields }) => ({
        body,
        fields,
      }),
    );

  it('is broken by what was done to the body that it was made for', () => {
    const lines = ['From: lea@a.example', signature('Hello\r\n')];
    expect(told(lines, lines, ['Hello\r\n', 'Hello\r\nfooter\r\n'])).toEqual([
      { body: 'broken', fields: [] },
    ]);
    expect(told(lines, lines, ['Hello\r\n', 'Hello \r\n\r\n'])).toEqual([{ body: 'holds', fields: [] }]);
  });

  it('says which of its fields changed, in the form that it signs', () => {
    const relaxed = signature('Hello\r\n');
    expect(
      told(
        ['Subject: a b', 'From: x@a', relaxed],
        ['Subject: a  b', 'From: y@a', relaxed],
        ['Hello\r\n', 'Hello\r\n'],
      ),
    ).toEqual([{ body: 'holds', fields: ['from'] }]);
    const simple = signature('Hello\r\n', 'simple/simple');
    expect(
      told(
        ['Subject: a b', 'From: x@a', simple],
        ['Subject: a  b', 'From: x@a', simple],
        ['Hello\r\n', 'Hello\r\n'],
      ),
    ).toEqual([{ body: 'holds', fields: ['subject'] }]);
  });

  it('that came on the way is held against its body alone', () => {
    expect(told([], [signature('Hello\r\n')], ['Hi\r\n', 'Hello\r\n'])).toEqual([
      { body: 'holds', fields: null },
    ]);
  });

  it('over a part of the body is not judged', () => {
    const partly = signature('Hello\r\n').replace('b=x', 'l=5; b=x');
    expect(told([partly], [partly], ['Hello\r\n', 'Hi\r\n'])).toEqual([{ body: 'unknown', fields: [] }]);
  });
});

describe('the parts', () => {
  const parts = (message: string): ComparedParts => {
    const structure = structureOf(message);
    return { structure, contents: contentsOf(structure, message) };
  };
  const rows = (before: string, after: string) =>
    compareParts(parts(before), parts(after)).map(
      ({ relation, before: old, after: now }) => `${relation} ${(now ?? old)?.mediaType ?? ''}`,
    );
  const mixed = (...inside: readonly string[]) =>
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${inside.map((one) => `--b\r\n${one}\r\n`).join('')}--b--\r\n`;
  const text = 'Content-Type: text/plain\r\n\r\nHello';
  const image = 'Content-Type: image/png\r\n\r\nabc';

  it('are found again by what they hold, whatever they were encoded in', () => {
    const base64 = 'Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj';
    expect(rows(mixed(text, image), mixed(base64, text))).toEqual(['encoding image/png', 'same text/plain']);
  });

  it('come, go and change', () => {
    const footer = 'Content-Type: text/plain; name=f\r\n\r\nfooter';
    expect(rows(mixed(text, image), mixed(text.replace('Hello', 'Hi'), footer))).toEqual([
      'changed text/plain',
      'added text/plain',
      'removed image/png',
    ]);
  });

  it('are compared through what a list wraps them in', () => {
    expect(rows(text, mixed(text, image))).toEqual(['same text/plain', 'added image/png']);
  });
});
