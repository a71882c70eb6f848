/** Above an opened bounce or receipt: which message from here it speaks of, which attempt, and what became of whom. */
import { Button } from '@mantine/core';
import { IconMailbox, IconMailOpened } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReportedRow } from '#core/contract/sent.ts';
import { readReport, REPORT_HEAD, type Report, type ReportedRecipient } from '#core/message/report/report.ts';
import { useCall } from '../../../api.ts';
import { formatDateTime, formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { acceptedAttempt, type OpenedMessage } from '../../lens/message.ts';
import { noteReport } from '../../lens/reported.ts';
import { useShowSent } from '../../sent/show.ts';
import { useOpenedWords } from '../words.ts';
import { actionWords, dispositionWords } from './reported-words.ts';
import styles from './report.module.css';

export default function ReportCard({ message }: { readonly message: OpenedMessage }) {
  const report = useQuery({
    queryKey: ['opened.report', message.key],
    queryFn: async () => readReport(await message.read(0, Math.min(REPORT_HEAD, message.size))),
  }).data;
  return report ? <Card report={report} /> : null;
}

const DAY = 86_400_000;
/** Recipients; the rest is counted. */
const SHOWN = 3;

function Card({ report }: { readonly report: Report }) {
  const t = useOpenedWords();
  const recipients = report.kind === 'delivery' ? report.recipients : [report.recipient];
  const found = useCall('sent.reported', {
    envids: [...report.envids].slice(0, 10),
    names: report.messageIds.filter((name) => name.length <= 1000).slice(0, 50),
    recipients: recipients
      .flatMap(({ original, final }) => [original, final].filter((one) => one !== null))
      .slice(0, 50),
    // Clocks differ.
    before: report.at === null ? null : report.at + DAY,
  }).data;
  const sure = found?.find(({ by }) => by !== 'recipient');
  const submissionId = sure?.row.submissionId;
  useEffect(() => {
    if (submissionId !== undefined) noteReport(submissionId, report);
  }, [submissionId, report]);
  const isMany = recipients.length > SHOWN;
  return (
    <section
      className={styles.card}
      aria-label={t(titleOf(report))}
      data-many={isMany || undefined}
      data-whole={!isMany || undefined}
      tabIndex={isMany ? 0 : undefined}
    >
      <Icon of={report.kind === 'delivery' ? IconMailbox : IconMailOpened} size={20} />
      <div>
        <h2>{t(titleOf(report))}</h2>
        {found?.map((one) => (
          <About key={one.row.submissionId} found={one} />
        ))}
        {found?.length === 0 && <Unknown report={report} />}
        {report.kind === 'delivery' ? (
          <Recipients recipients={report.recipients} />
        ) : (
          <>
            <p>
              {report.recipient.final ?? report.recipient.original} <b>{dispositionWords(t, report)}</b>
              {report.manual !== null && `, ${t(report.manual ? 'report.manual' : 'report.automatic')}`}.
            </p>
            <p className={styles.quiet}>{t('report.proof')}</p>
          </>
        )}
      </div>
    </section>
  );
}

function titleOf(report: Report) {
  if (report.kind === 'disposition') return 'report.receipt';
  const actions = new Set(report.recipients.map(({ action }) => action));
  return actions.has('failed')
    ? 'report.bounce'
    : actions.has('delayed')
      ? 'report.delayed'
      : 'report.notice';
}

function About({ found: { by, row } }: { readonly found: ReportedRow }) {
  const t = useOpenedWords();
  const { language } = useWords();
  const showSent = useShowSent();
  const view = useCall('lens.open', { messageId: row.messageId, submissionId: row.submissionId }).data;
  const attempt = view && acceptedAttempt(view);
  const list = row.practice ? 'practice' : 'sent';
  const show = () => showSent(list, row.submissionId);
  return (
    <div className={styles.about}>
      <p>
        {t('report.about', { subject: row.subject === '' ? t('report.noSubject') : row.subject })}{' '}
        <span className={styles.quiet}>
          {[
            t('report.sentOn', { when: formatDateTime(row.at, language), account: row.accountName }),
            attempt?.finalReply &&
              t('report.attempt', {
                at: (view?.attempts.indexOf(attempt) ?? 0) + 1,
                total: view?.attempts.length ?? 1,
                reply: [String(attempt.finalReply.code), attempt.finalReply.enhanced]
                  .filter(Boolean)
                  .join(' '),
              }),
            t(`report.by.${by}`),
          ]
            .filter(Boolean)
            .join('; ')}
        </span>
      </p>
      <Button size="xs" onClick={() => void show()}>
        {t(row.practice ? 'report.openPractice' : 'report.open')}
      </Button>
    </div>
  );
}

function Unknown({ report: { subject, messageIds } }: { readonly report: Report }) {
  const t = useOpenedWords();
  const what = [subject, messageIds[0] ?? ''].filter((part) => part !== '').join(' ');
  return (
    <p className={styles.quiet}>{what === '' ? t('report.unknownNothing') : t('report.unknown', { what })}</p>
  );
}

function Recipients({ recipients }: { readonly recipients: readonly ReportedRecipient[] }) {
  const t = useOpenedWords();
  const { language } = useWords();
  const more = recipients.length - SHOWN;
  return (
    <ul className={styles.recipients} aria-label={t('report.recipients')}>
      {recipients.slice(0, SHOWN).map((one, index) => (
        <li key={index}>
          <code>{one.final ?? one.original}</code>{' '}
          <b data-bad={one.action === 'failed' || undefined}>{actionWords(t, one)}</b>
          {one.status !== null && ` ${one.status}`}
          {one.willRetryUntil !== null &&
            `, ${t('report.retry', { when: formatDateTime(one.willRetryUntil, language) })}`}
          {one.diagnostic !== null && (
            <span className={styles.words}>
              {one.remoteMta === null
                ? t('report.words', { words: one.diagnostic })
                : t('report.server', { server: one.remoteMta, words: one.diagnostic })}
            </span>
          )}
        </li>
      ))}
      {more > 0 && <li>{t('report.more', { count: more, shown: formatNumber(more, language) })}</li>}
    </ul>
  );
}
