/** A tool that opens a menu; when something was chosen, the text has the focus again. */
import { Menu } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Tool } from './Tool.tsx';
import styles from './toolbar.module.css';

export function ToolMenu({
  name,
  label,
  icon,
  on = false,
  children,
}: {
  readonly name: string;
  readonly label: string;
  readonly icon: TablerIcon;
  readonly on?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Menu
      position="bottom-start"
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
      returnFocus={false}
    >
      <Menu.Target>
        <Tool name={name} label={label} icon={icon} {...(on && { on })} />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu ?? ''}>{children}</Menu.Dropdown>
    </Menu>
  );
}
