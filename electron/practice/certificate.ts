/**
 * Makes an X.509 certificate (RFC 5280) with an ECDSA P-256 key, which both OpenSSL and Electron's BoringSSL know. Enough for a server
 * inside the program, and for an authority and its servers in tests; it reads no certificates and checks none.
 */
import { generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import {
  explicit,
  integer,
  bitString,
  boolean,
  objectId,
  octetString,
  sequence,
  set,
  time,
  utf8,
  implicit,
} from './der.ts';

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
  readonly privateKey: KeyObject;
}

const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));

export function makeCertificate(order: CertificateOrder): MadeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))), // v3
    integer(serialNumber()),
    ECDSA_WITH_SHA256,
    name(order.issuer?.commonName ?? order.commonName),
    sequence(time(order.notBefore), time(order.notAfter)),
    name(order.commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions(order))),
  );
  const signature = sign('sha256', body, order.issuer?.privateKey ?? privateKey);
  const der = sequence(body, ECDSA_WITH_SHA256, bitString(signature, 0));
  const certificate = new X509Certificate(der);
  return {
    commonName: order.commonName,
    certificate: certificate.toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint256: certificate.fingerprint256,
    privateKey,
  };
}

/** RFC 5280 §4.1.2.2: positive, at most 20 octets. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes.writeUInt8(0x40 | (bytes.readUInt8(0) & 0x3f), 0);
  return bytes;
}

const name = (commonName: string): Buffer => sequence(set(sequence(objectId('2.5.4.3'), utf8(commonName))));

function extensions({ isAuthority, names }: CertificateOrder): Buffer[] {
  const list = [
    extension('2.5.29.19', true, isAuthority ? sequence(boolean(true)) : sequence()), // basicConstraints
    // keyUsage: keyCertSign (bit 5), or digitalSignature (bit 0)
    extension(
      '2.5.29.15',
      true,
      isAuthority ? bitString(Buffer.from([0x04]), 2) : bitString(Buffer.from([0x80]), 7),
    ),
  ];
  if (names.length > 0) list.push(extension('2.5.29.17', false, sequence(...names.map(generalName))));
  // extKeyUsage: serverAuth
  if (!isAuthority) list.push(extension('2.5.29.37', false, sequence(objectId('1.3.6.1.5.5.7.3.1'))));
  return list;
}

const extension = (id: string, isCritical: boolean, value: Buffer): Buffer =>
  sequence(objectId(id), ...(isCritical ? [boolean(true)] : []), octetString(value));

/** RFC 5280 §4.2.1.6: dNSName is [2], iPAddress [7]. */
const generalName = (value: string): Buffer =>
  isIP(value) === 4
    ? implicit(7, Buffer.from(value.split('.').map(Number)))
    : implicit(2, Buffer.from(value, 'ascii'));
