/** What a PKCS #12 file is found to be, before anything of it is stored. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { examineClientKey, openClientKey, sealable } from '#electron/secrets/client-key.ts';
import { Secret } from '#electron/secrets/secret.ts';

const fixture = (name: string): Buffer =>
  readFileSync(path.join(import.meta.dirname, '../../fixtures/client-certificate', name));
const examine = (file: Buffer, passphrase = 'sesame') =>
  examineClientKey({ file, passphrase: new Secret(passphrase) });

describe('a client certificate', () => {
  it('is known by whose it is', () => {
    expect(examine(fixture('lea.p12'))).toMatchObject({
      ok: true,
      certificate: { subject: 'O=Harbour, CN=lea', issuer: 'CN=Test client authority' },
    });
  });

  it.each([
    ['with the wrong passphrase', fixture('lea.p12'), 'wrong', 'wrong-passphrase'],
    ['with none', fixture('lea.p12'), '', 'wrong-passphrase'],
    ['that is PEM', fixture('authority.pem'), 'sesame', 'not-pkcs12'],
    ['that is cut off', fixture('lea.p12').subarray(0, 400), 'sesame', 'not-pkcs12'],
    ['that is empty', Buffer.alloc(0), 'sesame', 'not-pkcs12'],
    ['that is anything', Buffer.from(`0${'\u0000'.repeat(50)}`), 'sesame', 'not-pkcs12'],
  ])('%s is refused by what is wrong', (_, file, passphrase, problem) => {
    expect(examine(file, passphrase)).toEqual({ ok: false, problem });
  });

  it('in the form of old exporters is opened, or said to be too old', () => {
    const examined = examine(fixture('lea-old.p12'));
    expect(examined.ok || examined.problem === 'unsupported').toBe(true);
  });

  it('comes out of the vault as it went in', () => {
    const kept = openClientKey(
      new Secret(sealable({ file: fixture('lea.p12'), passphrase: new Secret('sesame') })),
    );
    expect(kept?.file).toEqual(fixture('lea.p12'));
    expect(kept?.passphrase.reveal()).toBe('sesame');
    expect(openClientKey(new Secret('something else'))).toBe(null);
  });
});
