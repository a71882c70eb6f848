/** The steps of an attempt from DNS on: done green, failed red with a cross, not reached dashed. */
import { Loader } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { TestStep } from '#core/contract/accounts.ts';
import { useWords } from '../../words.ts';
import { Icon } from '../marks/Icon.tsx';
import heard from '../marks/heard.module.css';
import styles from './exchange.module.css';

export function StepBar({ steps }: { readonly steps: readonly TestStep[] }) {
  const { t } = useWords();
  return (
    <ol className={styles.steps} aria-label={t('app.steps')}>
      {steps.map(({ step, state }) => (
        <li key={step} data-state={state}>
          <span className={styles.knob}>
            <Knob state={state} />
          </span>
          <span>{t(`smtp.step.${step}`)}</span>
          <span className={heard.heard}>{t(`app.stepState.${state}`)}</span>
        </li>
      ))}
    </ol>
  );
}

function Knob({ state }: { readonly state: TestStep['state'] }) {
  const still = useReducedMotion();
  switch (state) {
    case 'done':
      return <Icon of={IconCheck} size={14} />;
    case 'failed':
      return <Icon of={IconX} size={14} />;
    case 'running':
      return still ? '…' : <Loader size={14} />;
    case 'not-reached':
      return null;
  }
}
