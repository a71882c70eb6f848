/**
 * The TLS handshake on a connected socket, and our own verdict on the certificate before a byte is sent through it. The handshake is let
 * through whatever the certificate is, so that the window can show one that failed; the verdict decides.
 */
import { isIP, type Socket } from 'node:net';
import * as tls from 'node:tls';
import type { CertificateFacts, TlsFacts } from '#core/smtp/vocabulary.ts';
import { withResolvers } from './conversation.ts';
import { errorCode } from './dial.ts';

export interface EncryptionOptions {
  /** what the certificate must name, and SNI (RFC 6066 §3 has no addresses) */
  readonly host: string;
  readonly pinned: readonly string[];
  readonly trust: readonly string[];
  /** ms */
  readonly within: number;
  readonly signal: AbortSignal | undefined;
}

export type Encrypted =
  | { readonly kind: 'encrypted'; readonly socket: tls.TLSSocket; readonly facts: TlsFacts }
  /** the handshake was done, the certificate is not to be trusted; the connection is closed */
  | { readonly kind: 'untrusted'; readonly facts: TlsFacts; readonly pinMissed: boolean }
  | { readonly kind: 'failed'; readonly errorCode: string | null }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'stopped' };

export function encrypt(plain: Socket, options: EncryptionOptions): Promise<Encrypted> {
  const { promise, resolve } = withResolvers<Encrypted>();
  if (options.signal?.aborted === true) {
    plain.destroy();
    return Promise.resolve({ kind: 'stopped' });
  }
  const isAddress = isIP(options.host) !== 0;
  const socket = tls.connect({
    socket: plain,
    ...(isAddress ? { host: options.host } : { servername: options.host }),
    secureContext: contextFor(options.trust),
    rejectUnauthorized: false,
    checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(options.host, certificate),
  });
  const settle = (encrypted: Encrypted): void => {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
    socket.off('error', onError);
    socket.off('close', onClose);
    if (encrypted.kind !== 'encrypted') {
      socket.on('error', () => undefined);
      socket.destroy();
      plain.destroy();
    }
    resolve(encrypted);
  };
  const stop = (): void => settle({ kind: 'stopped' });
  const onError = (error: Error): void => settle({ kind: 'failed', errorCode: errorCode(error) });
  const onClose = (): void => settle({ kind: 'failed', errorCode: 'ECONNRESET' });
  const timer = setTimeout(() => settle({ kind: 'timeout' }), options.within);
  options.signal?.addEventListener('abort', stop, { once: true });
  socket.on('error', onError);
  socket.on('close', onClose);
  socket.once('secureConnect', () => settle(verdict(socket, options)));
  return promise;
}

/** Some three hundred authorities take tens of milliseconds to read: once a list, not once a connection. */
const contexts = new WeakMap<readonly string[], tls.SecureContext>();

function contextFor(trust: readonly string[]): tls.SecureContext {
  const known = contexts.get(trust);
  if (known !== undefined) return known;
  const context = tls.createSecureContext({ ca: [...trust], minVersion: 'TLSv1.2' });
  contexts.set(trust, context);
  return context;
}

function verdict(socket: tls.TLSSocket, options: EncryptionOptions): Encrypted {
  const chain = certificates(socket);
  const leaf = chain[0];
  const isPinned = leaf !== undefined && options.pinned.includes(leaf.fingerprint256);
  // A pin stands instead of a chain: where one is set, no other certificate will do.
  const pinMissed = options.pinned.length > 0 && !isPinned;
  const verified = isPinned || (options.pinned.length === 0 && socket.authorized && leaf !== undefined);
  const key = socket.getEphemeralKeyInfo();
  const facts: TlsFacts = {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    keyExchange: key !== null && 'name' in key && typeof key.name === 'string' ? key.name : null,
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
    serverName: options.host,
    verified,
    pinned: isPinned,
    problem: verified ? null : problemOf(socket),
    chain,
  };
  return verified ? { kind: 'encrypted', socket, facts } : { kind: 'untrusted', facts, pinMissed };
}

/** Node gives OpenSSL's code as a string where its types say Error. */
function problemOf(socket: tls.TLSSocket): string {
  const problem: unknown = socket.authorizationError;
  const code = typeof problem === 'string' ? problem : errorCode(problem);
  // Node has no name for what OpenSSL calls so.
  if (code === 'UNSPECIFIED' && hasShortKey(socket)) return 'EE_KEY_TOO_SMALL';
  return code ?? 'UNTRUSTED';
}

/** bits; what OpenSSL's security level 2 asks of RSA */
const SHORTEST_RSA = 2048;

function hasShortKey(socket: tls.TLSSocket): boolean {
  const { modulus, bits } = socket.getPeerCertificate();
  return typeof modulus === 'string' && bits !== undefined && bits < SHORTEST_RSA;
}

const MAX_CHAIN = 10;

function certificates(socket: tls.TLSSocket): CertificateFacts[] {
  const chain: CertificateFacts[] = [];
  let certificate: unknown = socket.getPeerCertificate(true);
  while (isCertificate(certificate) && chain.length < MAX_CHAIN) {
    // A root is its own issuer.
    const { fingerprint256 } = certificate;
    if (chain.some((known) => known.fingerprint256 === fingerprint256)) break;
    chain.push(certificateFacts(certificate));
    certificate = certificate.issuerCertificate;
  }
  return chain;
}

/** Node gives an empty object where there is none. */
const isCertificate = (value: unknown): value is tls.DetailedPeerCertificate =>
  typeof value === 'object' && value !== null && 'fingerprint256' in value;

function certificateFacts(certificate: tls.PeerCertificate): CertificateFacts {
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

let systemTrust: readonly string[] | undefined;

/** Node's own list of authorities, and the system's where the runtime can read it (Node 22.15): a company's authority lives there. */
export function defaultTrust(): readonly string[] {
  // Most of the system's are Node's too; each one read twice costs time.
  systemTrust ??= [...new Set([...tls.rootCertificates, ...systemCertificates()].map((pem) => pem.trim()))];
  return systemTrust;
}

function systemCertificates(): readonly string[] {
  if (!('getCACertificates' in tls)) return [];
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}
