/** What the test found: step bar, the server's own words, what they mean and what can be done; then the main things the server offers. */
import { IconChevronRight } from '@tabler/icons-react';
import type { AccountView, TestReport } from '#core/contract/accounts.ts';
import type { HeldAccount } from '#core/contract/outbox.ts';
import { formatDateTime, formatDuration } from '../../../format.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { useDiagnosisText } from '../../../ui/exchange/diagnosis-words.ts';
import { ErrorPane, Icon } from '../../../ui/index.ts';
import { StepBar } from '../../../ui/exchange/StepBar.tsx';
import { Transcript } from '../../../ui/exchange/Transcript.tsx';
import { useOutboxSummary } from '../../../outbox-answers.ts';
import { gatherHeld } from '../../../ui/report/attempt-report.ts';
import { CopyReport } from '../../../ui/report/CopyReport.tsx';
import type { Report } from '../../../ui/report/report-text.ts';
import { useWords } from '../../../words.ts';
import { DiagnosisBody, type Doable } from './DiagnosisBody.tsx';
import { Offers } from './Offers.tsx';
import { TlsLine } from './TlsLine.tsx';
import { useKept, type AccountKey } from '../edits.ts';
import type { AccountTest } from './run.ts';
import styles from '../accounts.module.css';

export interface PanelProps {
  readonly id: AccountKey;
  readonly view: AccountView | null;
  readonly test: AccountTest;
  /** what the form says: a report names the server it is about */
  readonly server: Report['server'];
  /** nothing is unsaved: then not Save but the likeliest fix is yellow */
  readonly likeliest: boolean;
  readonly onAgain: () => void;
  readonly doable: Doable;
  readonly onAllOffers: () => void;
}

export function TestPanel(props: PanelProps) {
  const { id, view, test, likeliest, onAgain, doable } = props;
  const { t } = useWords();
  const report = useKept().reports.get(id);
  const held = useHeld(id);
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
  if (report) return <Findings report={report} {...props} />;
  const last = latest(view, held);
  if (last === null) return null;
  const { at, diagnosis } = last;
  const gather = held !== undefined && last === held.told ? () => gatherHeld(held.account, t) : null;
  return (
    <section className={styles.report} data-state="failed">
      <ReportHead at={at} ms={null} gather={gather} diagnosis={diagnosis} />
      <DiagnosisBody
        likeliest={likeliest}
        diagnosis={diagnosis}
        transcript={[]}
        tls={null}
        onAgain={onAgain}
        doable={doable}
      />
    </section>
  );
}

interface Told {
  readonly at: number;
  readonly diagnosis: Diagnosis;
}

/** What is known of this account without a test of now: the attempt that put it on hold, or the test before; the later one. */
function latest(view: AccountView | null, held: { readonly told: Told } | undefined): Told | null {
  const { at = 0, diagnosis = null } = view?.lastTest ?? {};
  if (held !== undefined && held.told.at > at) return held.told;
  return diagnosis === null ? null : { at, diagnosis };
}

/** The hold of an account's mail, and what its attempt found. */
function useHeld(id: AccountKey): { readonly account: HeldAccount; readonly told: Told } | undefined {
  const account = useOutboxSummary()?.heldAccounts.find(({ accountId }) => accountId === id);
  return account && { account, told: { at: account.since, diagnosis: account.diagnosis } };
}

function Findings({
  report,
  server,
  likeliest,
  onAgain,
  doable,
  onAllOffers,
}: PanelProps & { readonly report: TestReport }) {
  const { t } = useWords();
  const { diagnosis } = report;
  const gather = (): Report => ({ ...report, server, note: t('accounts.nothingSent') });
  return (
    <>
      <section
        className={styles.report}
        ref={reveal}
        data-state={diagnosis ? 'failed' : 'done'}
        data-ended={report.at + report.ms}
        role={diagnosis ? 'alert' : 'status'}
      >
        <ReportHead at={report.at} ms={report.ms} gather={gather} diagnosis={diagnosis} />
        <StepBar steps={report.steps} />
        {diagnosis && (
          <DiagnosisBody
            likeliest={likeliest}
            diagnosis={diagnosis}
            transcript={report.transcript}
            tls={report.tls}
            onAgain={onAgain}
            doable={doable}
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
      {report.extensions.length > 0 && (
        <Offers extensions={report.extensions} at={report.at} onAll={onAllOffers} />
      )}
    </>
  );
}

/** ms after its end in which a report is news */
const NEWS = 1000;

/** What somebody waits for comes into view, once; what stood there before stays where it is. */
function reveal(section: HTMLElement | null): void {
  const ended = Number(section?.dataset['ended']);
  if (Math.abs(Date.now() - ended) < NEWS) section?.scrollIntoView({ block: 'nearest' });
}

function ReportHead({
  diagnosis,
  at,
  ms,
  gather,
}: {
  readonly diagnosis: Diagnosis | null;
  readonly at: number;
  readonly ms: number | null;
  readonly gather: (() => Promise<Report> | Report) | null;
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
      {gather && <CopyReport gather={gather} />}
    </div>
  );
}
