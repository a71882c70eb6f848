/** Where data lives, how to back it up, and rebuilding the list of sent mail from the messages. */
import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { call, useAction, useCall } from '../../api.ts';
import { useCommand } from '../../commands.tsx';
import { formatNumber } from '../../format.ts';
import { ErrorPane, Icon, InlineMessage } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

export function DataSection() {
  const { t, language } = useWords();
  const facts = useCall('app.facts', null).data;
  const rebuild = useAction('sent.rebuild');
  const [copied, setCopied] = useState(false);
  useCommand('rebuild-index', () => rebuild.mutate(null), { enabled: !rebuild.isPending });
  if (facts === undefined) return null;
  const copy = () =>
    void call('app.copyText', { text: facts.profile }).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Section title={t('settings.data')}>
      <p>{t('settings.dataWhere')}</p>
      <div className={styles.path}>
        <code>{facts.profile}</code>
        <Button size="xs" leftSection={<Icon of={copied ? IconCheck : IconCopy} size={16} />} onClick={copy}>
          {copied ? t('app.copied') : t('app.copy')}
        </Button>
      </div>
      <p className={styles.quiet}>{t('settings.backup')}</p>
      <div className={styles.rebuild}>
        <Button
          size="xs"
          leftSection={<Icon of={IconRefresh} size={16} />}
          loading={rebuild.isPending}
          onClick={() => rebuild.mutate(null)}
        >
          {t('settings.rebuild')}
        </Button>
        <span className={styles.quiet}>{t('settings.rebuildText')}</span>
      </div>
      {rebuild.isSuccess && (
        <InlineMessage tone="ok" live>
          {t('settings.rebuilt', {
            count: rebuild.data.messages,
            number: formatNumber(rebuild.data.messages, language),
          })}
        </InlineMessage>
      )}
      {rebuild.isError && (
        <ErrorPane
          title={t('settings.rebuildFailed')}
          error={rebuild.error.error}
          onRetry={() => rebuild.mutate(null)}
        />
      )}
    </Section>
  );
}
