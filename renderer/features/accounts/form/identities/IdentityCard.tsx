/** One identity: name and address, where answers and bounces go, what its messages carry besides. */
import { Checkbox, TextInput } from '@mantine/core';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { checkAddress, toWireAddress } from '#core/message/address.ts';
import { NotifySelect, RetSelect } from '../../../../ui/delivery/DeliverySelects.tsx';
import { useDeliveryWords } from '../../../../ui/delivery/words.ts';
import { useWords } from '../../../../words.ts';
import { problemOf, type AccountForm } from '../account-form.ts';
import { HeaderFields } from './HeaderFields.tsx';
import { OwnFields } from './OwnFields.tsx';
import { ReturnPath } from './ReturnPath.tsx';
import { SignatureField } from './SignatureField.tsx';
import styles from '../../accounts.module.css';

type TextField = 'name' | 'address' | 'replyTo' | 'organisation';

export function IdentityCard({ index }: { readonly index: number }) {
  const { t } = useWords();
  const words = useDeliveryWords();
  const { register, control, formState } = useFormContext<AccountForm>();
  const errors = formState.errors.identities?.[index];
  const field = (name: TextField) => ({
    label: t(`accounts.identity.${name}`),
    description: name === 'name' || name === 'address' ? undefined : t(`accounts.identityHint.${name}`),
    error: errors?.[name] && t(`accounts.problem.${problemOf(errors[name].message)}`),
    autoComplete: 'off',
    spellCheck: false,
    ...register(`identities.${index}.${name}`),
  });
  const wire = onTheWire(useWatch({ control, name: `identities.${index}.address` }));
  return (
    <>
      <div className={styles.identityFields}>
        <TextInput {...field('name')} />
        <TextInput
          {...field('address')}
          description={wire === null ? undefined : t('accounts.onTheWire', { address: wire })}
        />
        <TextInput {...field('replyTo')} />
        <ReturnPath index={index} />
        <TextInput {...field('organisation')} />
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
      <Checkbox
        label={t('accounts.identity.bccSelf')}
        description={t('accounts.identityHint.bccSelf')}
        {...register(`identities.${index}.bccSelf`)}
      />
      <SignatureField index={index} />
      <OwnFields index={index} />
      <HeaderFields index={index} />
    </>
  );
}

/** The A-label form of an address that is typed with other letters (RFC 5890); null: it travels as it is. */
function onTheWire(typed: string): string | null {
  const address = typed.trim();
  if (checkAddress(address) !== null) return null;
  const wire = toWireAddress(address);
  return wire.toLowerCase() === address.toLowerCase() ? null : wire;
}
