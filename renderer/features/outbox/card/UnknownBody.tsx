/** Nobody on this side can know whether it arrived (RFC 1047): what to search for, and the two words that only the user can say. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { call } from '../../../api.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from '../outbox.module.css';
import type { Asking } from './actions.ts';

export function UnknownBody({ item, asking }: { readonly item: OutboxItem; readonly asking: Asking }) {
  const { t } = useWords();
  const say = (word: 'arrived' | 'send-again') =>
    void asking.ask('outbox.word', { id: item.submission.id, word });
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
        <Button leftSection={<Icon of={IconCheck} />} disabled={asking.busy} onClick={() => say('arrived')}>
          {t('outbox.arrived')}
        </Button>
        <Button leftSection={<Icon of={IconSend} />} disabled={asking.busy} onClick={() => say('send-again')}>
          {t('outbox.sendAgain')}
        </Button>
        <span className={styles.small}>{t('outbox.sendAgainRisk')}</span>
      </div>
    </>
  );
}
