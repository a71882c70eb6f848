import { describe, expect, it } from 'vitest';
import { compareEnvelope } from '#core/headers/compare.ts';
import { parseHeader } from '#core/headers/parse.ts';
import { addressQualification, hostQualification, sameAddress } from '#core/headers/qualified.ts';
import type { Envelope, RecipientField } from '#core/message/envelope-schema.ts';

function compare(
  returnPath: string,
  recipients: readonly [string, RecipientField][],
  header: readonly string[],
  others: Partial<Envelope> = {},
) {
  const bytes = new TextEncoder().encode([...header, '', ''].join('\r\n'));
  const envelope = {
    returnPath,
    recipients: recipients.map(([address, field]) => ({ address, field })),
    smtpUtf8: false,
    ...others,
  };
  return compareEnvelope(envelope, parseHeader(bytes), bytes);
}

describe('envelope beside header', () => {
  const header = [
    'From: =?utf-8?Q?Camille_R=C3=A9maux?= <camille@lumen.example>',
    'To: Jonas <jonas@b.example>,',
    ' Dana <dana@o.example>',
    'Cc: H <h@port.example>',
  ];

  it('finds the field that names each recipient', () => {
    const { recipients, remarks } = compare(
      'camille@lumen.example',
      [
        ['jonas@b.example', 'to'],
        ['h@port.example', 'cc'],
        ['dana@o.example', 'to'],
      ],
      header,
    );
    expect(recipients.map((one) => [one.relation, one.named?.field, one.named?.name])).toEqual([
      ['same', 'To', 'Jonas'],
      ['same', 'Cc', 'H'],
      ['same', 'To', 'Dana'],
    ]);
    expect(remarks.map(({ code }) => code)).toEqual(['return-path-same', 'all-named']);
  });

  it('says which recipient stands in no field', () => {
    const { recipients, remarks } = compare(
      'camille@lumen.example',
      [
        ['jonas@b.example', 'to'],
        ['dana@o.example', 'to'],
        ['h@port.example', 'cc'],
        ['archives@lumen.example', 'bcc'],
      ],
      header,
    );
    expect(recipients.at(-1)).toMatchObject({ relation: 'absent', written: 'bcc', named: null });
    expect(remarks).toContainEqual({ code: 'in-no-field', addresses: ['archives@lumen.example'] });
  });

  it('says when MAIL FROM is not From, and whether the domain is the same', () => {
    const own = compare('rebonds@LUMEN.example', [['jonas@b.example', 'to']], header);
    expect(own.sender).toMatchObject({ relation: 'differs', sameDomain: true });
    expect(own.remarks[0]).toEqual({ code: 'return-path-differs', sameDomain: true, byHand: false });
    const other = compare('bounce@relay.example', [['jonas@b.example', 'to']], header);
    expect(other.remarks[0]).toEqual({ code: 'return-path-differs', sameDomain: false, byHand: false });
    expect(compare('', [['jonas@b.example', 'to']], header).remarks[0]).toEqual({ code: 'null-sender' });
  });

  it('says who is named in the header but was told to no server', () => {
    const { headerOnly, remarks } = compare('camille@lumen.example', [['jonas@b.example', 'to']], header);
    expect(headerOnly.map(({ address }) => address)).toEqual(['dana@o.example', 'h@port.example']);
    expect(remarks).toContainEqual({
      code: 'not-in-envelope',
      addresses: ['dana@o.example', 'h@port.example'],
    });
  });

  it('warns of a Bcc that stayed in the header', () => {
    const { remarks } = compare(
      'a@x.example',
      [['b@y.example', 'bcc']],
      ['From: a@x.example', 'Bcc: b@y.example'],
    );
    expect(remarks).toContainEqual({ code: 'bcc-in-header', addresses: ['b@y.example'] });
  });

  it('takes a domain in Unicode and its A-labels for the same', () => {
    const { recipients } = compare(
      'a@x.example',
      [['b@xn--bcher-kva.example', 'to']],
      ['To: b@bücher.example'],
    );
    expect(recipients[0]?.relation).toBe('same');
  });

  it('tells a local part that differs in case', () => {
    expect(
      compare('a@x.example', [['Bob@y.example', 'to']], ['To: bob@Y.example']).recipients[0]?.relation,
    ).toBe('differs');
  });

  it('says that an envelope was set by hand, and does not call its return path the identity’s', () => {
    const { remarks } = compare('probe@test.example', [['x@y.example', 'bcc']], header, { overridden: true });
    expect(remarks.map(({ code }) => code)).toEqual([
      'set-by-hand',
      'return-path-differs',
      'in-no-field',
      'not-in-envelope',
    ]);
    expect(remarks[1]).toMatchObject({ byHand: true });
  });

  it('compares 5,000 recipients in linear time', () => {
    const many = Array.from({ length: 5000 }, (_, index): [string, RecipientField] => [
      `u${String(index)}@x.example`,
      'to',
    ]);
    const began = performance.now();
    const { recipients } = compare('a@x.example', many, [
      `To: ${many.map(([address]) => address).join(',\r\n ')}`,
    ]);
    expect(recipients.every(({ relation }) => relation === 'same')).toBe(true);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('fully qualified', () => {
  it.each([
    ['mail.example.org', 'qualified'],
    ['bücher.example', 'qualified'],
    ['localhost', 'unqualified'],
    ['192.0.2.14', 'unqualified'],
    ['[192.0.2.14]', 'literal'],
    ['-a.example', 'unqualified'],
    ['a..example', 'unqualified'],
    ['', 'unqualified'],
  ])('%s is %s', (host, expected) => {
    expect(hostQualification(host)).toBe(expected);
  });

  it('asks a local part of an address', () => {
    expect(addressQualification('@x.example')).toBe('unqualified');
    expect(addressQualification('a@b@x.example')).toBe('qualified');
    expect(sameAddress('a@x.example', 'a@X.EXAMPLE')).toBe('same');
  });
});
