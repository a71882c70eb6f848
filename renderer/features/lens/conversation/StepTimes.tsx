/** How long each step of the attempt took, to scale. */
import { IconX } from '@tabler/icons-react';
import type { AttemptRecorded } from '#core/message/record.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { stepShares, type BarStep } from './step-shares.ts';
import styles from './conversation.module.css';

export function StepTimes({ attempt }: { readonly attempt: AttemptRecorded }) {
  const { t, language } = useWords();
  const name = (step: BarStep) => {
    if (step === 'envelope') return t('lens.conversation.envelopeStep');
    if (step === 'data' && attempt.streamedBytes > 0)
      return t('lens.conversation.data', { size: formatBytes(attempt.streamedBytes, language) });
    return t(`smtp.step.${step}`);
  };
  return (
    <ol className={styles.steps} aria-label={t('lens.conversation.steps')}>
      {stepShares(attempt.steps, attempt.diagnosis).map(({ step, ms, share, failed }) => (
        <li key={step} style={{ flexGrow: share }} data-failed={failed || undefined}>
          <i />
          <b>
            {failed && <Icon of={IconX} size={14} />}
            {name(step)}
          </b>
          <span>
            {milliseconds(ms, language)}
            {failed && ` · ${t('lens.conversation.failed')}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Whole milliseconds; a step on the loopback may take none. */
const milliseconds = (ms: number, language: 'en' | 'fr') =>
  `${formatNumber(Math.round(ms), language)}\u00A0ms`;
