/** The slip's title and the button that hides it; in the drawer of a narrow window the drawer has both. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebarRightCollapse } from '@tabler/icons-react';
import { useRunCommand } from '../../../commands.tsx';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from './slip.module.css';

export function HideSlip() {
  const { t } = useWords();
  const run = useRunCommand();
  const narrow = useMediaQuery('(width < 860px)', false, { getInitialValueInEffect: false });
  if (narrow) return null;
  return (
    <div className={styles.head}>
      <h2>{t('compose.slip.title')}</h2>
      <Tooltip label={t('compose.slip.hide')}>
        <ActionIcon aria-label={t('compose.slip.hide')} onClick={() => run('toggle-slip')}>
          <Icon of={IconLayoutSidebarRightCollapse} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
