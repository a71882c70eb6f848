/** Whether an account's connection is encrypted, and whose certificates it takes besides those of known authorities. No private key is in here. */
import { z } from 'zod';
import { oneLine } from './one-line.ts';

/**
 * `tls`: TLS from the first byte (RFC 8314 §3.3); `starttls`: required, never skipped (RFC 3207); `opportunistic`: STARTTLS where it is
 * offered, else plain text; `none`: plain text. The last two only after a warning. TLS is 1.2 or later wherever it is used.
 */
export const Security = z.enum(['tls', 'starttls', 'opportunistic', 'none']);
export type Security = z.infer<typeof Security>;

/** Upper-case hex pairs with colons, as openssl prints a SHA-256. */
const Fingerprint = z.string().regex(/^(?:[\dA-F]{2}:){31}[\dA-F]{2}$/);

/** The user's word that exactly this certificate is this server's, whatever else is wrong with it. */
export const TrustedCertificate = z.strictObject({
  fingerprint256: Fingerprint,
  /** for the list alone; what counts is the fingerprint */
  subject: oneLine(2000),
  issuer: oneLine(2000),
  /** ISO 8601 */
  validTo: oneLine(40),
  /** the host that showed it, in lower case: it is trusted for no other */
  host: oneLine(255),
  /** ms since the epoch */
  trustedAt: z.number(),
});
export type TrustedCertificate = z.infer<typeof TrustedCertificate>;

/** What can be shown of a client certificate. It is stored, with its key, in the vault. */
export const ClientCertificate = z.strictObject({
  subject: oneLine(2000),
  issuer: oneLine(2000),
  validTo: oneLine(40),
  fingerprint256: Fingerprint,
});
export type ClientCertificate = z.infer<typeof ClientCertificate>;

const MAX_PEM = 200_000;

export const TlsPolicy = z.strictObject({
  trusted: z.array(TrustedCertificate).max(20),
  /** PEM of authorities beyond the known ones, and the name of the file it came from; empty: none */
  authorities: z.strictObject({ name: oneLine(255), pem: z.string().max(MAX_PEM) }),
  /** shown to servers that ask for one; null: none */
  clientCertificate: ClientCertificate.nullable(),
});
export type TlsPolicy = z.infer<typeof TlsPolicy>;

export const USUAL_TLS: TlsPolicy = {
  trusted: [],
  authorities: { name: '', pem: '' },
  clientCertificate: null,
};

/** Those that the user's word holds for at this host. */
export const fingerprintsFor = ({ host, tls }: { host: string; tls: TlsPolicy }): readonly string[] =>
  tls.trusted
    .filter((certificate) => certificate.host === host.toLowerCase())
    .map(({ fingerprint256 }) => fingerprint256);

/** The user's word for what a host has shown: it takes the place of the one before, which may have been changed for a reason. */
export const withTrusted = (
  trusted: readonly TrustedCertificate[],
  { fingerprint256, subject, issuer, validTo }: Omit<TrustedCertificate, 'host' | 'trustedAt'>,
  host: string,
  trustedAt = Date.now(),
): TrustedCertificate[] => [
  ...trusted.filter((other) => other.host !== host.toLowerCase()),
  { fingerprint256, subject, issuer, validTo, host: host.toLowerCase(), trustedAt },
];
