/** Secrets on their way out into a sealed file and back: of one account, each kind that is stored for it. */
import { secretBinding, SecretKind, type SecretHolder } from '#core/account/secrets.ts';
import type { AccountSecrets } from '#core/account/import/facteur.ts';
import type { ClientCertificate } from '#core/account/tls-policy.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { examineClientKey, openClientKey } from './client-key.ts';
import { Secret } from './secret.ts';
import type { Secrets } from './secrets.ts';

export type SecretsOfAccounts = Pick<Secrets, 'statesOf' | 'secretFor' | 'store' | 'forget'>;

/** Rejects with AppFailure `keychain` where one is stored and cannot be opened: a file that lacks it would say otherwise. */
export async function secretsOf(secrets: SecretsOfAccounts, account: SecretHolder): Promise<AccountSecrets> {
  const states = secrets.statesOf(account);
  const found: AccountSecrets = {};
  for (const kind of SecretKind.options) {
    if (states[kind] === 'none' || states[kind] === 'not-needed') continue;
    const answer = await secrets.secretFor(secretBinding(account, kind));
    if (answer.kind === 'failed')
      throw new AppFailure({ code: 'keychain', reason: REASONS[answer.code] ?? 'failed' });
    // Revealed into the text that is sealed next.
    found[kind] = answer.secret.reveal();
  }
  return found;
}

const REASONS: Readonly<Record<string, 'locked' | 'key-missing' | 'unavailable'>> = {
  'keychain-locked': 'locked',
  'vault-key-missing': 'key-missing',
  'keychain-unavailable': 'unavailable',
};

/** Whose certificate the key is, as the key itself says. Null: there is none, or it does not open. */
export function certificateIn(carried: AccountSecrets): ClientCertificate | null {
  const text = carried['client-certificate'];
  const key = text === undefined ? null : openClientKey(new Secret(text));
  const examined = key === null ? null : examineClientKey(key);
  return examined?.ok === true ? examined.certificate : null;
}

/** All of them or none. Rejects with AppFailure `keychain` or `disk`. */
export async function storeAll(
  secrets: SecretsOfAccounts,
  all: readonly { readonly account: SecretHolder; readonly carried: AccountSecrets }[],
  where: 'keychain' | 'memory',
): Promise<void> {
  const stored: { readonly account: SecretHolder; readonly kind: SecretKind }[] = [];
  try {
    for (const { account, carried } of all)
      for (const kind of SecretKind.options) {
        const text = carried[kind];
        if (text === undefined) continue;
        await secrets.store(secretBinding(account, kind), text, where);
        stored.push({ account, kind });
      }
  } catch (error) {
    for (const { account, kind } of stored) await secrets.forget(account.id, kind).catch(() => undefined);
    throw error;
  }
}
