/** mailauth's words for a signature → a closed set, with what the verifier found out beyond them. */
import type { SignatureResult } from 'mailauth/lib/dkim/dkim-verifier.js';
import type { SignatureFailure, Verdict, VerifiedSignature } from '#core/contract/authentication.ts';
import { namesIn, type Tried, type Verifier } from './verifier.ts';

const VERDICTS: readonly Verdict[] = [
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'policy',
  'temperror',
  'permerror',
];

export const verdictOf = (word: string): Verdict => VERDICTS.find((verdict) => verdict === word) ?? 'neutral';

interface Reported {
  readonly domain: string;
  readonly report: VerifiedSignature;
}

export function signatureReports({ tried }: Verifier): Reported[] {
  const vouched = new Set(
    tried.filter(({ headerHolds }) => headerHolds === true).flatMap((one) => namesOf(one)),
  );
  return tried.map((one) => ({ domain: one.signature.signingDomain, report: reportOf(one, vouched) }));
}

const namesOf = ({ signature }: Tried): string[] => [
  ...new Set(
    namesIn(signature)
      .split(':')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
  ),
];

function reportOf(one: Tried, vouched: ReadonlySet<string>): VerifiedSignature {
  const { signature, result, headerHolds, change, bodyChange } = one;
  const failure = failureOf(one);
  const changed = headerHolds === false && failure !== 'unusable-key';
  return {
    result: failure === null ? 'pass' : resultOf(failure),
    failure,
    said: failure === 'dns' ? (result?.status.comment ?? '').slice(0, 200) : '',
    headerHolds,
    change: changed ? change : null,
    suspects:
      changed && change === null
        ? namesOf(one)
            .filter((name) => !vouched.has(name))
            .slice(0, 50)
        : [],
    bodyChange: failure === 'body-changed' ? bodyChange : null,
    keyType: signature.signAlgo === 'rsa' || signature.signAlgo === 'ed25519' ? signature.signAlgo : null,
    keyBits: result?.modulusLength ?? null,
    keyRecord: (result?.rr ?? '').slice(0, 2000),
    testing: result?.status.testing === true || /(?:^|;)t=(?:[a-z]:)*y/i.test(result?.rr ?? ''),
    aligned: false,
    unsigned: result?.status.underSized ?? null,
  };
}

/** RFC 8601 §2.7.1, by why it failed. */
function resultOf(failure: SignatureFailure): Verdict {
  switch (failure) {
    case 'body-changed':
    case 'header-changed':
      return 'fail';
    case 'short-key':
    case 'weak-algorithm':
      return 'policy';
    case 'dns':
      return 'temperror';
    case 'no-key':
    case 'revoked-key':
    case 'unusable-key':
    case 'key-not-for-this':
      return 'permerror';
    case 'expired':
    case 'from-unsigned':
    case 'unreadable':
    case 'not-asked':
      return 'neutral';
  }
}

function failureOf({ signature, result, bodyChange }: Tried): SignatureFailure | null {
  if (result === null) return /^too many/.test(signature.skip ?? '') ? 'not-asked' : 'unreadable';
  if (signature.invalid === 'From field not signed') return 'from-unsigned';
  if (signature.invalid !== undefined) return 'unreadable';
  if (bodyChange !== null) return 'body-changed';
  return failureBy(result);
}

const BY_COMMENT: Readonly<Record<string, SignatureFailure>> = {
  'bad signature': 'header-changed',
  expired: 'expired',
  'invalid expiration': 'expired',
  'no key': 'no-key',
  'unknown key version': 'unusable-key',
  'unknown key type': 'unusable-key',
  'inappropriate hash algorithm': 'key-not-for-this',
  'key not for email': 'key-not-for-this',
};

function failureBy({ status, rr }: SignatureResult): SignatureFailure | null {
  if (status.result === 'pass') return null;
  const rule = status.policy?.['dkim-rules'];
  if (rule === 'weak-key') return 'short-key';
  if (rule === 'weak-algorithm') return 'weak-algorithm';
  if (status.result === 'temperror') return 'dns';
  // An empty p= says that the key is withdrawn (RFC 6376 §3.6.1).
  if (status.comment === 'invalid public key')
    return /(?:^|;)p=(?:;|$)/.test(rr ?? '') ? 'revoked-key' : 'unusable-key';
  return BY_COMMENT[status.comment ?? ''] ?? 'unusable-key';
}
