/** Running a test: it connects and signs in with what the form says now, and sends nothing. */
import { useState } from 'react';
import type { AccountInput, TestStep } from '#core/contract/accounts.ts';
import type { Request } from '#core/contract/channels.ts';
import type { AppError } from '#core/contract/errors.ts';
import { call, errorOf, queries, useEvent } from '../../../api.ts';
import { dropReport, keepReport, type AccountKey } from '../edits.ts';

type TypedForTest = Pick<Request<'accounts.test'>, 'password' | 'proxyPassword'>;

export interface AccountTest {
  readonly running: boolean;
  /** of the test under way */
  readonly steps: readonly TestStep[];
  readonly error: AppError | null;
  readonly start: (account: AccountInput, typed: TypedForTest) => Promise<void>;
  readonly stop: () => void;
}

export function useAccountTest(id: AccountKey): AccountTest {
  const [running, setRunning] = useState(false);
  const [steps, setSteps] = useState<readonly TestStep[]>([]);
  const [error, setError] = useState<AppError | null>(null);
  useEvent('accounts.testProgress', (now) => {
    if (running) setSteps(now);
  });
  const start = async (account: AccountInput, typed: TypedForTest) => {
    dropReport(id);
    setSteps([]);
    setError(null);
    setRunning(true);
    try {
      keepReport(id, await call('accounts.test', { account, ...typed }));
    } catch (caught) {
      const failure = errorOf(caught);
      if (failure.code !== 'cancelled') setError(failure);
    } finally {
      setRunning(false);
      void queries.invalidateQueries({ queryKey: ['accounts.list'] });
    }
  };
  return {
    running,
    steps,
    error,
    start,
    stop: () => void call('accounts.stopTest', null).catch(() => undefined),
  };
}
