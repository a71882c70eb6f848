/** What may be asked about, and how an address is put into what a file says. */
import { describe, expect, it } from 'vitest';
import { filledUser } from '#core/discovery/autoconfig.ts';
import { domainOf } from '#core/discovery/targets.ts';

describe('the domain of an address', () => {
  it.each([
    ['lea@Velmont.FR', 'velmont.fr'],
    ['lea@mairie-épinal.fr', 'xn--mairie-pinal-heb.fr'],
    ['"a@b"@velmont.fr', 'velmont.fr'],
  ])('of %s is %s', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });

  it.each([
    '',
    'lea',
    'lea@',
    'lea@localhost',
    'lea@[127.0.0.1]',
    'lea@velmont fr',
    'lea@velmont.fr\r\nX: y',
    'lea@-.fr',
  ])('is none that could be asked about: %j', (address) => {
    expect(domainOf(address)).toBeNull();
  });
});

describe('the name to sign in with', () => {
  it.each([
    ['%EMAILADDRESS%', 'lea@velmont.fr'],
    ['%EMAILLOCALPART%', 'lea'],
    ['%EMAILLOCALPART%+%EMAILDOMAIN%', 'lea+velmont.fr'],
    ['apikey', 'apikey'],
    ['', ''],
  ])('%s', (template, user) => {
    expect(filledUser(template, 'lea@velmont.fr')).toBe(user);
  });
});
