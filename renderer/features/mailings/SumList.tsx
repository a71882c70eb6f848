/** What became of a mailing, a line for each state that some of its messages are in, the worst first. */
import {
  IconCheck,
  IconCircleX,
  IconClockPause,
  IconHandStop,
  IconHelpCircle,
  IconHourglassEmpty,
  IconPlayerPause,
  IconUpload,
  IconCalendarClock,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { worstFirst, type MailingState, type MailingSums } from '#core/mailing/states.ts';
import { formatNumber } from '../../format.ts';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import styles from './mailings.module.css';
import { useMailingsT } from './words.ts';

const icons: Record<MailingState, TablerIcon> = {
  unknown: IconHelpCircle,
  refused: IconCircleX,
  held: IconHandStop,
  missing: IconCircleX,
  deferred: IconClockPause,
  paused: IconPlayerPause,
  sending: IconUpload,
  waiting: IconHourglassEmpty,
  scheduled: IconCalendarClock,
  cancelled: IconX,
  accepted: IconCheck,
};

export function SumList({ sums, label }: { readonly sums: MailingSums; readonly label: string }) {
  const t = useMailingsT();
  const { language } = useWords();
  return (
    <ul className={styles.sums} aria-label={label}>
      {worstFirst(sums).map(({ state, count }) => (
        <li key={state} data-state={state}>
          <Icon of={icons[state]} size={16} />
          {t(`sum.${state}`, { count, number: formatNumber(count, language) })}
        </li>
      ))}
    </ul>
  );
}
