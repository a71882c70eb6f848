/**
 * mailauth's DKIM verifier with what it lacks here. It asks OpenSSL for the algorithm by the name in the a= tag; Electron's BoringSSL does
 * not know `rsa-sha256`, and then nothing verifies. Named by the hash alone, both know it. Beyond that: bounds, what failed, and why.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import {
  DkimVerifier,
  type HeaderLine,
  type ParsedSignature,
  type SignatureResult,
} from 'mailauth/lib/dkim/dkim-verifier.js';
import { generateCanonicalizedHeader } from 'mailauth/lib/dkim/header/index.js';
import { getSigningHeaderLines } from 'mailauth/lib/tools.js';
import type { BodyChange, FieldChange } from '#core/contract/authentication.ts';
import type { Query } from '../discovery/names.ts';
import { changedBody, MAX_BODY } from './changed-body.ts';
import { changedField, Effort } from './changed-fields.ts';

/** More than honest mail has; each costs a question to the DNS. */
const MAX_SIGNATURES = 10;
const MAX_NAMES = 200;

export interface Tried {
  readonly signature: ParsedSignature;
  /** null: beyond the bounds, or nothing that mailauth processes */
  readonly result: SignatureResult | null;
  /** null: the header's part could not be tried */
  readonly headerHolds: boolean | null;
  readonly change: FieldChange | null;
  readonly bodyChange: BodyChange | null;
}

export class Verifier extends DkimVerifier {
  readonly #tried = new Map<ParsedSignature, Tried>();
  readonly #effort = new Effort();
  #body: Buffer[] | null = [];
  #bodySize = 0;

  constructor(resolver: Query) {
    super({ resolver, rejectRsaSha1: true });
  }

  /** Of each DKIM-Signature, in the header's order; once the message has been written. */
  get tried(): readonly Tried[] {
    return this.signatureHeaders
      .filter(({ type }) => type === 'DKIM')
      .map(
        (signature) =>
          this.#tried.get(signature) ?? {
            signature,
            result: null,
            headerHolds: null,
            change: null,
            bodyChange: null,
          },
      );
  }

  protected override prepareSignature(signature: ParsedSignature): void {
    super.prepareSignature(signature);
    const place = this.signatureHeaders.indexOf(signature);
    if (signature.type === 'DKIM' && place >= MAX_SIGNATURES) signature.skip = 'too many signatures';
    if (namesIn(signature).split(':').length > MAX_NAMES) signature.skip = 'too many names';
    if (signature.signAlgo === 'rsa') signature.algorithm = signature.hashAlgo;
  }

  protected override async nextChunk(chunk: Buffer): Promise<void> {
    await super.nextChunk(chunk);
    this.#bodySize += chunk.length;
    if (this.#bodySize > MAX_BODY) this.#body = null;
    else this.#body?.push(chunk);
  }

  protected override async verifySignature(
    signature: ParsedSignature,
    fallback?: boolean,
  ): Promise<SignatureResult> {
    // Of ten signatures over a long header each has a turn of its own.
    await turn();
    const result = await super.verifySignature(signature, fallback);
    if (signature.type === 'DKIM') this.#tried.set(signature, await this.#explained(signature, result));
    return result;
  }

  async #explained(signature: ParsedSignature, result: SignatureResult): Promise<Tried> {
    const bodyDiffers = result.bodyHash !== result.bodyHashExpecting;
    // mailauth looks no further once the body differs; whether the header still holds says who changed what.
    const key = signature.invalid === undefined ? await this.#key(signature) : null;
    const holds = (lines: readonly Pick<HeaderLine, 'line'>[]) =>
      key !== null && headerHolds(signature, lines, key.publicKey);
    const lines = this.#signedLines(signature);
    const held = key === null ? null : holds(lines);
    return {
      signature,
      // Of a key that was asked for here alone, the facts as well.
      result: { ...key, ...result },
      headerHolds: held,
      change:
        held === false && this.headers !== false
          ? changedField(this.headers.parsed, signature, holds, this.#effort)
          : null,
      bodyChange: bodyDiffers
        ? changedBody(this.#body === null ? null : Buffer.concat(this.#body), {
            relaxed: signature.bodyCanon === 'relaxed',
            hash: signature.hashAlgo,
            expected: result.bodyHashExpecting ?? '',
          })
        : null,
    };
  }

  #signedLines(signature: ParsedSignature): readonly HeaderLine[] {
    const names = namesIn(signature);
    return this.headers === false ? [] : getSigningHeaderLines(this.headers.parsed, names, true).headers;
  }

  async #key({ selector, signingDomain, hashAlgo }: ParsedSignature) {
    const name = `${selector}._domainkey.${signingDomain}`;
    return await this.keyCache.get('DKIM', name, undefined, { hashAlgo }).catch(() => null);
  }
}

export const namesIn = ({ parsed }: ParsedSignature): string => String(parsed?.['h']?.value ?? '');

function headerHolds(
  signature: ParsedSignature,
  lines: readonly Pick<HeaderLine, 'line'>[],
  publicKey: string,
): boolean {
  const { canonicalizedHeader } = generateCanonicalizedHeader(
    'DKIM',
    { headers: lines },
    { signatureHeaderLine: signature.original, canonicalization: signature.canonicalization },
  );
  const value = Buffer.from(String(signature.parsed?.['b']?.value ?? ''), 'base64');
  const isRsa = signature.signAlgo === 'rsa';
  try {
    return verify(
      isRsa ? signature.hashAlgo : null,
      // RFC 8463 §3: Ed25519 signs the digest.
      isRsa ? canonicalizedHeader : createHash('sha256').update(canonicalizedHeader).digest(),
      createPublicKey(publicKey),
      value,
    );
  } catch {
    return false;
  }
}
