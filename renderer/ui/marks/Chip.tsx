/** One entry of a list in a field, e.g. a recipient. A wrong one says so by icon and border; its reason stands under the field. */
import { IconAlertCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';
import { Icon } from './Icon.tsx';
import marks from './marks.module.css';

export function Chip({
  children,
  name,
  wrong = false,
  onRemove,
}: {
  readonly children: ReactNode;
  /** what the remove button removes, for those who only hear it */
  readonly name: string;
  readonly wrong?: boolean;
  readonly onRemove?: () => void;
}) {
  const { t } = useWords();
  return (
    <span className={marks.chip} data-wrong={wrong || undefined}>
      {wrong && <Icon of={IconAlertCircle} size={16} />}
      {children}
      {onRemove && (
        <button
          type="button"
          className={marks.chipRemove}
          aria-label={t('app.removeNamed', { name })}
          tabIndex={-1}
          onClick={onRemove}
        >
          <Icon of={IconX} size={14} />
        </button>
      )}
    </span>
  );
}
