/** Deleting an account: asks first where mail waits for it, then moves that mail, deletes, and offers Undo for both. */
import { useState } from 'react';
import type { AccountView } from '#core/contract/accounts.ts';
import type { AccountId, SubmissionId } from '#core/message/ids.ts';
import { call, errorOf } from '../../../api.ts';
import { usePlace } from '../../../place.tsx';
import { useErrorWords } from '../../../ui/index.ts';
import { toast } from '../../../ui/toast/toast.tsx';
import { useWords } from '../../../words.ts';

export interface Leave {
  /** messages that wait; null: nothing is asked */
  readonly count: number | null;
  /** some could not be moved, and the account stays */
  readonly isLeft: boolean;
  readonly pending: boolean;
  readonly start: () => void;
  /** null: back to drafts */
  readonly move: (to: AccountId | null) => void;
  readonly keep: () => void;
}

const NO_MAIL: { readonly to: AccountId | null; readonly ids: SubmissionId[] } = { to: null, ids: [] };

export function useLeaving(view: AccountView | null): Leave {
  const { t } = useWords();
  const { select } = usePlace();
  const say = useErrorWords();
  const [count, setCount] = useState<number | null>(null);
  const [isLeft, setLeft] = useState(false);
  const [pending, setPending] = useState(false);
  const failed = (caught: unknown) =>
    toast({ kind: 'error', title: t('accounts.nothingChanged'), detail: say(errorOf(caught)) });
  const attempt = async (work: (account: AccountView['account']) => Promise<void>) => {
    if (view === null) return;
    setPending(true);
    await work(view.account).catch(failed);
    setPending(false);
  };

  const remove = async ({ id, name }: AccountView['account'], { to, ids }: typeof NO_MAIL) => {
    const restore = async () => {
      await call('accounts.restore', { id });
      // What went back to drafts stays there: nothing is sent that nobody asked for.
      if (to !== null) await call('outbox.moveMail', { accountId: to, ids, to: id });
      select({ accounts: id });
    };
    await call('accounts.remove', { id });
    toast({ kind: 'info', title: t('accounts.removed', { name }), undo: () => void restore().catch(failed) });
  };

  return {
    count,
    isLeft,
    pending,
    keep: () => setCount(null),
    start: () =>
      void attempt(async (account) => {
        const waiting = await call('outbox.waitingOf', { accountId: account.id });
        setLeft(false);
        if (waiting.count > 0) setCount(waiting.count);
        else await remove(account, NO_MAIL);
      }),
    move: (to) =>
      void attempt(async (account) => {
        const { moved, left } = await call('outbox.moveMail', { accountId: account.id, ids: null, to });
        setLeft(left > 0);
        setCount(left > 0 ? left : null);
        if (left === 0) await remove(account, { to, ids: moved });
      }),
  };
}
