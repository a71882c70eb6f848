/** How the account signs in: by itself with the strongest method that both know, or with one the user names. */
import { Button, NativeSelect } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { proofOf, SignInMethod } from '#core/account/sign-in.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { AccountForm } from './account-form.ts';
import styles from '../accounts.module.css';

export function SignInFields({
  typed,
  hasCertificate,
  onCertificate,
}: {
  readonly typed: AccountForm;
  readonly hasCertificate: boolean;
  /** goes to where one is chosen */
  readonly onCertificate: () => void;
}) {
  const { t } = useWords();
  const { register } = useFormContext<AccountForm>();
  const { oauth, method } = typed.signIn;
  // Tokens need a provider that gives them.
  const methods = SignInMethod.options.filter(
    (one) => oauth !== null || one === method || (one !== 'XOAUTH2' && one !== 'OAUTHBEARER'),
  );
  const words = (one: SignInMethod) =>
    one === 'auto' || one === 'none' ? t(`accounts.signIn.${one}`) : t('accounts.signIn.by', { method: one });
  return (
    <>
      <NativeSelect
        className={styles.user ?? ''}
        label={t('accounts.signIn.title')}
        description={t(`accounts.signIn.hint.${method}`)}
        data={methods.map((value) => ({ value, label: words(value) }))}
        {...register('signIn.method')}
      />
      {proofOf(typed) === 'certificate' && !hasCertificate && (
        <div className={styles.whole}>
          <InlineMessage
            tone="info"
            actions={
              <Button size="xs" onClick={onCertificate}>
                {t('smtp.fix.choose-client-certificate')}
              </Button>
            }
          >
            {t('accounts.signIn.needsCertificate')}
          </InlineMessage>
        </div>
      )}
    </>
  );
}
