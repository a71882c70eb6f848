/** Saving: first the account, then its password into the keychain. Where there is no keychain the user is asked; nothing falls back by itself. */
import { useRef, useState } from 'react';
import type { AccountInput, AccountView, PasswordKind } from '#core/contract/accounts.ts';
import type { AppError } from '#core/contract/errors.ts';
import type { AccountId } from '#core/message/ids.ts';
import { call, errorOf, queries } from '../../../api.ts';

export type KeychainError = Extract<AppError, { code: 'keychain' }>;

export interface Saving {
  readonly pending: boolean;
  /** true after a save, until the next one */
  readonly done: boolean;
  /** how often it was saved: what was typed as a password is then dropped */
  readonly times: number;
  readonly error: AppError | null;
  /** the account is saved, its password is not: where should it go? */
  readonly keychainTrouble: KeychainError | null;
  /** The saved account; null when it or a password was not stored. */
  readonly start: (account: AccountInput, typed: readonly TypedPassword[]) => Promise<AccountView | null>;
  readonly keepInMemory: () => void;
  readonly retryKeychain: () => void;
  /** The old vault's key is gone: it is put aside, and the password goes into a new one. */
  readonly startNewVault: () => void;
}

export interface TypedPassword {
  readonly kind: PasswordKind;
  readonly password: string;
}

interface Waiting extends TypedPassword {
  readonly accountId: AccountId;
}

export function useSave(onSaved: (view: AccountView) => void): Saving {
  const [pending, setPending] = useState(false);
  const [done, setDone] = useState(false);
  const [times, setTimes] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  const [keychainTrouble, setTrouble] = useState<KeychainError | null>(null);
  /** only while the question is open; dropped with its answer */
  const waiting = useRef<readonly Waiting[]>([]);

  const store = async (where: 'keychain' | 'memory') => {
    if (waiting.current.length === 0) return;
    setPending(true);
    try {
      for (let [next] = waiting.current; next !== undefined; [next] = waiting.current) {
        await call('secrets.store', { ...next, where });
        waiting.current = waiting.current.slice(1);
      }
      setTrouble(null);
      setDone(true);
    } catch (caught) {
      const failure = errorOf(caught);
      if (failure.code === 'keychain') setTrouble(failure);
      else setError(failure);
    } finally {
      setPending(false);
      void queries.invalidateQueries({ queryKey: ['accounts.list'] });
    }
  };

  const startNewVault = async () => {
    setPending(true);
    try {
      await call('secrets.startNewVault', null);
    } catch (caught) {
      const failure = errorOf(caught);
      // `not-now`: the key is there after all, and so is the vault.
      if (failure.code !== 'not-now') {
        setPending(false);
        if (failure.code === 'keychain') setTrouble(failure);
        else setError(failure);
        return;
      }
    }
    await store('keychain');
  };

  const start = async (account: AccountInput, typed: readonly TypedPassword[]) => {
    setPending(true);
    setDone(false);
    setError(null);
    setTrouble(null);
    try {
      const view = await call('accounts.save', account);
      await queries.invalidateQueries({ queryKey: ['accounts.list'] });
      waiting.current = typed.map((one) => ({ accountId: view.account.id, ...one }));
      if (typed.length > 0) await store('keychain');
      else setDone(true);
      onSaved(view);
      setTimes((before) => before + 1);
      return waiting.current.length === 0 ? view : null;
    } catch (caught) {
      setError(errorOf(caught));
      return null;
    } finally {
      setPending(false);
    }
  };

  return {
    pending,
    done,
    times,
    error,
    keychainTrouble,
    start,
    keepInMemory: () => void store('memory'),
    retryKeychain: () => void store('keychain'),
    startNewVault: () => void startNewVault(),
  };
}
