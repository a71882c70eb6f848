/** Who gives the account its tokens, and what the user brings along for that: the project ships no client id. */
import { NativeSelect, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { useFormContext } from 'react-hook-form';
import { OAUTH_PROVIDERS } from '#core/account/oauth-providers.ts';
import { OAuthSettings, type SignInMethod } from '#core/account/sign-in.ts';
import type { AccountView } from '#core/contract/accounts.ts';
import { call } from '../../../../api.ts';
import { useWords } from '../../../../words.ts';
import { clientSecretChanged, problemOf, type AccountForm } from '../account-form.ts';
import { PasswordField } from '../PasswordField.tsx';
import { Button } from '@mantine/core';
import { BrowserSignIn } from './BrowserSignIn.tsx';
import styles from '../../accounts.module.css';
import own from './oauth.module.css';

export interface OAuthFieldsProps {
  readonly view: AccountView | null;
  /** what the form says now */
  readonly typed: AccountForm;
  readonly unsaved: boolean;
  readonly clientSecret: RefObject<HTMLInputElement | null>;
  readonly onSignIn: () => void;
}

const PROVIDERS = OAuthSettings.shape.provider.options;
const BY_TOKEN: ReadonlySet<SignInMethod> = new Set<SignInMethod>(['auto', 'XOAUTH2', 'OAUTHBEARER']);

export function OAuthFields(props: OAuthFieldsProps) {
  const { t } = useWords();
  const { setValue } = useFormContext<AccountForm>();
  const { oauth, method } = props.typed.signIn;
  if (!BY_TOKEN.has(method)) return null;
  const choose = (chosen: string) => {
    const provider = PROVIDERS.find((one) => one === chosen);
    if (provider === undefined && method !== 'auto') setValue('signIn.method', 'auto', { shouldDirty: true });
    setValue(
      'signIn.oauth',
      provider === undefined ? null : { provider, issuer: '', clientId: '', scope: '', tenant: '' },
      { shouldDirty: true },
    );
  };
  return (
    <section className={own.section} aria-label={t('oauth.title')}>
      <div className={styles.fields}>
        <NativeSelect
          className={styles.user ?? ''}
          label={t('oauth.from')}
          description={t('oauth.fromHint')}
          value={oauth?.provider ?? 'none'}
          onChange={(event) => choose(event.currentTarget.value)}
          data={(['none', ...PROVIDERS] as const).map((value) => ({
            value,
            label: t(`oauth.providers.${value}`),
          }))}
        />
      </div>
      {oauth !== null && <ProviderFields key={oauth.provider} {...props} oauth={oauth} />}
    </section>
  );
}

function ProviderFields({
  oauth,
  view,
  typed,
  unsaved,
  clientSecret,
  onSignIn,
}: OAuthFieldsProps & { readonly oauth: OAuthSettings }) {
  const { t } = useWords();
  const { register, formState } = useFormContext<AccountForm>();
  const errors = formState.errors.signIn?.oauth;
  const facts = OAUTH_PROVIDERS[oauth.provider];
  const { register: page } = facts;
  const say = (error: { readonly message?: string } | undefined) =>
    error && t(`accounts.problem.${problemOf(error.message)}`);
  const usual = { autoComplete: 'off', spellCheck: false, className: styles.wide ?? '' };
  return (
    <>
      <p className={own.text}>
        {t(`oauth.howTo.${oauth.provider}`, { redirect: facts.redirect ?? '' })}
        {page !== null && (
          <>
            {' '}
            <Button size="xs" variant="subtle" onClick={() => void call('app.openExternal', { url: page })}>
              {t(`oauth.register.${oauth.provider}`)}
            </Button>
          </>
        )}
      </p>
      <div className={styles.fields}>
        {oauth.provider === 'generic' && (
          <TextInput
            {...usual}
            label={t('oauth.issuer')}
            description={t('oauth.issuerHint')}
            error={say(errors?.issuer)}
            {...register('signIn.oauth.issuer')}
          />
        )}
        <TextInput
          {...usual}
          label={t('oauth.clientId')}
          error={say(errors?.clientId)}
          {...register('signIn.oauth.clientId')}
        />
        {oauth.provider === 'microsoft' && (
          <TextInput
            {...usual}
            label={t('oauth.tenant')}
            description={t('oauth.tenantHint')}
            error={say(errors?.tenant)}
            {...register('signIn.oauth.tenant')}
          />
        )}
        <TextInput
          {...usual}
          label={t('oauth.scope')}
          description={t('oauth.scopeHint', { scope: facts.scope })}
          error={say(errors?.scope)}
          {...register('signIn.oauth.scope')}
        />
      </div>
      {facts.secret !== 'none' && (
        <PasswordField
          label={t('oauth.clientSecret')}
          input={clientSecret}
          state={view === null ? 'none' : view.secrets['client-secret']}
          changedTo={clientSecretChanged(view, typed) ? t(`oauth.providers.${oauth.provider}`) : null}
          wanted={false}
          onForget={
            view === null
              ? null
              : () =>
                  void call('secrets.forget', { accountId: view.account.id, kind: 'client-secret' }).catch(
                    () => undefined,
                  )
          }
        />
      )}
      <BrowserSignIn view={view} typed={typed} unsaved={unsaved} onSignIn={onSignIn} />
    </>
  );
}
