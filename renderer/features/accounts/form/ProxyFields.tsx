/** The way to the server where it is not the direct one: a proxy of the account's own, or the system's. */
import { NativeSelect, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { useFormContext } from 'react-hook-form';
import { isOwnProxy, ProxyKind, proxyPortFor, resolvesElsewhere } from '#core/account/proxy.ts';
import type { AccountView } from '#core/contract/accounts.ts';
import { useAction } from '../../../api.ts';
import { useWords } from '../../../words.ts';
import { problemOf, proxyChanged, type AccountForm } from './account-form.ts';
import { HostPort } from './HostPort.tsx';
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
  const { register, formState, setValue, getValues } = useFormContext<AccountForm>();
  const forget = useAction('secrets.forget');
  const error = formState.errors.proxy?.user;
  const { proxy } = typed;
  const state = view?.secrets['proxy-password'] ?? 'none';
  return (
    <fieldset className={styles.group}>
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
            <HostPort of="proxy" hostLabel={t('accounts.proxy.host')} portLabel={t('accounts.proxy.port')} />
            <TextInput
              className={styles.wide ?? ''}
              label={t('accounts.proxy.user')}
              description={t('accounts.proxy.userHint')}
              error={error && t(`accounts.problem.${problemOf(error.message)}`)}
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
