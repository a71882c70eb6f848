/** What the test found: step bar, the server's own words, what they mean and what can be done; then what the server offers. */
import { Button } from '@mantine/core';
import { IconChevronRight, IconCopy } from '@tabler/icons-react';
import type { AccountView, TestReport } from '#core/contract/accounts.ts';
import { call } from '../../../api.ts';
import { formatDateTime, formatDuration } from '../../../format.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { useDiagnosisText } from '../../../ui/exchange/diagnosis-words.ts';
import { ErrorPane, Icon } from '../../../ui/index.ts';
import { StepBar } from '../../../ui/exchange/StepBar.tsx';
import { Transcript } from '../../../ui/exchange/Transcript.tsx';
import { toast } from '../../../ui/toast/toast.tsx';
import { useWords } from '../../../words.ts';
import { DiagnosisBody } from './DiagnosisBody.tsx';
import { Offers } from './Offers.tsx';
import { TlsLine } from './TlsLine.tsx';
import { useKept, type AccountKey } from '../edits.ts';
import { useReportText } from './report-text.ts';
import type { AccountTest } from './run.ts';
import styles from '../accounts.module.css';

export interface PanelProps {
  readonly id: AccountKey;
  readonly view: AccountView | null;
  readonly test: AccountTest;
  /** nothing is unsaved: then not Save but the likeliest fix is yellow */
  readonly likeliest: boolean;
  readonly onAgain: () => void;
  readonly onPassword: () => void;
  /** signs in with the browser */
  readonly onConsent: () => void;
  /** shows another part of the form */
  readonly onSection: (section: string) => void;
}

export function TestPanel({
  id,
  view,
  test,
  likeliest,
  onAgain,
  onPassword,
  onConsent,
  onSection,
}: PanelProps) {
  const { t } = useWords();
  const report = useKept().reports.get(id);
  if (test.running) {
    return (
      <section
        className={styles.report}
        data-state="running"
        aria-label={t('accounts.testing')}
        aria-live="polite"
      >
        <h2>{t('accounts.testing')}</h2>
        <StepBar steps={test.steps} />
      </section>
    );
  }
  if (test.error)
    return <ErrorPane title={t('accounts.notTestedNow')} error={test.error} onRetry={onAgain} />;
  if (report)
    return (
      <Findings
        report={report}
        likeliest={likeliest}
        onAgain={onAgain}
        onPassword={onPassword}
        onConsent={onConsent}
        onSection={onSection}
      />
    );
  if (view?.lastTest?.diagnosis) {
    return (
      <section className={styles.report} data-state="failed">
        <ReportHead at={view.lastTest.at} ms={null} onCopy={null} diagnosis={view.lastTest.diagnosis} />
        <DiagnosisBody
          likeliest={likeliest}
          diagnosis={view.lastTest.diagnosis}
          transcript={[]}
          tls={null}
          onAgain={onAgain}
          onPassword={onPassword}
          onConsent={onConsent}
          onSection={onSection}
        />
      </section>
    );
  }
  return null;
}

function Findings({
  report,
  likeliest,
  onAgain,
  onPassword,
  onConsent,
  onSection,
}: {
  readonly report: TestReport;
  readonly likeliest: boolean;
  readonly onAgain: () => void;
  readonly onPassword: () => void;
  readonly onConsent: () => void;
  readonly onSection: (section: string) => void;
}) {
  const { t } = useWords();
  const text = useReportText();
  const { diagnosis } = report;
  const copy = () =>
    void call('app.copyText', { text: text(report) }).then(() =>
      toast({ kind: 'ok', title: t('accounts.reportCopied') }),
    );
  return (
    <>
      <section
        className={styles.report}
        data-state={diagnosis ? 'failed' : 'done'}
        role={diagnosis ? 'alert' : 'status'}
      >
        <ReportHead at={report.at} ms={report.ms} onCopy={copy} diagnosis={diagnosis} />
        <StepBar steps={report.steps} />
        {diagnosis && (
          <DiagnosisBody
            likeliest={likeliest}
            diagnosis={diagnosis}
            transcript={report.transcript}
            tls={report.tls}
            onAgain={onAgain}
            onPassword={onPassword}
            onConsent={onConsent}
            onSection={onSection}
          />
        )}
        {report.tls && <TlsLine tls={report.tls} />}
        <details className={styles.conversation}>
          <summary>
            <Icon of={IconChevronRight} size={16} />
            {t('accounts.conversation')}
          </summary>
          <Transcript lines={report.transcript} label={t('accounts.conversation')} />
        </details>
      </section>
      {report.extensions.length > 0 && <Offers extensions={report.extensions} at={report.at} />}
    </>
  );
}

function ReportHead({
  diagnosis,
  at,
  ms,
  onCopy,
}: {
  readonly diagnosis: Diagnosis | null;
  readonly at: number;
  readonly ms: number | null;
  readonly onCopy: (() => void) | null;
}) {
  const { t, language } = useWords();
  const diagnose = useDiagnosisText();
  const facts = [
    formatDateTime(at, language),
    ...(ms === null ? [] : [formatDuration(ms, language)]),
    t('accounts.nothingSent'),
  ];
  return (
    <div className={styles.reportHead}>
      <div className={styles.reportWords}>
        <h2>{diagnosis ? diagnose(diagnosis).title : t('accounts.works')}</h2>
        <span className={styles.quiet}>{facts.join(' · ')}</span>
      </div>
      {onCopy && (
        <Button size="xs" leftSection={<Icon of={IconCopy} size={16} />} onClick={onCopy}>
          {t('accounts.copyReport')}
        </Button>
      )}
    </div>
  );
}
