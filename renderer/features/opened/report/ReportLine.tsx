/** Under a recipient of sent mail: what an opened bounce or receipt says of it. */
import { IconMailbox } from '@tabler/icons-react';
import type { Report } from '#core/message/report/report.ts';
import { Icon } from '../../../ui/index.ts';
import { useOpenedWords } from '../words.ts';
import { saidOf } from './reported-words.ts';
import styles from './report.module.css';

export default function ReportLine({
  reports,
  address,
}: {
  readonly reports: readonly Report[];
  readonly address: string;
}) {
  const t = useOpenedWords();
  return reports.map((report, index) => {
    const said = saidOf(t, report, address);
    return (
      said !== null && (
        <span key={index} className={styles.line} data-bad={isBad(report, address) || undefined}>
          <Icon of={IconMailbox} size={14} />
          {said}
        </span>
      )
    );
  });
}

const isBad = (report: Report, address: string): boolean =>
  report.kind === 'delivery' &&
  report.recipients.some(
    ({ action, final, original }) =>
      action === 'failed' && [final, original].some((one) => one?.toLowerCase() === address.toLowerCase()),
  );
