/** The test's findings as plain text, to hand to an administrator. No secret is in a report, so none can be in here. */
import type { TestReport } from '#core/contract/accounts.ts';
import { formatDateTime, formatDuration } from '../../../format.ts';
import { useDiagnosisText } from '../../../ui/exchange/diagnosis-words.ts';
import { useWords } from '../../../words.ts';

const sides = { client: 'C: ', server: 'S: ', note: '   ' };

export function useReportText(): (report: TestReport) => string {
  const { t, language } = useWords();
  const diagnose = useDiagnosisText();
  return (report) => {
    const { diagnosis } = report;
    const words = diagnosis && diagnose(diagnosis);
    return [
      words ? words.title : t('accounts.works'),
      `${formatDateTime(report.at, language)} · ${formatDuration(report.ms, language)} · ${t('accounts.nothingSent')}`,
      '',
      ...report.steps.map(({ step, state, ms }) => {
        const took = ms === null ? '' : ` (${formatDuration(ms, language)})`;
        return `${t(`smtp.step.${step}`)}: ${t(`app.stepState.${state}`)}${took}`;
      }),
      '',
      ...report.transcript.map(({ from, text }) => `${sides[from]}${text}`),
      ...(words ? ['', words.text, ...words.fixes.map(({ text }) => `- ${text}`)] : []),
    ].join('\n');
  };
}
