/** What may lie behind a failure, likeliest first; folded where room is dear. */
import { IconChevronRight } from '@tabler/icons-react';
import { useWords } from '../../words.ts';
import type { DiagnosisWords } from '../exchange/diagnosis-words.ts';
import { Icon } from '../marks/Icon.tsx';
import styles from '../exchange/exchange.module.css';

export function Causes({
  causes,
  folded = false,
}: {
  readonly causes: DiagnosisWords['causes'];
  readonly folded?: boolean;
}) {
  const { t } = useWords();
  if (causes.length === 0) return null;
  const list = (
    <ol>
      {causes.map(({ code, text }) => (
        <li key={code}>{text}</li>
      ))}
    </ol>
  );
  if (folded)
    return (
      <details className={styles.causes}>
        <summary>
          <Icon of={IconChevronRight} size={16} />
          {t('smtp.report.why')}
        </summary>
        {list}
      </details>
    );
  return (
    <div className={styles.causes}>
      <b>{t('smtp.report.why')}</b>
      {list}
    </div>
  );
}
