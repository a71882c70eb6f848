/** Short marks with an icon and a word; `StatusBadge` is the one for a submission's state, `PracticeBadge` for mail that did not leave. */
import {
  IconCalendarClock,
  IconCheck,
  IconCircleHalf2,
  IconCircleX,
  IconClockPause,
  IconHandStop,
  IconHelpCircle,
  IconHomeCheck,
  IconHourglassEmpty,
  IconPlayerPause,
  IconUpload,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SubmissionStatus } from '#core/outbox/submission.ts';
import { useWords } from '../../words.ts';
import { Icon } from './Icon.tsx';
import marks from './marks.module.css';

export type Tone = 'neutral' | 'ok' | 'warn' | 'danger' | 'plum' | 'info' | 'practice';

export function Badge({
  tone = 'neutral',
  icon,
  large = false,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: TablerIcon;
  readonly large?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={marks.badge} data-tone={tone} data-large={large || undefined}>
      {icon && <Icon of={icon} size={large ? 16 : 14} />}
      {children}
    </span>
  );
}

const looks: Record<SubmissionStatus, { readonly tone: Tone; readonly icon: TablerIcon }> = {
  scheduled: { tone: 'neutral', icon: IconCalendarClock },
  queued: { tone: 'neutral', icon: IconHourglassEmpty },
  sending: { tone: 'info', icon: IconUpload },
  sent: { tone: 'ok', icon: IconCheck },
  'partly-sent': { tone: 'warn', icon: IconCircleHalf2 },
  failed: { tone: 'danger', icon: IconCircleX },
  unknown: { tone: 'plum', icon: IconHelpCircle },
  deferred: { tone: 'warn', icon: IconClockPause },
  held: { tone: 'warn', icon: IconHandStop },
  paused: { tone: 'neutral', icon: IconPlayerPause },
  cancelled: { tone: 'neutral', icon: IconX },
};

export function StatusBadge({
  status,
  large = false,
}: {
  readonly status: SubmissionStatus;
  readonly large?: boolean;
}) {
  const { t } = useWords();
  const { tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon} large={large}>
      {t(`app.status.${status}`)}
    </Badge>
  );
}

export function PracticeBadge() {
  const { t } = useWords();
  return (
    <Badge tone="practice" icon={IconHomeCheck}>
      {t('app.practiceBadge')}
    </Badge>
  );
}
