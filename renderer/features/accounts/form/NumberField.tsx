/** A whole number of the account's form. While none is typed its value is NaN, which the form refuses in words of its own. */
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { Controller, useFormContext, type FieldPathByValue } from 'react-hook-form';
import { useWords } from '../../../words.ts';
import { problemOf, type AccountForm } from './account-form.ts';

type Shown = Pick<
  NumberInputProps,
  'className' | 'classNames' | 'label' | 'description' | 'min' | 'max' | 'readOnly' | 'hideControls'
>;

export function NumberField({
  name,
  ...shown
}: Shown & { readonly name: FieldPathByValue<AccountForm, number> }) {
  const { t } = useWords();
  const { control } = useFormContext<AccountForm>();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState: { error } }) => (
        <NumberInput
          {...shown}
          error={error && t(`accounts.problem.${problemOf(error.message)}`)}
          allowDecimal={false}
          allowNegative={false}
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
}
