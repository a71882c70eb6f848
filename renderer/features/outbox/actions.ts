/** What the user can ask for one submission. The answer comes as an event; until then its button waits. */
import type { SubmissionId } from '#core/message/ids.ts';
import type { AppError } from '#core/contract/errors.ts';
import { useAction } from '../../api.ts';

export interface OutboxActions {
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly stop: () => void;
  readonly tryAgain: () => void;
  readonly arrived: () => void;
  readonly sendAgain: () => void;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

export function useOutboxActions(id: SubmissionId): OutboxActions {
  const stop = useAction('outbox.stop');
  const tryAgain = useAction('outbox.sendNow');
  const word = useAction('outbox.word');
  const cancel = useAction('outbox.cancel');
  const dismiss = useAction('outbox.dismiss');
  const all = [stop, tryAgain, word, cancel, dismiss];
  return {
    busy: all.some(({ isPending }) => isPending),
    error: all.find(({ isError }) => isError)?.error?.error ?? null,
    stop: () => stop.mutate({ id }),
    tryAgain: () => tryAgain.mutate({ id }),
    arrived: () => word.mutate({ id, word: 'arrived' }),
    sendAgain: () => word.mutate({ id, word: 'send-again' }),
    cancel: () => cancel.mutate({ id }),
    dismiss: () => dismiss.mutate({ id }),
  };
}
