/** One thing at a time that may fail, and why the last one did. */
import { useState } from 'react';
import type { AppError } from '#core/contract/errors.ts';
import { errorOf } from '../../../api.ts';

export function useAttempt() {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setPending(true);
    setError(null);
    try {
      await work();
    } catch (caught) {
      setError(errorOf(caught));
    } finally {
      setPending(false);
    }
  };
  return { pending, error, attempt: (work: () => Promise<void>) => void attempt(work) };
}
