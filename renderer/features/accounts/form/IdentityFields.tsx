/** Who messages of this account are from: one or several, each with where answers and bounces go. The first is offered first. */
import { NO_DSN } from '#core/message/dsn.ts';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { NotifySelect, RetSelect } from '../../../ui/delivery/DeliverySelects.tsx';
import { useDeliveryWords } from '../../../ui/delivery/words.ts';
import { Icon } from '../../../ui/index.ts';
import { toast } from '../../../ui/toast/toast.tsx';
import { useWords } from '../../../words.ts';
import { problemOf, type AccountForm } from './account-form.ts';
import styles from '../accounts.module.css';

export function IdentityFields() {
  const { t } = useWords();
  const { control, getValues } = useFormContext<AccountForm>();
  const { fields, append, remove, insert } = useFieldArray({ control, name: 'identities', keyName: 'key' });
  const takeAway = (index: number) => {
    const gone = getValues(`identities.${index}`);
    remove(index);
    toast({
      kind: 'info',
      title: t('accounts.identityRemoved', { address: gone.address }),
      undo: () => insert(index, gone),
    });
  };
  return (
    <>
      <ol className={styles.identities}>
        {fields.map((field, index) => (
          <li
            key={field.key}
            className={styles.identity}
            aria-label={t('accounts.identityNumber', { number: index + 1 })}
          >
            <IdentityRow index={index} />
            {fields.length > 1 && (
              <Button
                size="xs"
                variant="subtle"
                leftSection={<Icon of={IconTrash} size={16} />}
                onClick={() => takeAway(index)}
              >
                {t('accounts.removeIdentity')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Button
        size="xs"
        leftSection={<Icon of={IconPlus} size={16} />}
        onClick={() => append({ id: null, name: '', address: '', replyTo: '', returnPath: '', dsn: NO_DSN })}
      >
        {t('accounts.addIdentity')}
      </Button>
    </>
  );
}

function IdentityRow({ index }: { readonly index: number }) {
  const { t } = useWords();
  const words = useDeliveryWords();
  const { register, control, formState } = useFormContext<AccountForm>();
  const errors = formState.errors.identities?.[index];
  const field = (name: 'name' | 'address' | 'replyTo' | 'returnPath') => ({
    label: t(`accounts.identity.${name}`),
    description: name === 'name' || name === 'address' ? undefined : t(`accounts.identityHint.${name}`),
    error: errors?.[name] && t(`accounts.problem.${problemOf(errors[name].message)}`),
    autoComplete: 'off',
    spellCheck: false,
    ...register(`identities.${index}.${name}`),
  });
  return (
    <div className={styles.identityFields}>
      <TextInput {...field('name')} />
      <TextInput {...field('address')} />
      <TextInput {...field('replyTo')} />
      <TextInput {...field('returnPath')} />
      <Controller
        control={control}
        name={`identities.${index}.dsn.notify`}
        render={({ field: { value, onChange } }) => (
          <NotifySelect
            label={t('accounts.identity.notify')}
            description={t('accounts.identityHint.notify')}
            value={value}
            usual={words.notify(null)}
            onChange={onChange}
          />
        )}
      />
      <Controller
        control={control}
        name={`identities.${index}.dsn.ret`}
        render={({ field: { value, onChange } }) => (
          <RetSelect
            label={t('accounts.identity.ret')}
            description={t('accounts.identityHint.ret')}
            value={value}
            usual={words.ret(null)}
            onChange={onChange}
          />
        )}
      />
    </div>
  );
}
