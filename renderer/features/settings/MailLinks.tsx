/** Who opens `mailto:` links on this machine, and the way to have it be this program. */
import { Button } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useAction, useCall } from '../../api.ts';
import { Badge, ErrorPane, Icon, InlineMessage } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

export function MailLinks() {
  const { t } = useWords();
  const client = useQueryClient();
  const links = useCall('app.mailLinks', null).data;
  const take = useAction('app.takeMailLinks');
  if (links === undefined) return null;
  return (
    <Section title={t('settings.links.title')}>
      <p>{t('settings.links.text')}</p>
      {links.ours ? (
        <div>
          <Badge tone="ok" icon={IconCheck}>
            {t('settings.links.ours')}
          </Badge>
        </div>
      ) : (
        <div className={styles.rebuild}>
          <Button
            size="xs"
            leftSection={<Icon of={IconLink} size={16} />}
            disabled={!links.possible}
            loading={take.isPending}
            aria-describedby={links.possible ? undefined : 'links-why'}
            onClick={() =>
              take.mutate(null, {
                onSuccess: (now) => client.setQueryData(['app.mailLinks', null], now),
              })
            }
          >
            {t('settings.links.take')}
          </Button>
          {!links.possible && (
            <span id="links-why" className={styles.quiet}>
              {t('settings.links.notInstalled')}
            </span>
          )}
        </div>
      )}
      {take.isSuccess && !take.data.ours && (
        <InlineMessage tone="warning" live>
          {t('settings.links.refused')}
        </InlineMessage>
      )}
      {take.isError && <ErrorPane title={t('settings.links.refused')} error={take.error.error} />}
    </Section>
  );
}
