/** The way to the server where it is not the direct one: a proxy of the account's own, or the system's. */
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { isOwnProxy, ProxyKind, proxyPortFor, resolvesElsewhere } from '#core/account/proxy.ts';
import type { AccountView } from '#core/contract/accounts.ts';
import { useAction } from '../../../api.ts';
import { useWords } from '../../../words.ts';
import { problemOf, proxyChanged, type AccountForm } from './account-form.ts';
import { PasswordField } from './PasswordField.tsx';
import styles from '../accounts.module.css';

export function ProxyFields({
  view,
  typed,
  password,
}: {
  readonly view: AccountView | null;
  /** what the form says now */
  readonly typed: AccountForm;
  readonly password: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useWords();
  const { register, control, formState, setValue, getValues } = useFormContext<AccountForm>();
  const forget = useAction('secrets.forget');
  const errors = formState.errors.proxy;
  const { proxy } = typed;
  const say = (error: { readonly message?: string } | undefined) =>
    error && t(`accounts.problem.${problemOf(error.message)}`);
  const state = view?.secrets['proxy-password'] ?? 'none';
  return (
    <fieldset className={styles.proxy}>
      <legend>{t('accounts.proxy.title')}</legend>
      <div className={styles.fields}>
        <NativeSelect
          className={styles.wide ?? ''}
          label={t('accounts.proxy.kind')}
          data={ProxyKind.options.map((value) => ({ value, label: t(`accounts.proxy.kinds.${value}`) }))}
          description={
            isOwnProxy(proxy) && t(`accounts.proxy.${resolvesElsewhere(proxy) ? 'namesThere' : 'namesHere'}`)
          }
          {...register('proxy.kind', {
            onChange: () => {
              const port = proxyPortFor(getValues('proxy.kind'), getValues('proxy.port'));
              setValue('proxy.port', port, { shouldDirty: true });
            },
          })}
        />
        {isOwnProxy(proxy) && (
          <>
            <TextInput
              className={styles.host ?? ''}
              label={t('accounts.proxy.host')}
              error={say(errors?.host)}
              autoComplete="off"
              spellCheck={false}
              {...register('proxy.host')}
            />
            <Controller
              control={control}
              name="proxy.port"
              render={({ field }) => (
                <NumberInput
                  className={styles.proxyPort ?? ''}
                  label={t('accounts.proxy.port')}
                  error={say(errors?.port)}
                  hideControls
                  allowDecimal={false}
                  allowNegative={false}
                  min={1}
                  max={65535}
                  clampBehavior="none"
                  name={field.name}
                  ref={field.ref}
                  value={Number.isFinite(field.value) ? field.value : ''}
                  onBlur={field.onBlur}
                  onChange={(value) => field.onChange(typeof value === 'number' ? value : Number.NaN)}
                />
              )}
            />
            <TextInput
              className={styles.wide ?? ''}
              label={t('accounts.proxy.user')}
              description={t('accounts.proxy.userHint')}
              error={say(errors?.user)}
              autoComplete="off"
              spellCheck={false}
              {...register('proxy.user')}
            />
          </>
        )}
      </div>
      {isOwnProxy(proxy) && proxy.user !== '' && (
        <PasswordField
          label={t('accounts.proxy.password')}
          input={password}
          state={state}
          changedTo={proxyChanged(view, typed) ? proxy.host : null}
          wanted={false}
          onForget={
            view === null ? null : () => forget.mutate({ accountId: view.account.id, kind: 'proxy-password' })
          }
        />
      )}
    </fieldset>
  );
}
