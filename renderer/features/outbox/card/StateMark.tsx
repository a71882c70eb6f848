/** A submission's state: icon, word and colour. In its undo delay it is an offer to act, and yellow: how long that stands. */
import { IconSend2 } from '@tabler/icons-react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { formatSpan } from '../../../format.ts';
import { useNow } from '../../../ui/clock.ts';
import { Icon, StatusBadge } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from '../outbox.module.css';

export function StateMark({ item }: { readonly item: OutboxItem }) {
  return item.undoUntil !== null && item.waitsFor === 'undo' ? (
    <UndoMark until={item.undoUntil} />
  ) : (
    <StatusBadge status={item.submission.status} large />
  );
}

function UndoMark({ until }: { readonly until: number }) {
  const { t, language } = useWords();
  const now = useNow(true);
  return (
    <span className={styles.undoMark}>
      <Icon of={IconSend2} size={16} />
      {t('outbox.when.undo', { span: formatSpan(until - now, language) })}
    </span>
  );
}
