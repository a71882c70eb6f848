/** A certificate for localhost whose RSA key of 1024 bits is too short for anybody to trust (NIST SP 800-57), issued by a test's authority. */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { MadeCertificate } from '#electron/practice/certificate.ts';

const HOUR = 3600_000;
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 1024,
};

export async function makeWeakCertificate(
  authority: MadeCertificate,
): Promise<{ readonly certificate: string; readonly key: string }> {
  const keys = await crypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.create({
    subject: 'CN=weak server',
    issuer: [{ CN: [authority.commonName] }],
    notBefore: new Date(Date.now() - HOUR),
    notAfter: new Date(Date.now() + HOUR),
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificate: made.toString('pem'),
    key: x509.PemConverter.encode(key, x509.PemConverter.PrivateKeyTag),
  };
}
