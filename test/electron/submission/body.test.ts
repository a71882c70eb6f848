/** Undoing dot-stuffing while it streams gives the message's own digest, however the bytes are cut into chunks. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WireDigest } from '#test/servers/nodemailer-session/body.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');
/** RFC 5321 §4.5.2 */
const stuffed = (body: string): string => body.replaceAll(/(^|\r\n)\./g, '$1..');

const lines = fc.array(fc.string({ unit: fc.constantFrom('.', 'a', ' ', '\xff'), maxLength: 5 }), {
  maxLength: 30,
});
const cuts = fc.array(fc.nat(200), { maxLength: 20 });

it('digests what was meant, whatever the chunks', () => {
  fc.assert(
    fc.property(lines, cuts, (text, at) => {
      const body = text.map((line) => `${line}\r\n`).join('');
      const wire = Buffer.from(stuffed(body), 'latin1');
      const digest = new WireDigest();
      let from = 0;
      for (const cut of at.toSorted((a, b) => a - b)) {
        digest.push(wire.subarray(from, Math.max(from, cut)));
        from = Math.min(wire.length, Math.max(from, cut));
      }
      digest.push(wire.subarray(from));
      expect(digest.bytes).toBe(body.length);
      expect(digest.digest()).toBe(sha256(body));
    }),
  );
});
