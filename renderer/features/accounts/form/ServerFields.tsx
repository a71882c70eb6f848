/** Host, port, security and user. The practice server's are its own and cannot be changed. */
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { Security } from '#core/account/tls-policy.ts';
import { hostWarning, needsConsent, portFor, securityWarning } from '#core/account/rules.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { problemOf, type AccountForm } from './account-form.ts';
import { HostPort } from './HostPort.tsx';
import { SignInFields } from './SignInFields.tsx';
import styles from '../accounts.module.css';

export function ServerFields({
  practice,
  typed,
  plainAccepted,
  onAcceptPlain,
  hasCertificate,
  onCertificate,
}: {
  readonly practice: boolean;
  /** what the form says now */
  readonly typed: AccountForm;
  readonly plainAccepted: boolean;
  readonly onAcceptPlain: (accepted: boolean) => void;
  readonly hasCertificate: boolean;
  readonly onCertificate: () => void;
}) {
  const { t } = useWords();
  const { register, formState, setValue, getValues } = useFormContext<AccountForm>();
  const { errors } = formState;
  // A host that is still being typed is no reason to warn.
  const isHostDone = formState.touchedFields.host === true || formState.dirtyFields.host !== true;
  const ofHost = isHostDone && !practice ? hostWarning(typed.host) : null;
  const ofSecurity = practice ? null : securityWarning(typed);
  const say = (error: { readonly message?: string } | undefined) =>
    error && t(`accounts.problem.${problemOf(error.message)}`);
  return (
    <div className={styles.fields}>
      <TextInput
        className={styles.wide ?? ''}
        label={t('accounts.name')}
        placeholder={t('accounts.namePlaceholder')}
        error={say(errors.name)}
        autoComplete="off"
        {...register('name')}
      />
      <HostPort
        of="server"
        hostLabel={t('accounts.host')}
        portLabel={t('accounts.port')}
        description={ofHost && t(`accounts.hostWarning.${ofHost}`)}
        readOnly={practice}
      />
      {practice ? (
        <TextInput
          className={styles.security ?? ''}
          label={t('accounts.security')}
          value={t(`accounts.securities.${getValues('security')}`)}
          readOnly
        />
      ) : (
        <NativeSelect
          className={styles.security ?? ''}
          label={t('accounts.security')}
          data={Security.options.map((value) => ({ value, label: t(`accounts.securities.${value}`) }))}
          {...register('security', {
            onChange: () => {
              onAcceptPlain(false);
              setValue('port', portFor(getValues('security'), getValues('port')), { shouldDirty: true });
            },
          })}
        />
      )}
      {needsConsent(ofSecurity) && (
        <div className={styles.whole}>
          <InlineMessage
            tone="warning"
            live
            actions={
              <Checkbox
                checked={plainAccepted}
                onChange={(event) => onAcceptPlain(event.currentTarget.checked)}
                label={t(`accounts.unencrypted.${ofSecurity}.accept`)}
              />
            }
          >
            <b>{t(`accounts.unencrypted.${ofSecurity}.title`)}</b>{' '}
            {t(`accounts.unencrypted.${ofSecurity}.text`)}
          </InlineMessage>
        </div>
      )}
      {ofSecurity !== null && !needsConsent(ofSecurity) && (
        <div className={styles.whole}>
          <InlineMessage tone="warning" live>
            {t(`accounts.portWarning.${ofSecurity}`, { port: String(typed.port) })}
          </InlineMessage>
        </div>
      )}
      <TextInput
        className={styles.user ?? ''}
        label={t('accounts.user')}
        description={practice ? undefined : t('accounts.userHint')}
        error={say(errors.user)}
        readOnly={practice}
        autoComplete="off"
        spellCheck={false}
        {...register('user')}
      />
      {!practice && (
        <SignInFields typed={typed} hasCertificate={hasCertificate} onCertificate={onCertificate} />
      )}
      {practice && (
        <p className={`${styles.whole ?? ''} ${styles.quiet ?? ''}`}>{t('accounts.practiceReadOnly')}</p>
      )}
    </div>
  );
}
