/** One submission: state at the left, facts in the middle, what can be done at the right; what belongs to its state opens in place. */
import { useId, useState, type KeyboardEvent } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { formatDateTime } from '../../../format.ts';
import { AccountDot, ErrorPane, PracticeBadge } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useBackToDraft } from '../../compose/sending/undo.tsx';
import { Details } from '../details/Details.tsx';
import styles from '../outbox.module.css';
import { Actions } from './Actions.tsx';
import { useAsking } from './actions.ts';
import type { CardAction } from './prominent.ts';
import { Reason } from './Reason.tsx';
import { Reroute } from './Reroute.tsx';
import { Reschedule } from './Reschedule.tsx';
import { SendingBody } from './SendingBody.tsx';
import { StateMark } from './StateMark.tsx';
import { UnknownBody } from './UnknownBody.tsx';
import { When } from './When.tsx';

export interface PlaceInList {
  readonly index: number;
  /** among those beside it, the first being 1: of the list, or of its mailing */
  readonly position: number;
  readonly of: number;
  /** Tab comes to this one. */
  readonly isActive: boolean;
  /** Keys are on their way to it: it takes the focus once it is drawn. */
  readonly isWanted: boolean;
}

export function OutboxCard({
  item,
  place,
  isBelow,
  onFocus,
  onRead,
  onOut,
}: {
  readonly item: OutboxItem;
  readonly place: PlaceInList;
  /** It stands below the card of its mailing. */
  readonly isBelow: boolean;
  readonly onFocus: () => void;
  readonly onRead: () => void;
  /** to that card */
  readonly onOut: () => void;
}) {
  const { t } = useWords();
  const { submission } = item;
  const { id, status, recipients } = submission;
  const asking = useAsking();
  const backToDraft = useBackToDraft();
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = opened ?? (status === 'partly-sent' || (status === 'failed' && recipients.length > 1));
  const [form, setForm] = useState<'reschedule' | 'other' | null>(null);
  const details = useId();

  const act = (action: CardAction) => {
    if (action === 'edit') void backToDraft(id);
    else if (action === 'reschedule' || action === 'other') setForm(form === action ? null : action);
    else if (action === 'send-now') void asking.ask('outbox.sendNow', { id });
    else void asking.ask(`outbox.${action}`, { id });
  };
  const close = () => setForm(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') setOpened(!open);
    else if (event.key === 'ArrowLeft' && isBelow) onOut();
    else return;
    event.preventDefault();
  };
  return (
    <li
      ref={place.isWanted ? takeFocus : undefined}
      className={styles.card}
      data-status={status}
      data-index={place.index}
      tabIndex={place.isActive ? 0 : -1}
      aria-label={t('outbox.cardLabel', { subject: item.subject })}
      aria-level={isBelow ? 2 : undefined}
      aria-posinset={place.position}
      aria-setsize={place.of}
      data-below={isBelow || undefined}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <div className={styles.top}>
        <div className={styles.state}>
          <StateMark item={item} />
        </div>
        <Facts item={item} />
        <div className={styles.right}>
          <span className={styles.when}>
            <When item={item} />
          </span>
          <Actions
            item={item}
            asking={asking}
            details={details}
            open={open}
            onDetails={() => setOpened(!open)}
            onAction={act}
            onRead={onRead}
          />
        </div>
      </div>
      <div className={styles.body}>
        {status === 'sending' && <SendingBody item={item} />}
        {status === 'unknown' && <UnknownBody item={item} asking={asking} />}
        <Reason item={item} />
        {form === 'reschedule' && <Reschedule item={item} asking={asking} onClose={close} />}
        {form === 'other' && <Reroute item={item} asking={asking} onClose={close} />}
        {open && <Details id={details} item={item} asking={asking} onRead={onRead} />}
        {asking.error && asking.error.code !== 'draft-problems' && (
          <ErrorPane title={t('outbox.nothingChanged')} error={asking.error} />
        )}
      </div>
    </li>
  );
}

export const takeFocus = (card: HTMLElement | null): void => card?.focus();

/** Recipients named on the card itself. */
const NAMED = 3;

function Facts({ item }: { readonly item: OutboxItem }) {
  const { t, language } = useWords();
  const { submission, fates } = item;
  const { recipients, attempts, lastAttemptAt, queuedSince } = submission;
  const total = Object.values(fates).reduce((sum, count) => sum + count, 0);
  const names = recipients.slice(0, NAMED).map(({ address }) => address);
  const rest = total - names.length;
  const to =
    fates.accepted > 0
      ? t('outbox.accepted', { accepted: fates.accepted, count: total })
      : rest > 0
        ? t('outbox.toMore', { names: names.join(', '), count: rest })
        : t('outbox.to', { names: names.join(', ') });
  const tried =
    attempts > 0 && lastAttemptAt !== null
      ? t('outbox.attempt', { number: attempts, at: formatDateTime(lastAttemptAt, language) })
      : item.waitsFor === 'undo' || item.waitsFor === 'schedule'
        ? null
        : t('outbox.since', { at: formatDateTime(queuedSince, language) });
  return (
    <div className={styles.facts}>
      <b className={styles.subject}>{item.subject === '' ? t('outbox.noSubject') : item.subject}</b>
      <div className={styles.who}>
        <AccountDot hue={item.hue} />
        <span>{[item.accountName, to, tried].filter((fact) => fact !== null).join(' · ')}</span>
        {submission.practice && <PracticeBadge />}
      </div>
    </div>
  );
}
