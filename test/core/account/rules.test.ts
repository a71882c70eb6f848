import { describe, expect, it } from 'vitest';
import {
  checkEhloName,
  checkHost,
  hostForConnection,
  hostWarning,
  portFor,
  securityWarning,
} from '#core/account/rules.ts';

describe('a host', () => {
  it.each([
    'smtp.example.org',
    'smtp.müller.example',
    '192.0.2.1',
    '[192.0.2.1]',
    '2001:db8::1',
    'mail',
    ' a.example ',
  ])('is taken: %s', (host) => {
    expect(checkHost(host)).toBe(null);
  });

  it.each([
    ['', 'empty'],
    ['a.example\r\nQUIT', 'line-break'],
    ['a.example\0', 'line-break'],
    ['smtp example.org', 'space'],
    ['smtp.example.org:587', 'port-inside'],
    ['https://smtp.example.org', 'scheme'],
    ['smtp_1.example.org', 'not-a-host'],
    ['300.1.2.3', 'not-a-host'],
    ['a/b.example', 'not-a-host'],
    ['eva@example.org', 'not-a-host'],
  ])('is refused: %j, %s', (host, problem) => {
    expect(checkHost(host)).toBe(problem);
  });

  it('is connected to by its A-labels, without brackets and last dot', () => {
    expect(hostForConnection('Smtp.Müller.example.')).toBe('smtp.xn--mller-kva.example');
    expect(hostForConnection('[IPv6:2001:db8::1]')).toBe('2001:db8::1');
    expect(hostForConnection('a b')).toBe(null);
  });

  it.each([
    ['mail', 'not-qualified'],
    ['localhost', 'loopback'],
    ['127.0.0.1', 'loopback'],
    ['smtp.example.org', null],
    ['192.0.2.1', null],
  ])('gets a word of warning: %s, %s', (host, warning) => {
    expect(hostWarning(host)).toBe(warning);
  });
});

describe('a port', () => {
  it('follows security, unless the user chose one on purpose', () => {
    expect(portFor('tls', 587)).toBe(465);
    expect(portFor('starttls', 465)).toBe(587);
    expect(portFor('starttls', 25)).toBe(25);
    expect(portFor('tls', 4650)).toBe(4650);
    expect(portFor('tls', Number.NaN)).toBe(465);
  });
});

describe('security', () => {
  const account = { port: 587, security: 'starttls' } as const;
  it.each([
    [account, null],
    [{ ...account, security: 'none' }, 'plain-text'],
    [{ ...account, security: 'tls' }, 'tls-on-starttls-port'],
    [{ ...account, port: 465 }, 'starttls-on-tls-port'],
    [{ ...account, port: 465, security: 'tls' }, null],
  ] as const)('of %j is warned about: %s', (settings, warning) => {
    expect(securityWarning(settings)).toBe(warning);
  });
});

it('takes a name, a literal or nothing for EHLO', () => {
  expect(['', 'pc.example', '[192.0.2.1]', 'a b', 'a\r\nMAIL', 'x_y'].map(checkEhloName)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
