/** One account in the list: name and server, whether it is the default, and what the last test found. */
import { IconAlertCircle, IconCheck, IconGripVertical } from '@tabler/icons-react';
import type { DragEvent } from 'react';
import type { AccountView } from '#core/contract/accounts.ts';
import { formatDay } from '../../../format.ts';
import { AccountDot, Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from '../accounts.module.css';

export function AccountRow({
  view,
  isDefault,
  chosen,
  unsaved,
  dragged,
  onChoose,
  onDragStart,
  onDragEnd,
  onDragOver,
}: {
  readonly view: AccountView;
  readonly isDefault: boolean;
  readonly chosen: boolean;
  readonly unsaved: boolean;
  readonly dragged: boolean;
  readonly onChoose: () => void;
  readonly onDragStart: () => void;
  readonly onDragEnd: () => void;
  readonly onDragOver: (event: DragEvent) => void;
}) {
  const { t } = useWords();
  const { account } = view;
  return (
    <div
      className={styles.row}
      role="option"
      aria-selected={chosen}
      tabIndex={chosen ? 0 : -1}
      data-key={account.id}
      data-dragged={dragged || undefined}
      draggable
      onClick={onChoose}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        onDragStart();
      }}
      onDragEnd={onDragEnd}
      onDragOver={onDragOver}
    >
      <span className={styles.grip}>
        <Icon of={IconGripVertical} size={16} />
      </span>
      <span className={styles.rowName}>
        <AccountDot hue={account.hue} />
        <b>{account.name}</b>
      </span>
      <span className={styles.rowAside}>
        {unsaved ? t('accounts.unsaved') : isDefault ? t('accounts.default') : ''}
      </span>
      <span className={styles.rowServer}>
        {view.practice ? account.host : `${account.host}:${account.port}`}
      </span>
      <TestMark view={view} />
    </div>
  );
}

function TestMark({ view }: { readonly view: AccountView }) {
  const { t, language } = useWords();
  if (view.practice) return <span className={styles.rowTest}>{t('accounts.nothingLeaves')}</span>;
  if (view.lastTest === null) return <span className={styles.rowTest}>{t('accounts.notTested')}</span>;
  const { diagnosis, at } = view.lastTest;
  if (diagnosis === null) {
    return (
      <span className={styles.rowTest} data-tone="ok">
        <Icon of={IconCheck} size={14} />
        {t('accounts.tested', { day: formatDay(at, language).toLocaleLowerCase(language) })}
      </span>
    );
  }
  return (
    <span className={styles.rowTest} data-tone="danger">
      <Icon of={IconAlertCircle} size={14} />
      {t('accounts.failedAt', { step: t(`smtp.step.${diagnosis.step}`) })}
    </span>
  );
}
