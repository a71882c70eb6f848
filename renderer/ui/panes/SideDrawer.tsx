/** What comes in from the right over the page, for as long as it is needed: title, a way out, and what the caller puts into it. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import styles from './side-drawer.module.css';

export function SideDrawer({
  title,
  size = 'min(920px, 100vw)',
  opened = true,
  fills = true,
  onClose,
  children,
}: {
  readonly title: string;
  /** px, or a CSS length */
  readonly size?: number | string;
  readonly opened?: boolean;
  /** its content has the height of the window, in a column */
  readonly fills?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={size}
      title={title}
      classNames={{
        overlay: styles.scrim ?? '',
        content: styles.drawer ?? '',
        header: styles.drawer ?? '',
        title: styles.title ?? '',
        ...(fills ? { body: styles.body ?? '' } : {}),
      }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {children}
    </Drawer>
  );
}
