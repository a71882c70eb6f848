/** What keeps an account from being connected to at all, before a word is said: it is gone, or a secret of it cannot be read. */
import type { Account } from '#core/account/account.ts';
import { fixesFor } from '#core/smtp/fixes.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import type { Missing } from '../../accounts/access.ts';
import { SessionFailure } from '../../submission/session.ts';

export function settingsTrouble(code: Diagnosis['code'], params: Diagnosis['params']): SessionFailure {
  // Nothing was sent, and nobody is left to send it again.
  const fixes = code === 'account-gone' ? [] : fixesFor({ code, params }, { reply: null, server: null });
  return new SessionFailure({ step: 'settings', code, params, reply: null, fixes });
}

export const accessTrouble = (
  { host, port, user }: Pick<Account, 'host' | 'port' | 'user'>,
  { code, params }: Missing,
): SessionFailure => settingsTrouble(code, { host, port: String(port), user, ...params });
