/** Nobody on this side can know whether it arrived (RFC 1047): what to search for, and the two words that only the user can say. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { call } from '../../api.ts';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import type { OutboxActions } from './actions.ts';
import styles from './outbox.module.css';

export function UnknownBody({
  item,
  actions,
}: {
  readonly item: OutboxItem;
  readonly actions: OutboxActions;
}) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void call('app.copyText', { text: item.messageIdField }).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <p className={styles.prose}>{t('outbox.unknownText')}</p>
      <div className={styles.search}>
        <span className={styles.small}>{t('outbox.searchFor')}</span>
        <code className={styles.messageId}>{item.messageIdField}</code>
        <Tooltip label={copied ? t('app.copied') : t('outbox.copyMessageId')}>
          <ActionIcon aria-label={t('outbox.copyMessageId')} onClick={copy}>
            <Icon of={copied ? IconCheck : IconCopy} size={16} />
          </ActionIcon>
        </Tooltip>
        <span className={styles.small} role="status">
          {copied && t('app.copied')}
        </span>
      </div>
      <div className={styles.words}>
        <Button leftSection={<Icon of={IconCheck} />} disabled={actions.busy} onClick={actions.arrived}>
          {t('outbox.arrived')}
        </Button>
        <Button leftSection={<Icon of={IconSend} />} disabled={actions.busy} onClick={actions.sendAgain}>
          {t('outbox.sendAgain')}
        </Button>
        <span className={styles.small}>{t('outbox.sendAgainRisk')}</span>
      </div>
    </>
  );
}
