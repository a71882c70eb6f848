/**
 * Makes an X.509 certificate (RFC 5280) with an ECDSA P-256 key, which both OpenSSL and Electron's BoringSSL know. Enough for a server
 * inside the program, and for an authority and its servers in tests; it checks no certificates. The library is loaded with the first
 * one, so that starting the program does not wait for it.
 */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

export interface CertificateOrder {
  /** CN of the subject */
  readonly commonName: string;
  /** DNS names and IPv4 addresses it is for */
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** null: it signs itself */
  readonly issuer: MadeCertificate | null;
  readonly isAuthority: boolean;
}

export interface MadeCertificate {
  readonly commonName: string;
  /** PEM */
  readonly certificate: string;
  /** PEM, PKCS #8 */
  readonly key: string;
  /** upper-case hex pairs with colons, as openssl prints them */
  readonly fingerprint256: string;
  readonly privateKey: CryptoKey;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export async function makeCertificate(order: CertificateOrder): Promise<MadeCertificate> {
  const x509 = await library();
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.create(
    {
      subject: nameOf(order.commonName),
      issuer: nameOf(order.issuer?.commonName ?? order.commonName),
      notBefore: order.notBefore,
      notAfter: order.notAfter,
      publicKey: keys.publicKey,
      signingKey: order.issuer?.privateKey ?? keys.privateKey,
      signingAlgorithm: P256,
      extensions: extensions(x509, order),
    },
    crypto,
  );
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    commonName: order.commonName,
    certificate: made.toString('pem'),
    key: x509.PemConverter.encode(key, x509.PemConverter.PrivateKeyTag),
    fingerprint256: new X509Certificate(Buffer.from(made.rawData)).fingerprint256,
    privateKey: keys.privateKey,
  };
}

/** Its dependency injection asks for this polyfill to be there before it. */
async function library() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

type Library = Awaited<ReturnType<typeof library>>;

const nameOf = (commonName: string) => [{ CN: [commonName] }];

function extensions(x509: Library, { isAuthority, names }: CertificateOrder) {
  const { KeyUsageFlags } = x509;
  const usage = isAuthority ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature;
  return [
    new x509.BasicConstraintsExtension(isAuthority, undefined, true),
    new x509.KeyUsagesExtension(usage, true),
    ...(names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names.map(generalName))]),
    ...(isAuthority ? [] : [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth])]),
  ];
}

const generalName = (value: string) => ({
  type: isIP(value) === 4 ? ('ip' as const) : ('dns' as const),
  value,
});
