// Date and Message-ID as an identity wants them.
import { describe, expect, it } from 'vitest';
import { checkMessageIdDomain, dateField, messageIdOf } from '#core/message/own-fields.ts';

describe('Date', () => {
  const at = Date.UTC(2026, 10, 27, 23, 5, 9);
  it.each([
    [0, 'Fri, 27 Nov 2026 23:05:09 +0000'],
    [60, 'Sat, 28 Nov 2026 00:05:09 +0100'],
    [-210, 'Fri, 27 Nov 2026 19:35:09 -0330'],
    [345, 'Sat, 28 Nov 2026 04:50:09 +0545'],
  ])('%i minutes from UTC', (offset, expected) => {
    expect(dateField(at, offset)).toBe(expected);
    expect(Date.parse(dateField(at, offset))).toBe(at);
  });
});

describe('the domain of Message-ID', () => {
  it.each([
    ['', null],
    ['example.org', null],
    ['bücher.example', null],
    ['localhost', 'not-qualified'],
    ['[192.0.2.1]', 'not-a-domain'],
    ['two words.example', 'not-a-domain'],
    ['a@b.example', 'not-a-domain'],
    ['a>b.example', 'not-a-domain'],
    [`${'a.'.repeat(200)}example`, 'not-a-domain'],
  ])('%j: %s', (domain, expected) => {
    expect(checkMessageIdDomain(domain)).toBe(expected);
  });

  it('is the sender’s unless the identity says otherwise', () => {
    const id = (messageIdDomain: string) =>
      messageIdOf({ address: 'lea@bücher.example', messageIdDomain }, 'A', 0);
    expect([id(''), id('example.org'), id('localhost')]).toEqual([
      '<A.0@xn--bcher-kva.example>',
      '<A.0@example.org>',
      '<A.0@xn--bcher-kva.example>',
    ]);
  });
});
