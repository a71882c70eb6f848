/**
 * How one secret is sealed in the vault: AES-256-GCM, a random nonce for each sealing, and what the secret is for as associated data.
 * Only algorithms that Electron's BoringSSL has. Where the key lives and how the file is written is left to others.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Secret } from './secret.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** Both in base64; `data` is the cipher text followed by its tag. */
export const Sealed = z.strictObject({ nonce: z.base64(), data: z.base64() });
export type Sealed = z.infer<typeof Sealed>;

/**
 * What a sealed secret is bound to: it opens for exactly these words, so that a secret entered for one host or user can not be read for
 * another, not even by someone who rewrites the file.
 */
export type SealedFor = readonly string[];

export function seal(key: Uint8Array, sealedFor: SealedFor, secret: Secret): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(sealedFor));
  const data = Buffer.concat([
    // Revealed to be encrypted, and nothing else.
    cipher.update(secret.reveal(), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { nonce: nonce.toString('base64'), data: data.toString('base64') };
}

/** null: not sealed with this key for these words, or damaged since. */
export function unseal(key: Uint8Array, sealedFor: SealedFor, sealed: Sealed): Secret | null {
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const bytes = Buffer.from(sealed.data, 'base64');
  if (nonce.length !== NONCE_BYTES || bytes.length < TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData(sealedFor));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const text = Buffer.concat([
      decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)),
      decipher.final(),
    ]);
    return new Secret(text.toString('utf8'));
  } catch {
    return null;
  }
}

/** JSON keeps the words apart: no two lists of words give the same bytes. */
function associatedData(sealedFor: SealedFor): Buffer {
  return Buffer.from(JSON.stringify(sealedFor), 'utf8');
}

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** The key as a keychain holds it: base64, because values there end at a NUL and are limited in length. */
export function keyToText(key: Uint8Array): string {
  return Buffer.from(key).toString('base64');
}

/** null: what the keychain holds is no key of ours. */
export function keyFromText(text: string): Buffer | null {
  const key = Buffer.from(text, 'base64');
  return key.length === KEY_BYTES && key.toString('base64') === text ? key : null;
}
