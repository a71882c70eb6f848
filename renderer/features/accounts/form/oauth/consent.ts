/** Sign-ins with the browser that this window began: kept per account while the user goes elsewhere, until the next one. */
import { useSyncExternalStore } from 'react';
import type { AppError } from '#core/contract/errors.ts';
import type { OAuthProgress } from '#core/contract/oauth.ts';
import type { AccountId } from '#core/message/ids.ts';
import { call, errorOf } from '../../../../api.ts';

type Progress = Omit<OAuthProgress, 'accountId'>;

export type Consent =
  | { readonly kind: 'waiting'; readonly progress: Progress }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: AppError };

let consents: ReadonlyMap<AccountId, Consent> = new Map();
const listeners = new Set<() => void>();

function become(id: AccountId, consent: Consent | null): void {
  const next = new Map(consents);
  if (consent === null) next.delete(id);
  else next.set(id, consent);
  consents = next;
  for (const listener of listeners) listener();
}

async function follow(id: AccountId, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    become(id, { kind: 'done' });
  } catch (caught) {
    const error = errorOf(caught);
    become(id, error.code === 'cancelled' ? null : { kind: 'failed', error });
  }
}

/** Told as main tells it; one that another window began is not ours to show. */
export function consentProgress({ accountId, ...progress }: OAuthProgress): void {
  if (consents.get(accountId)?.kind === 'waiting' && progress.phase !== 'over')
    become(accountId, { kind: 'waiting', progress });
}

export function startConsent(id: AccountId): void {
  if (consents.get(id)?.kind === 'waiting') return;
  become(id, { kind: 'waiting', progress: { phase: 'asking', until: null, strays: 0 } });
  void follow(id, () => call('oauth.start', { accountId: id }));
}

/** The keychain did not take the token: where it goes. */
export const keepToken = (id: AccountId, where: 'keychain' | 'memory'): void =>
  void follow(id, () => call('oauth.keep', { accountId: id, where }));

export const cancelConsent = (id: AccountId): void =>
  void call('oauth.cancel', { accountId: id }).catch(() => undefined);

export async function forgetToken(id: AccountId): Promise<void> {
  try {
    await call('oauth.forget', { accountId: id });
    become(id, null);
  } catch (caught) {
    become(id, { kind: 'failed', error: errorOf(caught) });
  }
}

export const useConsent = (id: AccountId | null): Consent | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (id === null ? null : (consents.get(id) ?? null)),
  );
