/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding: the password never goes over the wire, and the server has to prove that it
 * knows it too. Only what both RFCs allow is taken for a message.
 */
import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Answer, Exchange, Identity, Mechanism } from './mechanism.ts';

const HASH = 'sha256';
const HASH_BYTES = 32;
/** RFC 7677 §4. Fewer make a stolen exchange cheap to guess from. */
const MIN_ITERATIONS = 4096;
/** Some seconds of work; more would be a server that wants to keep this computer busy. */
const MAX_ITERATIONS = 2_000_000;
/** RFC 5802 §6: no channel binding. In base64 it is `biws`. */
const GS2_HEADER = 'n,,';

export const scramSha256: Mechanism = {
  name: 'SCRAM-SHA-256',
  proof: 'password',
  isPlainText: false,
  begin: async (identity, hide) =>
    scram(identity, hide, randomBytes(18).toString('base64'), await preparation()),
};

/** With a nonce of the caller's, so that the exchange of RFC 7677 §3 can be checked. */
export function scram(
  { user, secret }: Identity,
  hide: (text: string) => void,
  nonce: string,
  prepared: Prepare,
): Exchange {
  const first = `n=${saslName(prepared(user))},r=${nonce}`;
  /** what the server has to say at the end; null until it was asked to */
  let expected: Buffer | null = null;
  let isProven = false;

  const final = async (text: string): Promise<Answer> => {
    const challenge = serverFirst(text, nonce);
    if (challenge === null) return 'not-understood';
    const { salt, iterations, combined } = challenge;
    const salted = await promisify(pbkdf2)(prepared(secret), salt, iterations, HASH_BYTES, HASH);
    const withoutProof = `c=${Buffer.from(GS2_HEADER).toString('base64')},r=${combined}`;
    const message = `${first},${text},${withoutProof}`;
    const clientKey = hmac(salted, 'Client Key');
    const signature = hmac(createHash(HASH).update(clientKey).digest(), message);
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    expected = hmac(hmac(salted, 'Server Key'), message);
    const said = proof.toString('base64');
    hide(said);
    return Buffer.from(`${withoutProof},p=${said}`, 'utf8');
  };

  return {
    initial: Buffer.from(`${GS2_HEADER}${first}`, 'utf8'),
    answer: async (bytes) => {
      const text = bytes.toString('utf8');
      if (expected === null) return await final(text);
      if (isProven) return 'nothing';
      // A refusal in the mechanism's own words (RFC 5802 §7): the reply that follows says so in SMTP's.
      if (text.startsWith('e=')) return Buffer.alloc(0);
      isProven = isSignature(text, expected);
      return isProven ? Buffer.alloc(0) : 'unproven';
    },
    isProven: () => isProven,
  };
}

const hmac = (key: Buffer, text: string): Buffer => createHmac(HASH, key).update(text, 'utf8').digest();

/** RFC 5802 §5.1: a comma and an equals sign would end or begin an attribute. */
const saslName = (name: string): string => name.replaceAll('=', '=3D').replaceAll(',', '=2C');

type Prepare = (text: string) => string;

/**
 * RFC 4013. What it forbids is sent as it was typed: a server that has such a password has stored it so. Its tables are loaded with the
 * first one, so that starting the program does not wait for them.
 */
export async function preparation(): Promise<Prepare> {
  const { default: saslprep } = await import('@mongodb-js/saslprep');
  return (text) => {
    try {
      return saslprep(text, { allowUnassigned: true });
    } catch {
      return text;
    }
  };
}

interface ServerFirst {
  readonly combined: string;
  readonly salt: Buffer;
  readonly iterations: number;
}

/** `r=…,s=…,i=…` in this order, with the nonce that was sent and some of the server's own; a mandatory extension (`m=`) is in its way. */
function serverFirst(text: string, nonce: string): ServerFirst | null {
  const match = /^r=([!-+\--~]+),s=([A-Za-z0-9+/]+={0,2}),i=([1-9]\d{0,9})(?:,.*)?$/s.exec(text);
  if (match === null) return null;
  const [, combined = '', salt = '', count = ''] = match;
  const iterations = Number(count);
  const isNew = combined.startsWith(nonce) && combined.length > nonce.length;
  if (!isNew || iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) return null;
  return { combined, salt: Buffer.from(salt, 'base64'), iterations };
}

function isSignature(text: string, expected: Buffer): boolean {
  const match = /^v=([A-Za-z0-9+/]+={0,2})(?:,.*)?$/s.exec(text);
  const given = Buffer.from(match?.[1] ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
