/** The row of a mailing in Sent: subject and when; account, what became of its messages, and the mark of the worst. */
import { IconChevronDown, IconChevronRight, IconPaperclip } from '@tabler/icons-react';
import type { SentMailing } from '#core/contract/mailings.ts';
import { statusOf } from '#core/mailing/states.ts';
import { formatDay, formatTime } from '../../format.ts';
import { AccountDot, Icon, PracticeBadge, StatusBadge } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import heard from '../../ui/marks/heard.module.css';
import rows from '../sent/sent.module.css';
import styles from './mailings.module.css';
import { useSumWords } from './sums.ts';

export default function SentMailingRow({
  mailing,
  isUnfolded,
}: {
  readonly mailing: SentMailing;
  readonly isUnfolded: boolean;
}) {
  const { t, language } = useWords();
  const sumWords = useSumWords();
  const { sums, messages, at } = mailing;
  const status = statusOf(sums);
  return (
    <>
      <span className={`${rows.who ?? ''} ${styles.who ?? ''}`}>
        <span className={styles.caret}>
          <Icon of={isUnfolded ? IconChevronDown : IconChevronRight} size={16} />
        </span>
        <span className={styles.subject}>
          {mailing.subject === '' ? t('lens.list.noSubject') : mailing.subject}
        </span>
      </span>
      <time className={rows.time}>
        <span className={heard.heard}>{formatDay(at, language)} </span>
        {formatTime(at, language)}
      </time>
      <span className={rows.second}>
        <AccountDot hue={mailing.hue} />
        <span className={heard.heard}>{mailing.accountName}</span>
        <span className={rows.subject}>{sumWords(sums, messages)}</span>
        {mailing.practice && <PracticeBadge />}
        {mailing.hasAttachment && (
          <span className={rows.mark} role="img" aria-label={t('lens.list.attachment')}>
            <Icon of={IconPaperclip} size={16} />
          </span>
        )}
        {status !== 'sent' && <StatusBadge status={status} />}
      </span>
    </>
  );
}
