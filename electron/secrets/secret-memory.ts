/** Secrets that stay in memory until the program quits, because the user chose that or the program made them itself. */
import type { SecretBinding } from '#core/account/secrets.ts';
import type { AccountId } from '#core/message/ids.ts';
import type { Secret } from './secret.ts';

export interface InMemory {
  readonly binding: SecretBinding;
  readonly secret: Secret;
}

/** An account has one secret of each kind. */
export type SecretPlace = Pick<SecretBinding, 'accountId' | 'kind'>;

export const samePlace = (one: SecretPlace, other: SecretPlace): boolean =>
  one.accountId === other.accountId && one.kind === other.kind;

export class SecretMemory {
  #kept: readonly InMemory[] = [];

  /** Takes the place of what was there. */
  keep(one: InMemory): void {
    this.drop((other) => samePlace(other, one.binding));
    this.#kept = [...this.#kept, one];
  }

  /** For exactly this host and user. */
  get({ accountId, kind, host, user }: SecretBinding): InMemory | undefined {
    const found = this.#kept.find(({ binding }) => samePlace(binding, { accountId, kind }));
    return found?.binding.host === host && found.binding.user === user ? found : undefined;
  }

  of(accountId: AccountId): readonly InMemory[] {
    return this.#kept.filter(({ binding }) => binding.accountId === accountId);
  }

  drop(goes: (binding: SecretBinding) => boolean): void {
    this.#kept = this.#kept.filter(({ binding }) => !goes(binding));
  }

  clear(): void {
    this.#kept = [];
  }
}
