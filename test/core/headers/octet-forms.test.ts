/** What a clipboard holds of octets gives the same octets back, whoever undoes it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXACT_FORMS, inForm, octetsLostAsText, type OctetForm } from '#core/headers/octet-forms.ts';
import { transferDecoder } from '#core/mime/transfer-decoder.ts';

const restore: Record<Exclude<OctetForm, 'text'>, (text: string) => Uint8Array> = {
  quotedPrintable: (text) => {
    const decoder = transferDecoder('quoted-printable');
    const decoded = Buffer.concat([decoder.push(Buffer.from(text, 'ascii')), decoder.finish()]);
    expect(decoder.stray).toBe(0);
    return decoded;
  },
  base64: (text) => Buffer.from(text, 'base64'),
  hex: (text) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex'),
};

describe.each(EXACT_FORMS)('octets as %s', (form) => {
  it('come back as they were, line ends, NUL and 8-bit octets too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(Buffer.from(restore[form](inForm(bytes, form)))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('come back where they are lines of a header', () => {
    const line = fc.stringMatching(/^[ -~\t\u00e9]{0,120}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom('\r\n', '\n', '\r'), (lines, end) => {
        const bytes = Buffer.from(lines.join(end), 'latin1');
        expect(Buffer.from(restore[form](inForm(bytes, form)))).toEqual(bytes);
      }),
    );
  });

  it('come back where what they are pasted into writes other line ends', () => {
    const bytes = Buffer.from(`Subject: caf\xe9 ${'x'.repeat(200)} \r\n\tb\n`, 'latin1');
    const pasted = inForm(bytes, form).replaceAll('\n', '\r\n');
    expect(Buffer.from(restore[form](pasted))).toEqual(bytes);
  });

  it('are printable ASCII in lines that no program folds', () => {
    const bytes = Uint8Array.from({ length: 2000 }, (_, at) => at & 255);
    for (const line of inForm(bytes, form).split('\n')) expect(line).toMatch(/^[ -~]{0,95}$/);
  });
});

describe('octets as quoted-printable', () => {
  it('keep the lines of a header legible', () => {
    const bytes = Buffer.from('From: Ren\xe9 <r@x.example>\r\nSubject: a=b \r\n', 'latin1');
    expect(inForm(bytes, 'quotedPrintable')).toBe(
      'From: Ren=E9 <r@x.example>=0D=0A=\nSubject: a=3Db=20=0D=0A',
    );
  });
});

describe('octets as text', () => {
  it('are UTF-8, with a byte order mark where there is one', () => {
    expect(inForm(Buffer.from('\ufeffSubject: é\r\n'), 'text')).toBe('\ufeffSubject: é\r\n');
  });

  it('tell how many of them are none', () => {
    expect(octetsLostAsText(Buffer.from('Subject: é\r\n'))).toBe(0);
    expect(octetsLostAsText(Buffer.from('Subject: \xe9\xff\r\n', 'latin1'))).toBe(2);
  });
});
