/** The account's name and what can be done with the whole of it. */
import { Button } from '@mantine/core';
import {
  IconCopy,
  IconPlugConnected,
  IconPlayerStop,
  IconSearch,
  IconStar,
  IconTrash,
} from '@tabler/icons-react';
import type { AccountView } from '#core/contract/accounts.ts';
import { errorOf, useAction } from '../../../api.ts';
import { usePlace } from '../../../place.tsx';
import { AccountDot, Badge, Icon, PaneHeader, PracticeBadge, useErrorWords } from '../../../ui/index.ts';
import { toast } from '../../../ui/toast/toast.tsx';
import { useWords } from '../../../words.ts';
import type { AccountKey } from '../edits.ts';
import { openFinding } from '../finding/finding.ts';
import styles from '../accounts.module.css';

export function EditorHeader({
  id,
  view,
  name,
  hue,
  isDefault,
  testing,
  canTest,
  onTest,
  onStop,
  onRemove,
}: {
  readonly id: AccountKey;
  readonly view: AccountView | null;
  readonly name: string;
  readonly hue: number;
  readonly isDefault: boolean;
  readonly testing: boolean;
  readonly canTest: boolean;
  readonly onTest: () => void;
  readonly onStop: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useWords();
  const { select } = usePlace();
  const say = useErrorWords();
  const duplicate = useAction('accounts.duplicate');
  const setDefault = useAction('accounts.setDefault');
  const failed = (caught: unknown) =>
    toast({ kind: 'error', title: t('accounts.nothingChanged'), detail: say(errorOf(caught)) });

  const copy = () => {
    if (id === 'new') return;
    duplicate.mutate({ id }, { onSuccess: (made) => select({ accounts: made.account.id }), onError: failed });
  };

  return (
    <PaneHeader
      title={
        <div className={styles.title}>
          <AccountDot hue={hue} large />
          <h1>{name.trim() === '' ? t('accounts.new') : name}</h1>
          {view?.practice && <PracticeBadge />}
          {isDefault && <Badge>{t('accounts.default')}</Badge>}
        </div>
      }
      actions={
        <>
          {id !== 'new' && view && !view.practice && (
            <>
              {!isDefault && (
                <Button
                  size="xs"
                  leftSection={<Icon of={IconStar} size={16} />}
                  onClick={() => setDefault.mutate({ id }, { onError: failed })}
                >
                  {t('accounts.setDefault')}
                </Button>
              )}
              <Button size="xs" leftSection={<Icon of={IconCopy} size={16} />} onClick={copy}>
                {t('accounts.duplicate')}
              </Button>
              <Button size="xs" leftSection={<Icon of={IconTrash} size={16} />} onClick={onRemove}>
                {t('accounts.remove')}
              </Button>
            </>
          )}
          {id === 'new' && (
            <Button size="xs" leftSection={<Icon of={IconSearch} size={16} />} onClick={openFinding}>
              {t('discovery.findInstead')}
            </Button>
          )}
          {testing ? (
            <Button size="xs" leftSection={<Icon of={IconPlayerStop} size={16} />} onClick={onStop}>
              {t('accounts.stopTest')}
            </Button>
          ) : (
            <Button
              size="xs"
              leftSection={<Icon of={IconPlugConnected} size={16} />}
              disabled={!canTest}
              onClick={onTest}
            >
              {t('accounts.test')}
            </Button>
          )}
        </>
      }
    />
  );
}
