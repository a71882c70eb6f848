import fc from 'fast-check';
import { dkimBody } from 'mailauth/lib/dkim/body/index.js';
import { describe, expect, it } from 'vitest';
import { BodyCanonicalizer } from '#core/compare/canonical.ts';
import { bodiesOf, newDigest } from './reading.ts';

function canonical(body: string, size = body.length) {
  const canonicalizer = new BodyCanonicalizer(newDigest);
  const bytes = Buffer.from(body, 'latin1');
  for (let at = 0; at < bytes.length; at += Math.max(1, size))
    canonicalizer.push(bytes.subarray(at, at + Math.max(1, size)));
  return canonicalizer.finish();
}

function byMailauth(form: 'simple' | 'relaxed', body: string): string {
  const hash = dkimBody(`simple/${form}`, 'sha256');
  hash.update(Buffer.from(body, 'latin1'));
  return hash.digest('base64');
}

const bodies = fc
  .array(fc.constantFrom('a', 'b', ' ', '\t', '\r\n', '  ', '\r\n\r\n', 'é'), { maxLength: 40 })
  .map((parts) => parts.join(''));

describe('a body’s canonical forms', () => {
  it('are those of RFC 6376, appendix', () => {
    const { simple, relaxed } = canonical('');
    expect([simple, relaxed]).toEqual([
      'frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=',
      '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    ]);
    expect(canonical(' C \r\nD \t E\r\n\r\n\r\n').relaxed).toBe(canonical(' C\r\nD E\r\n').simple);
  });

  it('are mailauth’s, whatever the pieces', () => {
    fc.assert(
      fc.property(bodies, fc.integer({ min: 1, max: 7 }), (body, size) => {
        const { simple, relaxed } = canonical(body, size);
        expect([simple, relaxed]).toEqual([byMailauth('simple', body), byMailauth('relaxed', body)]);
      }),
    );
  });

  it('take an LF for the line end that travels', () => {
    expect(canonical('a\nb\n')).toMatchObject({
      simple: canonical('a\r\nb\r\n').simple,
      bareLf: 2,
      lines: 2,
    });
  });
});

describe('two bodies', () => {
  it.each([
    ['same', 'a\r\nb\r\n', 'a\r\nb\r\n'],
    ['line-ends', 'a\r\nb\r\n', 'a\nb\n'],
    ['end', 'a\r\n', 'a\r\n\r\n\r\n'],
    ['end', 'a\r\n', 'a'],
    ['white-space', 'a  b\r\n', 'a b \r\n'],
    ['differs', 'a b\r\n', 'ab\r\n'],
    ['differs', 'a\r\n', 'a\r\n-- \r\nfooter\r\n'],
    ['same', '', ''],
  ])('are %s: %j, %j', (relation, before, after) => {
    expect(bodiesOf(before, after).relation).toBe(relation);
    expect(bodiesOf(after, before, 1).relation).toBe(relation);
  });

  it('first differ at a byte and a line', () => {
    expect(bodiesOf('a\r\nbc\r\n', 'a\r\nbd\r\n', 2).firstDifference).toEqual({ offset: 4, line: 2 });
    expect(bodiesOf('a\r\n', 'a\r\nmore', 1).firstDifference).toEqual({ offset: 3, line: 2 });
  });
});
