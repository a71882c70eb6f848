/** Why it waits or failed: the server's own words first, then ours and what can be done. What its account lacks stands at the account. */
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { formatDateTime, formatMoment } from '../../../format.ts';
import { ReplyMeaning } from '../../../ui/exchange/ReplyMeaning.tsx';
import { ReplyText } from '../../../ui/exchange/ReplyText.tsx';
import { putOff, useDiagnosisWords } from '../../../ui/exchange/diagnosis-words.ts';
import { gatherAttempt } from '../../../ui/report/attempt-report.ts';
import { Causes } from '../../../ui/report/Causes.tsx';
import { CopyReport } from '../../../ui/report/CopyReport.tsx';
import { useWords } from '../../../words.ts';
import styles from '../outbox.module.css';

export function Reason({ item }: { readonly item: OutboxItem }) {
  const { status, hold, diagnosis } = item.submission;
  // Sending and unknown say it in their own way.
  if (status === 'sending' || status === 'unknown' || hold === 'account') return null;
  const why = <Why item={item} />;
  return (
    <div className={styles.reasons}>
      {diagnosis && (
        <Words
          item={item}
          diagnosis={status === 'deferred' ? putOff(diagnosis) : diagnosis}
          brief={status === 'deferred' || status === 'partly-sent'}
        />
      )}
      {why}
    </div>
  );
}

/** What of it is not the server's doing. */
function Why({ item }: { readonly item: OutboxItem }) {
  const { t, language } = useWords();
  const { status, hold, schedule, queuedSince } = item.submission;
  const text =
    status === 'paused'
      ? t('outbox.hold.paused')
      : hold === 'missed-schedule'
        ? t('outbox.hold.missed', { when: formatMoment(schedule?.at ?? queuedSince, language) })
        : hold === 'gave-up'
          ? t('outbox.hold.gaveUp', { at: formatDateTime(queuedSince, language) })
          : hold === 'all-or-none'
            ? t('outbox.hold.allOrNone')
            : hold === 'not-all-at-once'
              ? t('outbox.hold.inParts')
              : null;
  return text !== null && <p className={styles.small}>{text}</p>;
}

function Words({
  item,
  diagnosis,
  brief,
}: {
  readonly item: OutboxItem;
  readonly diagnosis: Diagnosis;
  readonly brief: boolean;
}) {
  const { t } = useWords();
  const { id: submissionId, messageId, attempts } = item.submission;
  const words = useDiagnosisWords(diagnosis);
  return (
    <div className={styles.reason}>
      {diagnosis.reply && (
        <ReplyText reply={diagnosis.reply} tone={diagnosis.reply.code < 500 ? 'warn' : 'danger'} />
      )}
      {!brief && diagnosis.reply && <ReplyMeaning reply={diagnosis.reply} />}
      <p>
        <b>{words.title}.</b> {words.text}
      </p>
      {!brief && <Causes causes={words.causes} folded />}
      {!brief && words.fixes.length > 0 && (
        <div>
          <b>{t('smtp.report.do')}</b>
          <ul className={styles.fixes}>
            {words.fixes.map(({ code, text }) => (
              <li key={code}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      {attempts > 0 && (
        <div className={styles.report}>
          <CopyReport gather={() => gatherAttempt({ messageId, submissionId }, null, t)} />
        </div>
      )}
    </div>
  );
}
