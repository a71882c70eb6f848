/** Which addresses and which hosts discovery takes for what. */
import { describe, expect, it } from 'vitest';
import { isSpecialAddress, mayConnect } from '#electron/discovery/addresses.ts';
import { isOutside } from '#electron/discovery/outside.ts';

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '172.31.0.1',
    '192.168.0.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '64:ff9b::1',
    '2001:db8::1',
    '2002:a00:1::',
    'fc00::1',
    'fe80::1%eth0',
    'ff02::1',
    'nonsense',
    '',
  ])('is private or none: %s', (address) => {
    expect(isSpecialAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1', '64:ff9b::808:808'])(
    'is public: %s',
    (address) => {
      expect(isSpecialAddress(address)).toBe(false);
    },
  );

  it('of this network is good for a name that exists on such a network alone', () => {
    expect(mayConnect('club.lan', '192.168.1.2')).toBe(true);
    expect(mayConnect('mail.home.arpa', '10.0.0.2')).toBe(true);
    expect(mayConnect('lan.example.com', '192.168.1.2')).toBe(false);
  });
});

describe('a host', () => {
  it.each([
    ['smtp.velmont.fr', 'velmont.fr'],
    ['smtp.velmont.co.uk', 'mail.velmont.co.uk'],
    ['velmont.fr', 'velmont.fr'],
  ])('%s belongs to who owns %s', (host, domain) => {
    expect(isOutside(host, domain)).toBe(false);
  });

  it.each([
    ['smtp.evil.example', 'velmont.fr'],
    ['notvelmont.fr', 'velmont.fr'],
    ['a.co.uk', 'b.co.uk'],
    ['one.github.io', 'two.github.io'],
    ['velmont.fr.evil.com', 'velmont.fr'],
  ])('%s lies outside %s', (host, domain) => {
    expect(isOutside(host, domain)).toBe(true);
  });
});
