/** How the program introduces itself to this server (RFC 5321 §4.1.4); by default it tells no name of the machine. */
import { TextInput } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useWords } from '../../../words.ts';
import { problemOf, type AccountForm } from './account-form.ts';
import styles from '../accounts.module.css';

export function EhloName() {
  const { t } = useWords();
  const { register, formState } = useFormContext<AccountForm>();
  const error = formState.errors.ehloName;
  return (
    <fieldset className={styles.group}>
      <legend>{t('smtp.step.ehlo')}</legend>
      <TextInput
        className={styles.alone ?? ''}
        label={t('accounts.ehloName')}
        description={t('accounts.ehloHint')}
        error={error && t(`accounts.problem.${problemOf(error.message)}`)}
        autoComplete="off"
        spellCheck={false}
        {...register('ehloName')}
      />
    </fieldset>
  );
}
