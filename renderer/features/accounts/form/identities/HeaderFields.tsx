/** Header fields of the user's own for one identity. Which names are refused, and why, core/account/field-name.ts says; what the lint has against a value, FieldNotes. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useRef } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { Icon } from '../../../../ui/index.ts';
import { useWords } from '../../../../words.ts';
import { problemOf, type AccountForm } from '../account-form.ts';
import styles from '../../accounts.module.css';
import own from './identities.module.css';

const FieldNotes = lazy(() => import('./FieldNotes.tsx'));

export function HeaderFields({ index }: { readonly index: number }) {
  const { t } = useWords();
  const { control, register, formState } = useFormContext<AccountForm>();
  const { fields, append, remove } = useFieldArray({ control, name: `identities.${index}.headers` });
  const add = useRef<HTMLButtonElement>(null);
  const errors = formState.errors.identities?.[index]?.headers;
  const field = (at: number, part: 'name' | 'value') => {
    const error = errors?.[at]?.[part];
    return {
      label: t(`accounts.header.${part}`),
      error: error && t(`accounts.problem.${problemOf(error.message)}`),
      autoComplete: 'off',
      spellCheck: false,
      ...register(`identities.${index}.headers.${at}.${part}`),
    };
  };
  return (
    <fieldset className={own.headers}>
      <legend className={styles.label}>{t('accounts.header.title')}</legend>
      {fields.map(({ id }, at) => (
        <div key={id} className={own.header}>
          <TextInput {...field(at, 'name')} />
          <TextInput {...field(at, 'value')} />
          <ActionIcon
            variant="subtle"
            aria-label={t('accounts.header.remove', { number: at + 1 })}
            onClick={() => {
              remove(at);
              // The button that had the focus goes with its row.
              add.current?.focus();
            }}
          >
            <Icon of={IconX} size={16} />
          </ActionIcon>
        </div>
      ))}
      {fields.length > 0 && (
        <Suspense>
          <FieldNotes index={index} />
        </Suspense>
      )}
      <Button
        ref={add}
        size="xs"
        variant="subtle"
        leftSection={<Icon of={IconPlus} size={16} />}
        onClick={() => append({ name: '', value: '' })}
      >
        {t('accounts.header.add')}
      </Button>
    </fieldset>
  );
}
