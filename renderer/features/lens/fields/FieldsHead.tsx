/** Above the list: how many fields there are, and by what the marks beside them were judged. */
import { ActionIcon } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { FieldList } from './field-list.ts';
import styles from './fields.module.css';

export function FieldsHead({
  list,
  dockOpen,
  onDock,
}: {
  readonly list: FieldList;
  readonly dockOpen: boolean;
  /** opens the explanation where there is no room for it to stand; null: it stands already */
  readonly onDock: (() => void) | null;
}) {
  const { t, language } = useWords();
  const count = list.fields;
  return (
    <div className={styles.head}>
      <span>
        <b>{t('lens.fields.count', { count, shown: formatNumber(count, language) })}</b>{' '}
        {t(list.unstamped ? 'lens.fields.allOurs' : 'lens.fields.inferred')}
      </span>
      {onDock && (
        <ActionIcon
          className={styles.headDock ?? ''}
          variant="subtle"
          aria-label={t(dockOpen ? 'lens.dock.close' : 'lens.dock.open')}
          aria-expanded={dockOpen}
          onClick={onDock}
        >
          <Icon of={IconHelp} />
        </ActionIcon>
      )}
    </div>
  );
}
