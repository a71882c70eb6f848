/**
 * A client certificate with its key: a PKCS #12 file (RFC 7292) and its passphrase, looked into once when the user chooses it, and kept in
 * the vault as one secret.
 */
import { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { z } from 'zod';
import type { ClientCertificate } from '#core/account/tls-policy.ts';
import { certificateFacts } from '../submission/connection/certificates.ts';
import type { ClientKey } from '../submission/connection/encryption.ts';
import { Secret } from './secret.ts';

/** bytes; a key and a chain have some thousands */
export const MAX_CLIENT_KEY = 100_000;

export type ClientKeyProblem = 'wrong-passphrase' | 'not-pkcs12' | 'unsupported' | 'no-certificate';

export type Examined =
  | { readonly ok: true; readonly certificate: ClientCertificate }
  | { readonly ok: false; readonly problem: ClientKeyProblem };

/** Whether it opens, and whose it is. Nothing is kept. */
export function examineClientKey({ file, passphrase }: ClientKey): Examined {
  if (!isSequence(file)) return { ok: false, problem: 'not-pkcs12' };
  try {
    // Revealed to open the file, and nothing else.
    const context = tls.createSecureContext({ pfx: file, passphrase: passphrase.reveal() });
    const certificate = ownCertificate(context);
    return certificate === null ? { ok: false, problem: 'no-certificate' } : { ok: true, certificate };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** DER begins with a SEQUENCE as long as the file (X.690 §8.9); PEM and anything else do not. */
const isSequence = (file: Buffer): boolean => file[0] === 0x30 && file.length > 20;

/** Node has no reader for the file itself; a connection that never speaks tells which certificate it would show. */
function ownCertificate(secureContext: tls.SecureContext): ClientCertificate | null {
  const silent = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const socket = new tls.TLSSocket(silent, { secureContext, isServer: true });
  try {
    const own: unknown = socket.getCertificate();
    if (!isOwn(own)) return null;
    const { subject, issuer, validTo, fingerprint256 } = certificateFacts(own);
    return { subject, issuer, validTo, fingerprint256 };
  } finally {
    socket.destroy();
  }
}

const isOwn = (value: unknown): value is tls.PeerCertificate =>
  typeof value === 'object' && value !== null && 'fingerprint256' in value;

/** OpenSSL's words and BoringSSL's, which is Electron's. */
function problemOf(error: unknown): ClientKeyProblem {
  const words = error instanceof Error ? error.message : '';
  if (/mac verify failure|incorrect.?password|maybe wrong password/i.test(words)) return 'wrong-passphrase';
  return /unsupported|unknown.?(?:hash|digest|cipher|algorithm)/i.test(words) ? 'unsupported' : 'not-pkcs12';
}

const Kept = z.strictObject({ file: z.base64(), passphrase: z.string() });

/** As the vault keeps it. */
export const sealable = ({ file, passphrase }: ClientKey): string =>
  JSON.stringify({ file: file.toString('base64'), passphrase: passphrase.reveal() } satisfies z.infer<
    typeof Kept
  >);

/** Null: it is no such thing. */
export function openClientKey(secret: Secret): ClientKey | null {
  try {
    const parsed: unknown = JSON.parse(secret.reveal());
    const kept = Kept.parse(parsed);
    return { file: Buffer.from(kept.file, 'base64'), passphrase: new Secret(kept.passphrase) };
  } catch {
    return null;
  }
}
