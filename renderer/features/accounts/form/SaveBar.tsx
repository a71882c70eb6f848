/** Saving and taking back, with what is at stake said beside. */
import { Button } from '@mantine/core';
import { useWords } from '../../../words.ts';
import styles from '../accounts.module.css';

export function SaveBar({
  dirty,
  saving,
  saved,
  blocked,
  isNew,
  onRevert,
}: {
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly saved: boolean;
  /** plain text is not yet accepted */
  readonly blocked: boolean;
  readonly isNew: boolean;
  readonly onRevert: (() => void) | null;
}) {
  const { t } = useWords();
  return (
    <footer className={styles.saveBar}>
      <span className={styles.quiet} role="status">
        {blocked ? t('accounts.plainFirst') : dirty ? t('accounts.kept') : saved ? t('accounts.saved') : ''}
      </span>
      {onRevert && (
        <Button variant="subtle" onClick={onRevert}>
          {isNew ? t('accounts.discard') : t('accounts.revert')}
        </Button>
      )}
      <Button type="submit" variant={dirty ? 'filled' : 'default'} loading={saving} disabled={blocked}>
        {t('app.save')}
      </Button>
    </footer>
  );
}
