/**
 * The TLS handshake on a connected socket, and our own verdict on the certificate before a byte is sent through it. The handshake is let
 * through whatever the certificate is, so that the window can show one that failed; the verdict decides.
 */
import { isIP, type Socket } from 'node:net';
import * as tls from 'node:tls';
import type { CertificateProblem, TlsFacts } from '#core/smtp/vocabulary.ts';
import type { Secret } from '../../secrets/secret.ts';
import { certificateChain, certificateFacts, problemsOf } from './certificates.ts';
import { withResolvers } from './conversation.ts';
import { errorCode } from './dial.ts';

/** A certificate with its key, to be shown to a server that asks for one. */
export interface ClientKey {
  /** PKCS #12 (RFC 7292) */
  readonly file: Buffer;
  readonly passphrase: Secret;
}

export interface EncryptionOptions {
  /** what the certificate must name, and SNI (RFC 6066 §3 has no addresses) */
  readonly host: string;
  readonly pinned: readonly string[];
  /** PEM; may be left out where a pin stands instead */
  readonly trust: readonly string[];
  readonly clientKey: ClientKey | null;
  /** ms */
  readonly within: number;
  readonly signal: AbortSignal | undefined;
}

export type Encrypted =
  | { readonly kind: 'encrypted'; readonly socket: tls.TLSSocket; readonly facts: TlsFacts }
  /** the handshake was done, the certificate is not to be trusted; the connection is closed */
  | { readonly kind: 'untrusted'; readonly facts: TlsFacts; readonly pinMissed: boolean }
  | { readonly kind: 'failed'; readonly errorCode: string | null }
  /** the client certificate cannot be opened */
  | { readonly kind: 'no-client-key' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'stopped' };

export function encrypt(plain: Socket, options: EncryptionOptions): Promise<Encrypted> {
  const { promise, resolve } = withResolvers<Encrypted>();
  if (options.signal?.aborted === true) {
    plain.destroy();
    return Promise.resolve({ kind: 'stopped' });
  }
  const context = contextFor(options);
  if (context === null) {
    plain.destroy();
    return Promise.resolve({ kind: 'no-client-key' });
  }
  const isAddress = isIP(options.host) !== 0;
  const socket = tls.connect({
    socket: plain,
    ...(isAddress ? { host: options.host } : { servername: options.host }),
    secureContext: context,
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

function contextFor({ trust, clientKey }: EncryptionOptions): tls.SecureContext | null {
  const settings: tls.SecureContextOptions = { ca: [...trust], minVersion: 'TLSv1.2' };
  if (clientKey !== null) {
    try {
      const passphrase = clientKey.passphrase.reveal();
      return tls.createSecureContext({ ...settings, pfx: clientKey.file, passphrase });
    } catch {
      return null;
    }
  }
  const known = contexts.get(trust);
  if (known !== undefined) return known;
  const context = tls.createSecureContext(settings);
  contexts.set(trust, context);
  return context;
}

const OF_THE_ISSUER: ReadonlySet<CertificateProblem> = new Set<CertificateProblem>([
  'unknown-issuer',
  'self-signed',
]);

function verdict(socket: tls.TLSSocket, options: EncryptionOptions): Encrypted {
  const peers = certificateChain(socket);
  const chain = peers.map(certificateFacts);
  const leaf = chain[0];
  const isPinned = leaf !== undefined && options.pinned.includes(leaf.fingerprint256);
  // A pin stands instead of a chain: where one is set, no other certificate will do.
  const pinMissed = options.pinned.length > 0 && !isPinned;
  // Looked for where there is a reason: with a client's key, and where the library has found one.
  const isDoubtful =
    !isPinned && (options.clientKey !== null || options.pinned.length > 0 || !socket.authorized);
  const problems = isDoubtful ? problemsOf(peers, options) : [];
  // A PKCS #12 file may bring authorities along, which the library then trusts: they vouch for its owner, not for servers.
  const isVouchedFor = options.clientKey === null || !problems.some((problem) => OF_THE_ISSUER.has(problem));
  const isAuthorized = socket.authorized && leaf !== undefined && isVouchedFor;
  const verified = isPinned || (options.pinned.length === 0 && isAuthorized);
  const key = socket.getEphemeralKeyInfo();
  const facts: TlsFacts = {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    keyExchange: key !== null && 'name' in key && typeof key.name === 'string' ? key.name : null,
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
    serverName: options.host,
    verified,
    pinned: isPinned,
    problem: verified ? null : isVouchedFor ? problemOf(socket) : 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    problems: verified ? [] : problems,
    chain,
  };
  return verified ? { kind: 'encrypted', socket, facts } : { kind: 'untrusted', facts, pinMissed };
}

/** Node gives OpenSSL's code as a string where its types say Error. */
function problemOf(socket: tls.TLSSocket): string {
  const problem: unknown = socket.authorizationError;
  if (typeof problem === 'string') return problem;
  return errorCode(problem) ?? 'UNTRUSTED';
}
