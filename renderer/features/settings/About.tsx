/** Which program this is, for a report of a fault. */
import { useCall } from '../../api.ts';
import { Stamp } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

export function About() {
  const { t } = useWords();
  const facts = useCall('app.facts', null).data;
  if (facts === undefined) return null;
  return (
    <Section title={t('settings.about')}>
      <div className={styles.about}>
        <Stamp size={40} />
        <div>
          <b>{t('settings.version', { version: facts.version })}</b>
          <p className={styles.quiet}>
            {t('settings.runtime', { electron: facts.electron, chrome: facts.chrome })}
          </p>
          <p className={styles.quiet}>{t('settings.what')}</p>
        </div>
      </div>
    </Section>
  );
}
