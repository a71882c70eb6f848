/** What a report says of one recipient, in a few words. */
import { addressKey } from '#core/headers/compare.ts';
import type { Report, ReportedRecipient } from '#core/message/report/report.ts';
import type { OpenedT } from '../words.ts';

export function actionWords(t: OpenedT, { action }: Pick<ReportedRecipient, 'action'>): string {
  return action === null ? t('report.actionUnknown') : t(`report.action.${action}`);
}

export const dispositionWords = (t: OpenedT, report: Extract<Report, { kind: 'disposition' }>): string =>
  report.disposition === null ? t('report.actionUnknown') : t(`report.disposition.${report.disposition}`);

/** Null when the report does not name this address. */
export function saidOf(t: OpenedT, report: Report, address: string): string | null {
  const isMeant = ({ original, final }: Pick<ReportedRecipient, 'original' | 'final'>) =>
    [original, final].some((one) => one !== null && addressKey(one) === addressKey(address));
  if (report.kind === 'disposition')
    return isMeant(report.recipient) ? t('report.line', { what: dispositionWords(t, report) }) : null;
  const found = report.recipients.find(isMeant);
  if (found === undefined) return null;
  const what = actionWords(t, found);
  return found.status === null
    ? t('report.line', { what })
    : t('report.lineStatus', { what, status: found.status });
}
