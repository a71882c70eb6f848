/** Why the attempt failed, as the account's test would say it: what it means, what may lie behind it, what can be done, and the report. */
import { IconAlertCircle } from '@tabler/icons-react';
import type { MessageView } from '#core/contract/sent.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { useDiagnosisWords } from '../../../ui/exchange/diagnosis-words.ts';
import { ReplyMeaning } from '../../../ui/exchange/ReplyMeaning.tsx';
import { Icon } from '../../../ui/index.ts';
import { attemptReport } from '../../../ui/report/attempt-report.ts';
import { Causes } from '../../../ui/report/Causes.tsx';
import { CopyReport } from '../../../ui/report/CopyReport.tsx';
import { useWords } from '../../../words.ts';
import styles from './conversation.module.css';

export function Failure({
  view,
  attempt,
  diagnosis,
}: {
  readonly view: MessageView;
  readonly attempt: AttemptRecorded;
  readonly diagnosis: Diagnosis;
}) {
  const { t } = useWords();
  const words = useDiagnosisWords(diagnosis);
  return (
    <section className={styles.failure} aria-label={t('smtp.report.failedTitle')}>
      <div className={styles.failureHead}>
        <Icon of={IconAlertCircle} />
        <h2>{words.title}</h2>
        <CopyReport gather={() => attemptReport(view, attempt, t)} />
      </div>
      {diagnosis.reply && <ReplyMeaning reply={diagnosis.reply} />}
      <p>{words.text}</p>
      <div className={styles.failureLists}>
        <Causes causes={words.causes} />
        {words.fixes.length > 0 && (
          <div>
            <b>{t('smtp.report.do')}</b>
            <ul>
              {words.fixes.map(({ code, text }) => (
                <li key={code}>{text}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  );
}
