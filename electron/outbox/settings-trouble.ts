/** What keeps an account from being connected to at all, before a word is said: it is gone, or its secret cannot be read. */
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { SessionFailure } from '../submission/session.ts';

export function settingsTrouble(
  code: Diagnosis['code'],
  params: { readonly host?: string; readonly user?: string },
): SessionFailure {
  return new SessionFailure({
    step: 'settings',
    code,
    params: {
      ...(params.host === undefined ? {} : { host: params.host }),
      ...(params.user === undefined ? {} : { user: params.user }),
    },
    reply: null,
    fixes: SETTINGS_FIXES[code] ?? [],
  });
}

const SETTINGS_FIXES: Partial<Record<Diagnosis['code'], Diagnosis['fixes']>> = {
  'password-missing': ['enter-password'],
  'keychain-unavailable': ['unlock-keychain', 'enter-password', 'keep-in-memory'],
  'keychain-locked': ['unlock-keychain', 'keep-in-memory'],
  'vault-key-missing': ['enter-password'],
};
