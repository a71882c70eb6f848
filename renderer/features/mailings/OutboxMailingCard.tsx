/** One mailing in the outbox: the state of the worst at the left, what became of all its messages, and what can be done with all of them. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { OutboxLine } from '#core/contract/mailings.ts';
import { statusOf, type MailingAction } from '#core/mailing/states.ts';
import { formatDateTime, formatNumber } from '../../format.ts';
import { AccountDot, ErrorPane, Icon, PracticeBadge, StatusBadge } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { useBackToDraft } from '../compose/sending/undo.tsx';
import { useAsking } from '../outbox/card/actions.ts';
import { takeFocus, type PlaceInList } from '../outbox/card/OutboxCard.tsx';
import { StateMark } from '../outbox/card/StateMark.tsx';
import { When } from '../outbox/card/When.tsx';
import cards from '../outbox/outbox.module.css';
import { Confirm } from './Confirm.tsx';
import { MailingActions } from './MailingActions.tsx';
import { SumList } from './SumList.tsx';
import { useSumWords } from './sums.ts';
import { useMailingsT } from './words.ts';

export default function OutboxMailingCard({
  line: { mailing, isUnfolded },
  place,
  onFocus,
  onUnfold,
  onGo,
}: {
  readonly line: OutboxLine & { readonly kind: 'mailing' };
  readonly place: PlaceInList;
  readonly onFocus: () => void;
  readonly onUnfold: (isUnfolded: boolean) => void;
  /** to its first message */
  readonly onGo: () => void;
}) {
  const { t } = useWords();
  const say = useMailingsT();
  const sumWords = useSumWords();
  const asking = useAsking();
  const backToDraft = useBackToDraft();
  const [confirms, setConfirms] = useState(false);
  const { id, lead, sums, subject, messages } = mailing;
  const status = statusOf(sums);

  const act = (action: MailingAction) => {
    setConfirms(action === 'cancel');
    if (action === 'edit') void backToDraft(id);
    else if (action !== 'cancel') void asking.ask('outbox.ofMailing', { id, action });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') onUnfold(!isUnfolded);
    else if (event.key === 'ArrowRight' && !isUnfolded) onUnfold(true);
    else if (event.key === 'ArrowRight') onGo();
    else if (event.key === 'ArrowLeft' && isUnfolded) onUnfold(false);
    else return;
    event.preventDefault();
  };
  const named = subject === '' ? t('outbox.noSubject') : subject;
  return (
    <li
      ref={place.isWanted ? takeFocus : undefined}
      className={cards.card}
      data-status={status}
      data-index={place.index}
      tabIndex={place.isActive ? 0 : -1}
      aria-label={say('card', { subject: named, messages: sumWords(sums, messages) })}
      aria-posinset={place.position}
      aria-setsize={place.of}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <div className={cards.top}>
        <div className={cards.state}>
          {lead.waitsFor === 'undo' ? <StateMark item={lead} /> : <StatusBadge status={status} large />}
        </div>
        <Facts mailing={mailing} named={named} />
        <div className={cards.right}>
          <span className={cards.when}>
            <When item={lead} />
          </span>
          <div className={cards.actions}>
            <MailingActions mailing={mailing} busy={asking.busy} onAction={act} />
            <Tooltip withinPortal={false} label={say(isUnfolded ? 'hide' : 'show')}>
              <ActionIcon
                variant="default"
                aria-label={say(isUnfolded ? 'hide' : 'show')}
                aria-expanded={isUnfolded}
                onClick={() => onUnfold(!isUnfolded)}
              >
                <Icon of={isUnfolded ? IconChevronDown : IconChevronRight} size={16} />
              </ActionIcon>
            </Tooltip>
          </div>
        </div>
      </div>
      <div className={cards.body}>
        <SumList sums={sums} label={say('state')} />
        {confirms && mailing.actions.includes('cancel') && (
          <Confirm
            mailing={mailing}
            busy={asking.busy}
            onYes={() => {
              setConfirms(false);
              void asking.ask('outbox.ofMailing', { id, action: 'cancel' });
            }}
            onNo={() => setConfirms(false)}
          />
        )}
        {asking.error && <ErrorPane title={say('nothingChanged')} error={asking.error} />}
      </div>
    </li>
  );
}

function Facts({
  mailing: { hue, practice, accountName, messages, listed, submittedAt, sums },
  named,
}: {
  readonly mailing: (OutboxLine & { readonly kind: 'mailing' })['mailing'];
  readonly named: string;
}) {
  const { t, language } = useWords();
  const say = useMailingsT();
  const inOutbox = messages - (sums.accepted ?? 0) - (sums.cancelled ?? 0);
  const facts = [
    accountName,
    say('messages', { count: messages, number: formatNumber(messages, language) }),
    ...(listed < inOutbox ? [say('listed', { listed: formatNumber(listed, language) })] : []),
    t('outbox.since', { at: formatDateTime(submittedAt, language) }),
  ];
  return (
    <div className={cards.facts}>
      <b className={cards.subject}>{named}</b>
      <div className={cards.who}>
        <AccountDot hue={hue} />
        <span>{facts.join(' · ')}</span>
        {practice && <PracticeBadge />}
      </div>
    </div>
  );
}
