/** How much this server may be given at once. A 421 or 4.7.x slows it down by itself, whatever stands here. */
import { NumberInput } from '@mantine/core';
import { Controller, useFormContext } from 'react-hook-form';
import { Throttle } from '#core/account/account.ts';
import { useWords } from '../../../words.ts';
import { problemOf, type AccountForm } from './account-form.ts';
import styles from '../accounts.module.css';

const limits = Throttle.keyof().options;

export function LimitFields() {
  const { t } = useWords();
  const { control, formState } = useFormContext<AccountForm>();
  return (
    <fieldset className={styles.limits}>
      <legend>{t('accounts.limits')}</legend>
      <p className={styles.quiet}>{t('accounts.limitsText')}</p>
      {limits.map((name) => {
        const error = formState.errors.throttle?.[name];
        return (
          <Controller
            key={name}
            control={control}
            name={`throttle.${name}`}
            render={({ field }) => (
              <NumberInput
                classNames={{ wrapper: styles.limit ?? '' }}
                label={t(`accounts.limit.${name}`)}
                description={t(`accounts.limitHint.${name}`)}
                error={error && t(`accounts.problem.${problemOf(error.message)}`)}
                allowDecimal={false}
                allowNegative={false}
                min={name === 'messagesPerMinute' ? 0 : 1}
                max={name === 'connections' ? 5 : 10_000}
                clampBehavior="none"
                name={field.name}
                ref={field.ref}
                value={Number.isFinite(field.value) ? field.value : ''}
                onBlur={field.onBlur}
                onChange={(value) => field.onChange(typeof value === 'number' ? value : Number.NaN)}
              />
            )}
          />
        );
      })}
    </fieldset>
  );
}
