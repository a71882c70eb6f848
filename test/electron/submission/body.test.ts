/** Dots are doubled and undone again, however the bytes are cut into chunks, and what would not arrive as it is is noticed. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMessage, OutgoingBytes, Stuffer } from '#electron/submission/body.ts';
import { makeMessage } from '#test/faults/session-trial.ts';
import { WireDigest } from '#test/servers/nodemailer-session/body.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');
/** RFC 5321 §4.5.2 */
const stuffed = (body: string): string => body.replaceAll(/(^|\r\n)\./g, '$1..');

const lines = fc.array(fc.string({ unit: fc.constantFrom('.', 'a', ' ', '\xff'), maxLength: 5 }), {
  maxLength: 30,
});
const cuts = fc.array(fc.nat(200), { maxLength: 20 });

function pieces(text: string, at: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text, 'latin1');
  const ends = [...at.toSorted((a, b) => a - b), bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

describe('dots that begin a line', () => {
  it('are doubled, whatever the chunks', () => {
    fc.assert(
      fc.property(lines, cuts, (text, at) => {
        const body = text.map((line) => `${line}\r\n`).join('');
        const out = new Stuffer();
        const wire = Buffer.concat(pieces(body, at).map((chunk) => out.push(chunk)));
        expect(wire.toString('latin1')).toBe(stuffed(body));
        expect(out.isWhole).toBe(true);
      }),
    );
  });

  it('and undone again give the message, whatever the chunks on both sides', () => {
    fc.assert(
      fc.property(lines, cuts, cuts, (text, at, again) => {
        const body = text.map((line) => `${line}\r\n`).join('');
        const out = new OutgoingBytes();
        const wire = Buffer.concat(pieces(body, at).map((chunk) => out.push(chunk)));
        const undone = new WireDigest();
        for (const piece of pieces(wire.toString('latin1'), again)) undone.push(piece);
        expect(undone.bytes).toBe(body.length);
        expect(undone.digest()).toBe(sha256(body));
        expect(out.digest()).toBe(sha256(body));
        expect(out.bytes).toBe(body.length);
      }),
    );
  });
});

it('notices line ends that are not CRLF, whatever the chunks', () => {
  const mixed = fc.array(fc.constantFrom('a', '.', '\r', '\n', '\r\n'), { maxLength: 20 });
  fc.assert(
    fc.property(mixed, cuts, (parts, at) => {
      const body = parts.join('');
      const out = new Stuffer();
      for (const chunk of pieces(body, at)) out.push(chunk);
      const isProper = !/\r(?!\n)|(?<!\r)\n/.test(body) && (body === '' || body.endsWith('\r\n'));
      expect(out.isWhole).toBe(isProper);
    }),
  );
});

describe.each([false, true])('a file (on a slow disk: %s)', (isSlow) => {
  async function readAll(size: number, recorded = size): Promise<Buffer> {
    const bytes = Buffer.alloc(size, 'abcdefghijklm');
    const made = await makeMessage(bytes);
    const reader = await openMessage({ ...made, size: recorded }, isSlow);
    const read: Buffer[] = [];
    for (let piece = await reader.take(); piece !== null; piece = await reader.take())
      read.push(Buffer.from(piece));
    await reader.close();
    await made.remove();
    return Buffer.concat(read);
  }

  it.each([0, 1, 2048, 128 * 1024 - 1, 128 * 1024, 128 * 1024 + 1, 1_000_000])(
    'of %i bytes is read whole',
    async (size) => {
      expect(await readAll(size)).toEqual(Buffer.alloc(size, 'abcdefghijklm'));
    },
  );

  it.each([100, 500_000])(
    'that has grown beyond its recorded %i bytes is read one byte too far',
    async (size) => {
      expect(await readAll(size + 1000, size)).toHaveLength(size + 1);
    },
  );

  it('that is gone says so', async () => {
    const made = await makeMessage('x');
    await made.remove();
    await expect(openMessage(made, isSlow)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
