/** Where bounces go: as From, which follows its address, or fixed. An empty address is the same as From, and so is what is left empty here. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useWords } from '../../../../words.ts';
import { problemOf, type AccountForm } from '../account-form.ts';
import own from './identities.module.css';

export function ReturnPath({ index }: { readonly index: number }) {
  const { t } = useWords();
  const { register, control, formState, getValues, setValue } = useFormContext<AccountForm>();
  const name = `identities.${index}.returnPath` as const;
  const value = useWatch({ control, name });
  const error = formState.errors.identities?.[index]?.returnPath;
  /** It stands open while its address is being typed, though it may be empty at times. */
  const [typing, setTyping] = useState(false);
  const isFixed = typing || value !== '';
  const set = (address: string) => setValue(name, address, { shouldDirty: true, shouldValidate: true });
  return (
    <div className={own.returnPath}>
      <NativeSelect
        label={t('accounts.identity.returnPath')}
        description={t('accounts.identityHint.returnPath')}
        data={[
          { value: 'same', label: t('accounts.returnPath.same') },
          { value: 'fixed', label: t('accounts.returnPath.fixed') },
        ]}
        value={isFixed ? 'fixed' : 'same'}
        onChange={(event) => {
          const fixed = event.currentTarget.value === 'fixed';
          setTyping(fixed);
          set(fixed ? getValues(`identities.${index}.address`).trim() : '');
        }}
      />
      {isFixed && (
        <TextInput
          aria-label={t('accounts.returnPath.address')}
          error={error && t(`accounts.problem.${problemOf(error.message)}`)}
          autoComplete="off"
          spellCheck={false}
          {...register(name, { onBlur: () => setTyping(false) })}
          onFocus={() => setTyping(true)}
        />
      )}
    </div>
  );
}
