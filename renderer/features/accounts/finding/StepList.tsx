/** What is asked, as it happens: each question with its answer, who gave it, and how long it took. */
import { Loader } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconCheck,
  IconChevronRight,
  IconMinus,
  IconPlayerTrackNext,
  IconShieldX,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { DiscoveryStep } from '#core/discovery/vocabulary.ts';
import { formatDuration } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useFindingWords } from './words.ts';
import heard from '../../../ui/marks/heard.module.css';
import styles from './finding.module.css';

const MANY = 10;

export function StepList({
  steps,
  running,
  hasFound,
}: {
  readonly steps: readonly DiscoveryStep[];
  readonly running: boolean;
  readonly hasFound: boolean;
}) {
  const { t } = useWords();
  // Many questions would push what was found out of sight.
  const isLong = steps.length > MANY && !running && hasFound;
  /** what the user chose; null: nothing yet */
  const [open, setOpen] = useState<boolean | null>(null);
  const isOpen = open ?? !isLong;
  // The built-in list is nobody who learns anything.
  const asked = steps.filter(({ task, state }) => task !== 'presets' && state !== 'skipped').length;
  const summary = asked === 0 ? t('discovery.nobodyAsked') : t('discovery.stepsDone', { count: asked });
  return (
    <details className={styles.steps} open={isOpen}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        <Icon of={IconChevronRight} size={16} />
        <span role="status">{running ? t('discovery.searching') : summary}</span>
      </summary>
      <ol aria-label={t('discovery.steps')}>
        {steps.map((step, index) => (
          // Steps are only ever added, each at its place.
          <StepRow key={index} step={step} />
        ))}
      </ol>
    </details>
  );
}

const icons = {
  found: IconCheck,
  nothing: IconMinus,
  failed: IconAlertTriangle,
  refused: IconShieldX,
  skipped: IconPlayerTrackNext,
} as const;

/** A port or a record says by itself what it is. */
const isNamedBySubject = ({ task }: DiscoveryStep): boolean => task === 'probe' || task === 'srv';

function StepRow({ step }: { readonly step: DiscoveryStep }) {
  const { t, language } = useWords();
  const { outcome } = useFindingWords();
  const still = useReducedMotion();
  const { task, subject, state, ms } = step;
  return (
    <li data-state={state}>
      <span className={styles.mark}>
        {state !== 'running' ? <Icon of={icons[state]} size={16} /> : still ? '…' : <Loader size={14} />}
        <span className={heard.heard}>{t(`discovery.stepState.${state}`)}</span>
      </span>
      {isNamedBySubject(step) ? (
        <span className={styles.subject}>
          <span className={heard.heard}>{t(`discovery.task.${task}`)} </span>
          {subject}
        </span>
      ) : (
        <span className={styles.task}>
          {t(`discovery.task.${task}`)}
          {task !== 'presets' && task !== 'mx' && <span className={styles.subject}>{subject}</span>}
        </span>
      )}
      <span className={styles.outcome}>{outcome(step)}</span>
      <span className={styles.ms}>{ms === null ? '' : formatDuration(ms, language)}</span>
    </li>
  );
}
