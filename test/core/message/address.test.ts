import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAddress,
  formatMailbox,
  mailboxKey,
  needsSmtpUtf8,
  splitAddress,
  toWireAddress,
} from '#core/message/address.ts';

describe('an address', () => {
  it.each([
    'a@b.example',
    'first.last+tag@sub.example.org',
    "o'brien!#$%&*/=?^_`{|}~@b.example",
    '"a b"@c.example',
    String.raw`"a\"b@x"@c.example`,
    'zoë@müller.example',
    '用户@例子.广告',
    'a@xn--mller-kva.example',
    'a@[192.0.2.1]',
    'a@[IPv6:2001:db8::1]',
    `${'a'.repeat(64)}@b.example`,
  ])('is taken: %s', (address) => {
    expect(checkAddress(address)).toBe(null);
  });

  it.each([
    ['', 'address-empty'],
    ['   ', 'address-empty'],
    ['alice', 'address-no-at'],
    ['@b.example', 'address-local-part'],
    ['a..b@c.example', 'address-local-part'],
    ['.a@c.example', 'address-local-part'],
    ['a b@c.example', 'address-local-part'],
    ['a@b@c.example', 'address-local-part'],
    ['<a@b.example>', 'address-local-part'],
    [`${'a'.repeat(65)}@b.example`, 'address-local-part-long'],
    [`${'é'.repeat(33)}@b.example`, 'address-local-part-long'],
    ['a@', 'address-domain'],
    ['a@b..example', 'address-domain'],
    ['a@-b.example', 'address-domain'],
    ['a@b_c.example', 'address-domain'],
    ['a@b.example.', 'address-domain'],
    ['a@b.example/x', 'address-domain'],
    ['a@192.0.2.1', 'address-domain'],
    ['a@１９２.0.2.1', 'address-domain'],
    ['a@é%2e.example', 'address-domain'],
    ['a@[300.0.0.1]', 'address-domain'],
    ['a@[IPv6:1:::2]', 'address-domain'],
    ['a@[]', 'address-domain'],
    [`a@${'b'.repeat(64)}.example`, 'address-domain'],
    ['a@localhost', 'address-domain-not-qualified'],
    ['a@müller', 'address-domain-not-qualified'],
    [`a@${'b.'.repeat(127)}example`, 'address-too-long'],
    [`a@${'b.'.repeat(123)}example`, 'address-too-long'],
    ['a@b.example\r\nBcc: c@d.example', 'address-line-break'],
    ['a\n@b.example', 'address-line-break'],
    ['a\0@b.example', 'address-line-break'],
    ['Friends: a@b.example;', 'address-group'],
  ])('is refused: %j, %s', (address, code) => {
    expect(checkAddress(address)).toBe(code);
  });

  it('goes over the wire with its domain in A-labels and its local part as written', () => {
    expect(toWireAddress(' Zoë@Müller.Example ')).toBe('Zoë@xn--mller-kva.example');
    expect(toWireAddress('A.B@Example.ORG')).toBe('A.B@Example.ORG');
    expect(toWireAddress('a@faß.example')).toBe('a@xn--fa-hia.example');
    expect(toWireAddress('broken')).toBe('broken');
  });

  it('is the same mailbox whatever the case of its domain', () => {
    expect(mailboxKey('a@MÜLLER.example')).toBe(mailboxKey('a@xn--mller-kva.EXAMPLE'));
    expect(mailboxKey('A@b.example')).not.toBe(mailboxKey('a@b.example'));
  });

  it('needs SMTPUTF8 for its local part alone', () => {
    expect(needsSmtpUtf8('zoë@b.example')).toBe(true);
    expect(needsSmtpUtf8('zoe@müller.example')).toBe(false);
  });

  it('splits at the at sign in front of an address literal', () => {
    expect(splitAddress('a@[x:b@c]')).toEqual({ localPart: 'a', domain: '[x:b@c]' });
  });

  it('is shown with a name that is quoted where it must be', () => {
    expect(formatMailbox({ name: 'Doe, "J"', address: 'j@d.example' })).toBe(
      String.raw`"Doe, \"J\"" <j@d.example>`,
    );
    expect(formatMailbox({ name: 'Zoë M', address: 'z@m.example' })).toBe('Zoë M <z@m.example>');
    expect(formatMailbox({ name: '', address: 'z@m.example' })).toBe('z@m.example');
  });

  it('never goes over the wire with a line break, blank, or a domain that is not ASCII', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        if (checkAddress(text) !== null) return;
        const wire = toWireAddress(text);
        expect(wire).not.toMatch(/[\r\n\0]/);
        expect(splitAddress(wire)?.domain).toMatch(/^[\x21-\x7e]+$/);
      }),
      { numRuns: 1000 },
    );
  });
});
