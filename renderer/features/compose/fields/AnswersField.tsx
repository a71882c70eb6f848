/** What this message answers, where a link or another message said so: it goes into In-Reply-To and References, and can be taken out. */
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import composer from '../compose.module.css';
import styles from './fields.module.css';

export function AnswersField({ id, onRemove }: { readonly id: string; readonly onRemove: () => void }) {
  const { t } = useWords();
  return (
    <div className={composer.field}>
      <span className={composer.label}>{t('compose.handed.answers')}</span>
      <code className={styles.answers}>{id}</code>
      <ActionIcon
        variant="subtle"
        className={styles.notAnswer ?? ''}
        aria-label={t('compose.handed.notAnswer')}
        onClick={onRemove}
      >
        <Icon of={IconX} size={16} />
      </ActionIcon>
    </div>
  );
}
