/** What is shown before anything was written: what this program is, and the ways to begin. */
import { Button } from '@mantine/core';
import { IconHomeCheck, IconPencil, IconServer2 } from '@tabler/icons-react';
import { useCall } from '../../api.ts';
import { Keys, useRunCommand } from '../../commands.tsx';
import { usePlace } from '../../place.tsx';
import { Badge, Icon, Pane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Envelope } from './Envelope.tsx';
import styles from './first-run.module.css';

export default function FirstRunPlace() {
  const { t } = useWords();
  const { compose } = usePlace();
  const run = useRunCommand();
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  const practice = accounts.find((view) => view.practice)?.account.id ?? null;
  return (
    <Pane label={t('app.place.first-run')}>
      <div className={styles.page}>
        <div className={styles.hero}>
          <div>
            <h1 className={styles.title}>{t('app.firstRun.title')}</h1>
            <p className={styles.lead}>{t('app.firstRun.lead')}</p>
          </div>
          <Envelope />
        </div>
        <div className={styles.cards}>
          <section className={styles.card} data-practice>
            <div className={styles.cardTitle}>
              <h2>{t('app.firstRun.try')}</h2>
              <Badge icon={IconHomeCheck}>{t('app.firstRun.nothingLeaves')}</Badge>
            </div>
            <p>{t('app.firstRun.tryText')}</p>
            <Button
              variant="filled"
              leftSection={<Icon of={IconPencil} />}
              rightSection={<Keys id="compose" quiet />}
              onClick={() => void compose(null, practice)}
            >
              {t('app.firstRun.tryButton')}
            </Button>
          </section>
          <section className={styles.card}>
            <h2>{t('app.firstRun.add')}</h2>
            <p>{t('app.firstRun.addText')}</p>
            <Button
              leftSection={<Icon of={IconServer2} />}
              rightSection={<Keys id="add-account" />}
              onClick={() => run('add-account')}
            >
              {t('app.firstRun.addButton')}
            </Button>
          </section>
        </div>
      </div>
    </Pane>
  );
}
