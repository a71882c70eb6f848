/** What the user asks for one submission. The answer comes as an event; until then its buttons wait. */
import { useMutation } from '@tanstack/react-query';
import type { Channel, Request } from '#core/contract/channels.ts';
import type { AppError } from '#core/contract/errors.ts';
import { call, errorOf } from '../../../api.ts';

export interface Asking {
  readonly busy: boolean;
  readonly error: AppError | null;
  /** Resolves true when it was done; what went wrong is `error`. */
  readonly ask: <C extends Channel>(channel: C, request: Request<C>) => Promise<boolean>;
}

export function useAsking(): Asking {
  const { mutateAsync, isPending, isError, error } = useMutation<unknown, unknown, () => Promise<unknown>>({
    mutationFn: (work) => work(),
  });
  return {
    busy: isPending,
    error: isError ? errorOf(error) : null,
    ask: (channel, request) =>
      mutateAsync(() => call(channel, request)).then(
        () => true,
        () => false,
      ),
  };
}
