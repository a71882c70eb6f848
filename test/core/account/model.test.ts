/** The account's parts: files of before still parse, what proves who one is, and what each secret is bound to. */
import { describe, expect, it } from 'vitest';
import { Account, USUAL_SETTINGS } from '#core/account/account.ts';
import { checkFieldName } from '#core/account/field-name.ts';
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { proxyPortFor } from '#core/account/proxy.ts';
import { secretBinding, secretsNeeded } from '#core/account/secrets.ts';
import { proofOf, type OAuthSettings, type SignInMethod } from '#core/account/sign-in.ts';
import { fingerprintsFor, withTrusted } from '#core/account/tls-policy.ts';

const before = {
  id: '01JDCZ81RN0000000000000001',
  name: 'Atelier',
  host: 'SMTP.atelier.example',
  port: 465,
  security: 'tls',
  user: 'camille',
  ehloName: '',
  hue: 1,
  identities: [
    {
      id: '01JDCZ81RN0000000000000002',
      name: 'Camille',
      address: 'camille@atelier.example',
      replyTo: '',
      returnPath: '',
    },
  ],
};
const account = Account.parse(before);
const oauth: OAuthSettings = {
  provider: 'generic',
  issuer: 'https://id.example',
  clientId: 'facteur',
  scope: '',
  tenant: '',
};
const withMethod = (method: SignInMethod, more: Partial<Account['signIn']> = {}): Account => ({
  ...account,
  signIn: { method, oauth: null, ...more },
});

describe('an account from before there were all these settings', () => {
  it('has none of them', () => {
    expect(account).toMatchObject(USUAL_SETTINGS);
    expect(account.identities[0]).toMatchObject(USUAL_IDENTITY);
  });
});

describe('what an account proves itself with', () => {
  it.each([
    [withMethod('auto'), 'password'],
    [withMethod('auto', { oauth }), 'token'],
    [withMethod('XOAUTH2', { oauth }), 'token'],
    [withMethod('none'), null],
    [{ ...account, user: '' }, null],
    [{ ...withMethod('PLAIN'), user: '' }, null],
    [{ ...withMethod('EXTERNAL'), user: '' }, 'certificate'],
  ])('%#', (one, proof) => {
    expect(proofOf(one)).toBe(proof);
  });
});

describe('a secret', () => {
  it('is bound to host and user, in whatever case the host is written', () => {
    const { host, user, kind } = secretBinding(account);
    expect({ host, user, kind }).toEqual({ host: 'smtp.atelier.example', user: 'camille', kind: 'password' });
  });

  it('that gets tokens is bound to who gives them, and to the server that gets them', () => {
    const one = withMethod('auto', { oauth });
    const other = withMethod('auto', { oauth: { ...oauth, issuer: 'https://evil.example' } });
    expect(secretBinding(one, 'refresh-token')).not.toEqual(secretBinding(other, 'refresh-token'));
    expect(secretBinding(one, 'refresh-token')).not.toEqual(
      secretBinding({ ...one, host: 'other.example' }, 'refresh-token'),
    );
    expect(secretBinding(one, 'client-secret')).toEqual(
      secretBinding({ ...one, host: 'other.example' }, 'client-secret'),
    );
  });

  it('of a proxy is bound to the proxy, not to the server', () => {
    const proxy = { kind: 'socks5', host: 'Proxy.example', port: 1080, user: 'p' } as const;
    const one = { ...account, proxy };
    expect(secretBinding({ ...one, host: 'other.example' }, 'proxy-password')).toEqual(
      secretBinding(one, 'proxy-password'),
    );
    expect(secretBinding(one, 'proxy-password')).toMatchObject({ host: 'proxy.example:1080', user: 'p' });
    expect(secretsNeeded(one)).toEqual(['password', 'proxy-password']);
  });
});

describe('a certificate that the user trusts', () => {
  const trusted = {
    fingerprint256: Array.from({ length: 32 }, () => 'AB').join(':'),
    subject: 'CN=a',
    issuer: 'CN=a',
    validTo: '2030-01-01T00:00:00.000Z',
    host: 'smtp.atelier.example',
    trustedAt: 0,
  };
  it('is trusted for the host that showed it, and for no other', () => {
    const tls = { ...account.tls, trusted: [trusted] };
    expect(fingerprintsFor({ host: 'smtp.atelier.example', tls })).toEqual([trusted.fingerprint256]);
    expect(fingerprintsFor({ host: 'smtp.evil.example', tls })).toEqual([]);
  });
});

describe('the user’s word for a certificate', () => {
  const print = (pair: string): string => Array.from({ length: 32 }, () => pair).join(':');
  const shown = (pair: string) => ({
    fingerprint256: print(pair),
    subject: 'CN=a',
    issuer: 'CN=a',
    validTo: '',
  });

  it('takes the place of the one before for that host, and of no other', () => {
    const one = withTrusted([], shown('AA'), 'one.example', 1);
    const both = withTrusted(one, shown('BB'), 'Two.example', 2);
    const again = withTrusted(both, shown('CC'), 'one.example', 3);
    expect(again.map(({ host, fingerprint256 }) => [host, fingerprint256])).toEqual([
      ['two.example', print('BB')],
      ['one.example', print('CC')],
    ]);
  });
});

describe('a header field of an identity', () => {
  it.each([
    ['X-Campaign', null],
    ['List-Unsubscribe', null],
    ['Subject', 'ours'],
    ['bcc', 'ours'],
    ['Content-Type', 'ours'],
    ['X Y', 'not-a-name'],
    ['X:', 'not-a-name'],
    ['', 'not-a-name'],
    ['Été', 'not-a-name'],
  ])('%j: %s', (name, problem) => {
    expect(checkFieldName(name)).toBe(problem);
  });
});

describe('the usual port of a proxy', () => {
  it('follows its kind, unless the user chose another', () => {
    expect(proxyPortFor('http', 1080)).toBe(3128);
    expect(proxyPortFor('socks5h', 3128)).toBe(1080);
    expect(proxyPortFor('socks5h', 9050)).toBe(9050);
    expect(proxyPortFor('http', Number.NaN)).toBe(3128);
  });
});
