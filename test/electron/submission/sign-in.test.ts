/** Where a secret may go, and by which mechanism. */
import { describe, expect, it } from 'vitest';
import type { Proof } from '#core/account/sign-in.ts';
import { ehloNameFor } from '#electron/submission/connection/opening.ts';
import { mayRevealSecret, mechanismFor, type MechanismChoice } from '#electron/submission/sign-in/table.ts';

describe('without TLS', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
    'a secret may go to this machine (%s)',
    (address) => {
      expect(mayRevealSecret(address)).toBe(true);
    },
  );
  it.each(['192.0.2.1', '10.0.0.1', '2001:db8::1', '::ffff:192.0.2.1', '', null])(
    'a secret may go nowhere else (%s)',
    (address) => {
      expect(mayRevealSecret(address)).toBe(false);
    },
  );
});

describe('the mechanism chosen by itself', () => {
  const chosen = (offered: string, more: Partial<MechanismChoice> = {}): string | null =>
    mechanismFor({
      offered,
      method: 'auto',
      proofs: new Set(['password']),
      isEncrypted: true,
      ...more,
    })?.name ?? null;

  it.each([
    ['LOGIN PLAIN SCRAM-SHA-256 CRAM-MD5 XOAUTH2', true, 'SCRAM-SHA-256'],
    ['LOGIN PLAIN CRAM-MD5 XOAUTH2', true, 'PLAIN'],
    ['login cram-md5', true, 'LOGIN'],
    ['CRAM-MD5 GSSAPI', true, 'CRAM-MD5'],
    ['LOGIN PLAIN CRAM-MD5', false, 'CRAM-MD5'],
    ['PLAIN', false, 'PLAIN'],
    ['GSSAPI PLAINTEXT SCRAM-SHA-256-PLUS', true, null],
    ['', true, null],
  ])('of %j (TLS: %s) is %s', (offered, isEncrypted, mechanism) => {
    expect(chosen(offered, { isEncrypted })).toBe(mechanism);
  });

  it('is one for which there is something to prove oneself with', () => {
    const offered = 'PLAIN XOAUTH2 OAUTHBEARER EXTERNAL';
    expect(chosen(offered, { proofs: new Set(['token']) })).toBe('OAUTHBEARER');
    expect(chosen(offered, { proofs: new Set(['certificate', 'password']) })).toBe('EXTERNAL');
    expect(chosen(offered, { proofs: new Set() })).toBe(null);
    expect(chosen('PLAIN', { proofs: new Set(['token']) })).toBe(null);
  });
});

describe('the mechanism that the user chose', () => {
  it('is used although a stronger one is offered, and no other in its place', () => {
    const choice = { method: 'LOGIN' as const, proofs: new Set<Proof>(['password']), isEncrypted: true };
    expect(mechanismFor({ ...choice, offered: 'PLAIN LOGIN SCRAM-SHA-256' })?.name).toBe('LOGIN');
    expect(mechanismFor({ ...choice, offered: 'PLAIN SCRAM-SHA-256' })).toBe(null);
  });
});

describe('the name in EHLO', () => {
  it.each([
    ['laptop.example.org', 'laptop.example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['[192.0.2.7]', '[192.0.2.7]'],
    ['', '[127.0.0.1]'],
    ['two words', '[127.0.0.1]'],
    ['-bad-', '[127.0.0.1]'],
  ])('for %j is %s: what nobody typed tells nothing of this machine', (name, expected) => {
    expect(ehloNameFor(name)).toBe(expected);
  });
});
