/** How much this server may be given at once. A 421 or 4.7.x slows it down by itself, whatever stands here. */
import { Throttle } from '#core/account/account.ts';
import { useWords } from '../../../words.ts';
import { NumberField } from './NumberField.tsx';
import styles from '../accounts.module.css';

const limits = Throttle.keyof().options;

export function LimitFields() {
  const { t } = useWords();
  return (
    <fieldset className={styles.limits}>
      <legend>{t('accounts.limits')}</legend>
      <p className={styles.quiet}>{t('accounts.limitsText')}</p>
      {limits.map((name) => (
        <NumberField
          key={name}
          name={`throttle.${name}`}
          classNames={{ wrapper: styles.limit ?? '' }}
          label={t(`accounts.limit.${name}`)}
          description={t(`accounts.limitHint.${name}`)}
          min={name === 'messagesPerMinute' ? 0 : 1}
          max={name === 'connections' ? 5 : 10_000}
        />
      ))}
    </fieldset>
  );
}
