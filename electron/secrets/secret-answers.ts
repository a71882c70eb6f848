/** What is said of a secret that cannot be given, and which kind an account signs in with. */
import type { SecretKind } from '#core/account/secrets.ts';
import type { Proof } from '#core/account/sign-in.ts';
import type { SecretAnswer } from '../outbox/ports.ts';
import { keychainReason } from './vault-key.ts';

export const KIND_OF: Record<Proof, SecretKind> = {
  password: 'password',
  token: 'refresh-token',
  certificate: 'client-certificate',
};

type Failed = Extract<SecretAnswer, { kind: 'failed' }>['code'];

export const MISSING: Record<SecretKind, Failed> = {
  password: 'password-missing',
  'client-certificate': 'client-certificate-missing',
  'proxy-password': 'proxy-password-missing',
  'refresh-token': 'consent-needed',
  'client-secret': 'consent-needed',
};

export function answerCode(error: unknown): Failed {
  switch (keychainReason(error)) {
    case 'locked':
    case 'cancelled':
    case 'timed-out':
      return 'keychain-locked';
    case 'key-missing':
      return 'vault-key-missing';
    case 'unavailable':
    case 'failed':
    case null:
      return 'keychain-unavailable';
  }
}
