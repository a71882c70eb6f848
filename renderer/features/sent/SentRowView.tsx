/** One row of the list: who and when; account, subject, attachment, and whether all recipients were accepted. */
import { IconCheck, IconPaperclip } from '@tabler/icons-react';
import type { SentRow } from '#core/contract/sent.ts';
import { formatDay, formatTime } from '../../format.ts';
import { AccountDot, Badge, Icon, PracticeBadge, StatusBadge } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import heard from '../../ui/marks/heard.module.css';
import styles from './sent.module.css';

export function SentRowView({ row }: { readonly row: SentRow }) {
  const { t, language } = useWords();
  return (
    <>
      <span className={styles.who}>{useRecipientWords(row)}</span>
      <time className={styles.time}>
        <span className={heard.heard}>{formatDay(row.at, language)} </span>
        {formatTime(row.at, language)}
      </time>
      <span className={styles.second}>
        <AccountDot hue={row.hue} />
        <span className={heard.heard}>{row.accountName}</span>
        <span className={styles.subject}>{row.subject === '' ? t('lens.list.noSubject') : row.subject}</span>
        {row.practice && <PracticeBadge />}
        {row.hasAttachment && (
          <span className={styles.mark} role="img" aria-label={t('lens.list.attachment')}>
            <Icon of={IconPaperclip} size={16} />
          </span>
        )}
        <Outcome row={row} />
      </span>
    </>
  );
}

function useRecipientWords(row: SentRow): string {
  const { t } = useWords();
  if (row.to.length === 0) return t('lens.list.recipients', { count: row.recipients });
  const shown = row.to.slice(0, 2);
  const more = row.recipients - shown.length;
  const names = shown.join(', ');
  return more > 0 ? t('lens.list.recipientsMore', { names, more }) : names;
}

function Outcome({ row }: { readonly row: SentRow }) {
  const { t } = useWords();
  if (row.accepted >= row.recipients)
    return (
      <span className={styles.accepted} role="img" aria-label={t('lens.list.accepted')}>
        <Icon of={IconCheck} size={16} />
      </span>
    );
  if (row.status === 'unknown') return <StatusBadge status="unknown" />;
  return (
    <Badge tone="warn">{t('lens.list.partly', { accepted: row.accepted, recipients: row.recipients })}</Badge>
  );
}
