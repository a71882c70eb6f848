/** One submission: state at the left, facts in the middle, what can be done at the right; what belongs to its state opens in place. */
import { IconHomeCheck } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { formatDateTime } from '../../format.ts';
import { AccountDot, Badge, ErrorPane, StatusBadge } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Actions } from './Actions.tsx';
import { Reason } from './Reason.tsx';
import { Recipients } from './Recipients.tsx';
import { SendingBody } from './SendingBody.tsx';
import { UnknownBody } from './UnknownBody.tsx';
import { useOutboxActions } from './actions.ts';
import styles from './outbox.module.css';

const SHOWN = 3;

export function OutboxCard({ item, onRead }: { readonly item: OutboxItem; readonly onRead: () => void }) {
  const { t, language } = useWords();
  const { submission } = item;
  const { status, recipients } = submission;
  const actions = useOutboxActions(submission.id);
  const mixed = status === 'partly-sent' || status === 'failed';
  const [open, setOpen] = useState(mixed);
  const table = useId();
  const accepted = recipients.filter(({ fate }) => fate === 'accepted').length;
  const names = recipients.slice(0, SHOWN).map(({ address }) => address);
  const rest = recipients.length - names.length;
  const facts = [
    item.accountName,
    accepted > 0
      ? t('outbox.accepted', { accepted, count: recipients.length })
      : rest > 0
        ? t('outbox.toMore', { names: names.join(', '), count: rest })
        : t('outbox.to', { names: names.join(', ') }),
    ...(submission.lastAttemptAt === null
      ? []
      : [
          t('outbox.attempt', {
            number: submission.attempts,
            at: formatDateTime(submission.lastAttemptAt, language),
          }),
        ]),
  ];
  return (
    <li
      className={styles.card}
      data-status={status}
      aria-label={t('outbox.cardLabel', { subject: item.subject })}
    >
      <div className={styles.top}>
        <div className={styles.state}>
          <StatusBadge status={status} large />
        </div>
        <div className={styles.facts}>
          <b className={styles.subject}>{item.subject === '' ? t('outbox.noSubject') : item.subject}</b>
          <div className={styles.who}>
            <AccountDot hue={item.hue} />
            <span>{facts.join(' · ')}</span>
            {submission.practice && (
              <Badge tone="practice" icon={IconHomeCheck}>
                {t('app.practiceBadge')}
              </Badge>
            )}
          </div>
        </div>
        <Actions
          onRead={onRead}
          item={item}
          actions={actions}
          table={table}
          open={open}
          onOpen={() => setOpen(!open)}
        />
      </div>
      <div className={styles.body}>
        {status === 'sending' && <SendingBody item={item} />}
        {status === 'unknown' && <UnknownBody item={item} actions={actions} />}
        {status !== 'sending' && status !== 'unknown' && submission.diagnosis && (
          <Reason diagnosis={submission.diagnosis} accountId={item.accountId} />
        )}
        {open && <Recipients id={table} recipients={recipients} />}
        {actions.error && <ErrorPane title={t('outbox.nothingChanged')} error={actions.error} />}
      </div>
    </li>
  );
}
