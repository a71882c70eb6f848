/** What concerns the whole window, at its top: notices of main, and the keychain that waits for the user. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAction, useCall, useEvent } from '../api.ts';
import { useErrorWords } from '../ui/panes/ErrorPane.tsx';
import { InlineMessage } from '../ui/panes/InlineMessage.tsx';
import { useWords } from '../words.ts';
import styles from './shell.module.css';

export function WindowMessages() {
  const { t } = useWords();
  const notices = useCall('app.notices', null).data ?? [];
  const dismiss = useAction('app.dismissNotice');
  const cancel = useAction('secrets.cancelPrompt');
  const [asking, setAsking] = useState(false);
  useEvent('secrets.prompt', ({ open }) => setAsking(open));
  if (notices.length === 0 && !asking) return null;
  return (
    <div className={styles.messages}>
      {asking && (
        <InlineMessage
          tone="warning"
          live
          actions={
            <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate(null)}>
              {t('app.cancel')}
            </Button>
          }
        >
          <b>{t('app.keychainPrompt.title')}</b> {t('app.keychainPrompt.text')}
        </InlineMessage>
      )}
      {notices.map((notice) => (
        <InlineMessage
          key={notice.id}
          tone={notice.severity}
          live
          onDismiss={() => dismiss.mutate({ id: notice.id })}
          actions={notice.code === 'vault-key-missing' ? <NewVault /> : undefined}
        >
          {t(`app.notice.${notice.code}`, { replace: notice.params })}
        </InlineMessage>
      ))}
    </div>
  );
}

/** Main withdraws the notice once there is a new vault, or the old one's key after all. */
function NewVault() {
  const { t } = useWords();
  const say = useErrorWords();
  const begin = useAction('secrets.startNewVault');
  return (
    <>
      <Button size="xs" loading={begin.isPending} onClick={() => begin.mutate(null)}>
        {t('app.newVault.start')}
      </Button>
      {begin.isError && <span role="alert">{say(begin.error.error)}</span>}
    </>
  );
}
