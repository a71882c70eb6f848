/** What an identity adds to its messages: fields of the header, a RCPT of its own, a signature. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDraft } from '#core/message/check-draft.ts';
import { deriveEnvelope } from '#core/message/derive-envelope.ts';
import { envelopeSlip } from '#core/message/envelope.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { findSignature, swapSignature, withSignature } from '#core/message/signature.ts';
import { estimateSize } from '#core/message/size.ts';
import { built } from './built.ts';
import { content, identity, mailbox } from './drafts.ts';

const header = (bytes: Buffer): string => bytes.toString('latin1').split('\r\n\r\n')[0] ?? '';

describe('the header of an identity', () => {
  it('has its Organization and its own fields', async () => {
    const from = identity({
      organisation: 'Atelier Velmont',
      headers: [
        { name: 'X-Campaign', value: 'spring; part=1' },
        { name: 'List-Unsubscribe', value: '<mailto:off@example.org>' },
      ],
    });
    const text = header(await built(content(), from));
    expect(text).toContain('Organization: Atelier Velmont\r\n');
    expect(text).toContain('\r\nX-Campaign: spring; part=1\r\n');
    expect(text).toContain('\r\nList-Unsubscribe: <mailto:off@example.org>\r\n');
  });

  it('has what this message asks of its readers, in the place of the identity’s own field', async () => {
    const from = identity({
      address: 'léa@bücher.example'.replace('é', 'e'),
      headers: [{ name: 'importance', value: 'low' }],
    });
    const sending = { ...USUAL_SENDING, importance: 'high' as const, readReceipt: true };
    const text = header(await built(content({ sending }), from));
    expect(text.match(/^importance:.*$/gim)).toEqual(['Importance: high']);
    expect(text).toContain('\r\nX-Priority: 1 (Highest)\r\n');
    expect(text).toContain('\r\nDisposition-Notification-To: <lea@xn--bcher-kva.example>\r\n');
  });

  it('stays 7-bit clean in lines of at most 998, whatever the values are', async () => {
    const from = identity({
      organisation: 'Théâtre '.repeat(24),
      headers: [{ name: 'X-Long', value: 'x'.repeat(2000) }],
    });
    const bytes = await built(content(), from);
    expect(bytes.every((byte) => byte < 128)).toBe(true);
    const lengths = bytes
      .toString('latin1')
      .split('\r\n')
      .map((line) => line.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(998);
  });

  it('never has a second of a field that the program writes, whatever a settings file says', async () => {
    const from = identity({
      headers: [
        { name: 'Bcc', value: 'hidden@d.example' },
        { name: 'Subject', value: 'other' },
      ],
    });
    const text = header(await built(content(), from));
    expect(text).not.toMatch(/hidden|other/);
  });

  it('counts for the size that is shown', async () => {
    const from = identity({
      organisation: 'Atelier Velmont',
      headers: [{ name: 'X-Campaign', value: 'spring and summer '.repeat(20) }],
    });
    const actual = (await built(content(), from)).length;
    expect(Math.abs(estimateSize(content(), from, []) - actual) / actual).toBeLessThanOrEqual(0.02);
  });
});

describe('a Bcc to oneself', () => {
  const from = identity({ bccSelf: true });

  it('is a RCPT more, which the slip shows', () => {
    const derived = deriveEnvelope(content(), from);
    expect(derived.ok && derived.envelope.recipients).toEqual([
      { address: 'bob@example.net', field: 'to' },
      { address: 'eva@example.org', field: 'bcc' },
    ]);
    expect(envelopeSlip(content(), from).lines.map(({ own }) => own)).toEqual([false, true]);
  });

  it('stands in no header field', async () => {
    const text = header(await built(content(), from));
    expect(text.match(/eva@example\.org/g)).toHaveLength(1);
  });

  it('is none where the sender is a recipient already', () => {
    const draft = content({ cc: [mailbox('eva@EXAMPLE.org')] });
    expect(envelopeSlip(draft, from).lines.some(({ own }) => own)).toBe(false);
  });

  it('does not make mail to nobody into mail', () => {
    expect(checkDraft(content({ to: [] }), from).map(({ code }) => code)).toEqual(['no-recipient']);
  });

  it('leaves an envelope that is set by hand as it is', () => {
    const { sending } = content();
    const envelope = { returnPath: null, recipients: ['a@b.example'] };
    const slip = envelopeSlip(content({ sending: { ...sending, envelope } }), from);
    expect(slip.recipients.map(({ address }) => address)).toEqual(['a@b.example']);
  });
});

describe('a signature', () => {
  it('stands under the line of RFC 3676, below room to write', () => {
    expect(withSignature('', 'Eva\nAtelier\n')).toBe('\n\n-- \nEva\nAtelier\n');
    expect(withSignature('', ' \n')).toBe('');
  });

  it('is swapped for the next identity’s, and the words stay', () => {
    const body = withSignature('Hello\n', 'Eva');
    expect(swapSignature(body, 'Eva', 'E. Velmont')).toBe('Hello\n\n-- \nE. Velmont\n');
    expect(swapSignature(body, 'Eva', '')).toBe('Hello');
    expect(swapSignature('Hello', '', 'Eva')).toBe(body);
  });

  it('is left alone once it was edited', () => {
    expect(swapSignature('Hello\n\n-- \nEva, abroad\n', 'Eva', 'E. Velmont')).toBe(
      'Hello\n\n-- \nEva, abroad\n',
    );
  });

  it('is swapped where it stands, whatever was written around it', () => {
    const around = (name: string) => `Hello\n\n-- \n${name}\nAtelier\n\nP.S. later\n`;
    expect(swapSignature(around('Eva'), 'Eva\nAtelier', 'Zoë\nAtelier')).toBe(around('Zoë'));
    expect(swapSignature(around('Eva'), 'Eva\nAtelier', '')).toBe('Hello\n\nP.S. later\n');
    expect(swapSignature('-- \nEva', 'Eva', 'Zoë')).toBe('-- \nZoë');
  });

  it('is edited where a line was added to it', () => {
    const body = 'Hello\n\n-- \nEva\nabroad\n';
    expect(swapSignature(body, 'Eva', 'Zoë')).toBe(body);
  });

  it('stands above quoted lines and the line that says whose they are, where the identity wants it so', () => {
    const quoted = 'Hello\n\nOn Monday Lea wrote:\n> One\n>\n> Two\n\n> Three\n';
    expect(withSignature(quoted, 'Eva', 'above')).toBe(
      'Hello\n\n-- \nEva\n\nOn Monday Lea wrote:\n> One\n>\n> Two\n\n> Three\n',
    );
    expect(withSignature(quoted, 'Eva')).toBe(`${quoted.trimEnd()}\n\n-- \nEva\n`);
    expect(withSignature('> One', 'Eva', 'above')).toBe('\n\n-- \nEva\n\n> One');
    expect(swapSignature(quoted, '', 'Eva', 'above')).toBe(withSignature(quoted, 'Eva', 'above'));
  });

  it('stands below, where nothing is quoted at the end', () => {
    for (const body of ['', 'Hello', '> One\n\nMy answer', 'As follows:\n', '\n\n'])
      expect(withSignature(body, 'Eva', 'above')).toBe(withSignature(body, 'Eva'));
  });

  it('is exchanged where it stands, and no other letter changes', () => {
    const quoted = 'Hello\n\n> One\n> Two';
    for (const place of ['above', 'below'] as const) {
      const signed = withSignature(quoted, 'Eva', place);
      expect(swapSignature(signed, 'Eva', 'E. Velmont')).toBe(withSignature(quoted, 'E. Velmont', place));
      expect(swapSignature(signed, 'Eva', '')).toBe(quoted);
      expect(swapSignature(signed, 'Somebody', 'E. Velmont')).toBe(signed);
    }
  });

  it('is looked for in a time that grows with the text alone', () => {
    const lines = '> quoted\n\n'.repeat(100_000);
    expect(withSignature(lines, 'Eva', 'above').startsWith('\n\n-- \nEva\n\n> quoted')).toBe(true);
    const empty = '\n'.repeat(1_000_000);
    const begun = performance.now();
    expect(withSignature(`${empty}Hello`, 'Eva', 'above').endsWith('\nHello\n\n-- \nEva\n')).toBe(true);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('stands above quoted lines that have nothing but an empty line above them', () => {
    expect(withSignature('\n> hi', 'Eva', 'above')).toBe('\n\n-- \nEva\n\n> hi');
    expect(withSignature('\n\n> hi\n', 'Eva', 'above')).toBe('\n\n-- \nEva\n\n> hi\n');
  });

  it('is found again in any body that it was put into', () => {
    const bodies = fc.string({ unit: fc.constantFrom('\n', '>', ' ', ':', 'x'), maxLength: 30 });
    fc.assert(
      fc.property(bodies, fc.constantFrom('above', 'below'), (body, place) => {
        const signed = withSignature(body, 'Eva', place);
        const found = findSignature(signed, 'Eva');
        expect(signed.slice(found?.start, found?.end)).toBe('-- \nEva');
        expect(findSignature(swapSignature(signed, 'Eva', 'Zoë'), 'Zoë')?.start).toBe(found?.start);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the blank of its line on the wire', async () => {
    const bytes = await built(content({ body: withSignature('Hi', 'Eva') }), identity());
    expect(bytes.toString('latin1')).toContain('\r\n-- \r\nEva\r\n');
  });
});
