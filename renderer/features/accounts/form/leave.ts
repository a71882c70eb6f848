/** Deleting an account: asks first where mail waits for it, then moves that mail, deletes, and offers Undo for both. What went meanwhile is said. */
import { useRef, useState } from 'react';
import type { Account } from '#core/account/account.ts';
import type { AccountView } from '#core/contract/accounts.ts';
import type { AccountId, SubmissionId } from '#core/message/ids.ts';
import { call, errorOf } from '../../../api.ts';
import { usePlace } from '../../../place.tsx';
import { useErrorWords } from '../../../ui/index.ts';
import { toast } from '../../../ui/toast/toast.tsx';
import { useWords } from '../../../words.ts';

/** Where the account's mail goes: through another one, or (null) back to drafts. */
type Destination = Pick<Account, 'id' | 'name'> | null;

export interface Leave {
  /** messages that wait; null: nothing is asked */
  readonly count: number | null;
  /** some could not be moved, and the account stays */
  readonly isLeft: boolean;
  readonly pending: boolean;
  readonly start: () => void;
  readonly move: (to: Destination) => void;
  readonly keep: () => void;
}

interface Moved {
  readonly to: Destination;
  readonly ids: SubmissionId[];
}

const NO_MAIL: Moved = { to: null, ids: [] };

export function useLeaving(view: AccountView | null): Leave {
  const { t } = useWords();
  const { select } = usePlace();
  const say = useErrorWords();
  const [count, setCount] = useState<number | null>(null);
  const [isLeft, setLeft] = useState(false);
  const [pending, setPending] = useState(false);
  const asked = useRef<Element | null>(null);
  const failed = (title: string, caught: unknown, detail = '') =>
    toast({ kind: 'error', title, detail: `${say(errorOf(caught))} ${detail}`.trim() });
  const attempt = async (work: (account: Account) => Promise<void>) => {
    if (view === null) return;
    setPending(true);
    await work(view.account).catch((caught: unknown) => failed(t('accounts.nothingChanged'), caught));
    setPending(false);
  };

  const whereItIs = ({ to, ids }: Moved): string => {
    if (ids.length === 0) return '';
    if (to === null) return t('accounts.leaving.inDrafts', { count: ids.length });
    return t('accounts.leaving.elsewhere', { count: ids.length, account: to.name });
  };

  const waitingOf = async (accountId: AccountId) => (await call('outbox.waitingOf', { accountId })).count;

  const remove = async ({ id, name }: Account, moved: Moved) => {
    try {
      await call('accounts.remove', { id });
    } catch (caught) {
      failed(t('accounts.leaving.notDeleted', { name }), caught, whereItIs(moved));
      return;
    }
    const undo = () =>
      void restore({ id, name }, moved).catch((caught: unknown) =>
        failed(t('accounts.leaving.notRestored', { name }), caught),
      );
    toast({ kind: 'info', title: t('accounts.removed', { name }), detail: whereItIs(moved), undo });
  };

  const restore = async ({ id, name }: Pick<Account, 'id' | 'name'>, { to, ids }: Moved) => {
    await call('accounts.restore', { id });
    select({ accounts: id });
    const title = t('accounts.leaving.restored', { name });
    // What went back to drafts stays there: nothing is sent that nobody asked for.
    if (to === null) {
      if (ids.length > 0) toast({ kind: 'info', title, detail: whereItIs({ to, ids }) });
      return;
    }
    try {
      const { moved } = await call('outbox.moveMail', { accountId: to.id, ids, to: id });
      const gone = ids.length - moved.length;
      if (gone > 0)
        toast({ kind: 'info', title, detail: t('accounts.leaving.gone', { count: gone, account: to.name }) });
    } catch (caught) {
      failed(title, caught, t('accounts.leaving.notMovedBack', { account: to.name }));
    }
  };

  return {
    count,
    isLeft,
    pending,
    keep: () => {
      setCount(null);
      if (asked.current instanceof HTMLElement) asked.current.focus();
    },
    start: () => {
      asked.current = document.activeElement;
      void attempt(async (account) => {
        const waiting = await waitingOf(account.id);
        setLeft(false);
        if (waiting > 0) setCount(waiting);
        else await remove(account, NO_MAIL);
      });
    },
    move: (to) =>
      void attempt(async (account) => {
        const before = await waitingOf(account.id);
        try {
          const destination = to?.id ?? null;
          const { moved, left } = await call('outbox.moveMail', {
            accountId: account.id,
            ids: null,
            to: destination,
          });
          setLeft(left > 0);
          setCount(left > 0 ? left : null);
          if (left === 0) await remove(account, { to, ids: moved });
        } catch (caught) {
          const left = await waitingOf(account.id);
          setCount(left);
          const title =
            left < before
              ? t('accounts.leaving.partly', { count: before - left })
              : t('accounts.nothingChanged');
          failed(title, caught);
        }
      }),
  };
}
