/** A message where it belongs, instead of a dialog. `live` reads it aloud when it appears. */
import { IconAlertCircle, IconAlertTriangle, IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import { Icon } from '../marks/Icon.tsx';
import panes from './panes.module.css';

const icons = { info: IconInfoCircle, warning: IconAlertTriangle, error: IconAlertCircle, ok: IconCheck };

export function InlineMessage({
  tone,
  children,
  actions,
  onDismiss,
  live = false,
}: {
  readonly tone: keyof typeof icons;
  readonly children: ReactNode;
  /** buttons below the words */
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
  readonly live?: boolean;
}) {
  const { t } = useWords();
  return (
    <div
      className={panes.inline}
      data-tone={tone}
      role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}
    >
      <Icon of={icons[tone]} />
      <div className={panes.inlineBody}>
        {children}
        {actions !== undefined && <div className={panes.inlineActions}>{actions}</div>}
      </div>
      {onDismiss && (
        <ActionIcon size={24} aria-label={t('app.dismiss')} onClick={onDismiss}>
          <Icon of={IconX} size={16} />
        </ActionIcon>
      )}
    </div>
  );
}
