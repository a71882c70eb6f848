/**
 * The chain that a server showed, as facts, and all that is wrong with it. The TLS library names the first thing that it finds and stops
 * there; a person who is to decide has to know each.
 */
import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';
import type { CertificateFacts, CertificateProblem } from '#core/smtp/vocabulary.ts';

const MAX_CHAIN = 10;

/** The server's own first. */
export function certificateChain(socket: tls.TLSSocket): readonly tls.DetailedPeerCertificate[] {
  const chain: tls.DetailedPeerCertificate[] = [];
  let certificate: unknown = socket.getPeerCertificate(true);
  while (isCertificate(certificate) && chain.length < MAX_CHAIN) {
    // A root is its own issuer.
    const { fingerprint256 } = certificate;
    if (chain.some((known) => known.fingerprint256 === fingerprint256)) break;
    chain.push(certificate);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}

/** Node gives an empty object where there is none. */
const isCertificate = (value: unknown): value is tls.DetailedPeerCertificate =>
  typeof value === 'object' && value !== null && 'fingerprint256' in value;

export function certificateFacts(certificate: tls.PeerCertificate): CertificateFacts {
  const alternatives = certificate.subjectaltname ?? '';
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    names:
      alternatives === ''
        ? []
        : alternatives.split(', ').map((name) => name.replace(/^(?:DNS|IP Address):/, '')),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    fingerprint256: certificate.fingerprint256,
  };
}

function distinguishedName(name: tls.Certificate): string {
  return Object.entries(name)
    .map(
      ([type, value]: [string, unknown]) =>
        `${type}=${Array.isArray(value) ? value.join('+') : String(value)}`,
    )
    .join(', ');
}

/** OpenSSL prints `Nov 23 23:34:23 2026 GMT`. */
function isoDate(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

export interface Examination {
  /** what the certificate must name */
  readonly host: string;
  /** PEM */
  readonly trust: readonly string[];
}

/** Of a chain that was not accepted; `other` where nothing that we look for is wrong with it. */
export function problemsOf(
  chain: readonly tls.PeerCertificate[],
  { host, trust }: Examination,
): CertificateProblem[] {
  const [leaf] = chain;
  if (leaf === undefined) return ['other'];
  const now = Date.now();
  const parsed = chain.flatMap(({ raw }) => readable(raw));
  const problems: CertificateProblem[] = [
    ...(chain.some(({ valid_to: end }) => Date.parse(end) < now) ? (['expired'] as const) : []),
    ...(chain.some(({ valid_from: start }) => Date.parse(start) > now) ? (['not-yet-valid'] as const) : []),
    ...(tls.checkServerIdentity(host, leaf) === undefined ? [] : (['wrong-host'] as const)),
    ...issuerProblem(parsed, trust),
  ];
  return problems.length === 0 ? ['other'] : problems;
}

function issuerProblem(
  chain: readonly X509Certificate[],
  trust: readonly string[],
): readonly ('self-signed' | 'unknown-issuer')[] {
  const [leaf] = chain;
  if (leaf === undefined || endsAtAuthority(chain, authoritiesOf(trust))) return [];
  return isIssuedBy(leaf, leaf) ? ['self-signed'] : ['unknown-issuer'];
}

/** Whether each is signed by the next, and one of them by an authority. Dates and purposes are not asked about here. */
function endsAtAuthority(
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): boolean {
  for (const [index, certificate] of chain.entries()) {
    if (authorities.some((authority) => isIssuedBy(certificate, authority))) return true;
    const next = chain[index + 1];
    if (next === undefined || !isIssuedBy(certificate, next)) return false;
  }
  return false;
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey);

const parsedLists = new WeakMap<readonly string[], readonly X509Certificate[]>();

function authoritiesOf(trust: readonly string[]): readonly X509Certificate[] {
  const known = parsedLists.get(trust);
  if (known !== undefined) return known;
  const parsed = trust.flatMap(readable);
  parsedLists.set(trust, parsed);
  return parsed;
}

/** Anything may come over the wire; some keys the library does not know. */
function readable(bytes: Buffer | string): X509Certificate[] {
  try {
    const certificate = new X509Certificate(bytes);
    // Asked once, so that a key of an unknown kind is known now.
    return certificate.publicKey.type === 'public' ? [certificate] : [];
  } catch {
    return [];
  }
}
