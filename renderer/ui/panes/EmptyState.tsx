/** Nothing here: one icon, one sentence, one action. */
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from '../marks/Icon.tsx';
import panes from './panes.module.css';

export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: TablerIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={panes.empty}>
      <div className={panes.emptyIcon}>
        <Icon of={icon} />
      </div>
      <b>{title}</b>
      {children !== undefined && <div className={panes.emptyText}>{children}</div>}
      {action !== undefined && <div className={panes.emptyAction}>{action}</div>}
    </div>
  );
}
