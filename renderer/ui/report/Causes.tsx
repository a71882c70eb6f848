/** What may lie behind a failure, likeliest first. */
import { useWords } from '../../words.ts';
import type { DiagnosisWords } from '../exchange/diagnosis-words.ts';
import styles from '../exchange/exchange.module.css';

export function Causes({ causes }: { readonly causes: DiagnosisWords['causes'] }) {
  const { t } = useWords();
  if (causes.length === 0) return null;
  return (
    <div className={styles.causes}>
      <b>{t('smtp.report.why')}</b>
      <ol>
        {causes.map(({ code, text }) => (
          <li key={code}>{text}</li>
        ))}
      </ol>
    </div>
  );
}
