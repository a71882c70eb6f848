/** Whom this account trusts beyond the usual authorities, and the certificate that it shows itself. The server's fields say whether at all. */
import { Button } from '@mantine/core';
import { IconFileCertificate, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import type { AccountView } from '#core/contract/accounts.ts';
import type { AppError } from '#core/contract/errors.ts';
import { call, errorOf } from '../../../../api.ts';
import { formatDate } from '../../../../format.ts';
import { ErrorPane, Icon } from '../../../../ui/index.ts';
import { toast } from '../../../../ui/toast/toast.tsx';
import { useWords } from '../../../../words.ts';
import type { AccountForm } from '../account-form.ts';
import { ClientCertificate } from './ClientCertificate.tsx';
import styles from './tls.module.css';

export function TlsFields({ view }: { readonly view: AccountView | null }) {
  return (
    <>
      <TrustedList />
      <Authorities />
      <ClientCertificate view={view} />
    </>
  );
}

function TrustedList() {
  const { t, language } = useWords();
  const { control, getValues } = useFormContext<AccountForm>();
  const { fields, remove, insert } = useFieldArray({ control, name: 'tls.trusted', keyName: 'key' });
  const revoke = (index: number) => {
    const gone = getValues(`tls.trusted.${index}`);
    remove(index);
    toast({
      kind: 'info',
      title: t('accounts.trust.revoked', { subject: gone.subject }),
      undo: () => insert(index, gone),
    });
  };
  return (
    <section className={styles.section}>
      <h2>{t('accounts.trust.title')}</h2>
      <p>{t('accounts.trust.text')}</p>
      {fields.length === 0 ? (
        <p className={styles.none}>{t('accounts.trust.none')}</p>
      ) : (
        <ul className={styles.list}>
          {fields.map((certificate, index) => (
            <li key={certificate.key}>
              <div>
                <b>{certificate.subject}</b>
                <div>
                  {t('accounts.trust.entry', {
                    host: certificate.host,
                    day: formatDate(certificate.trustedAt, language),
                    until: formatDate(Date.parse(certificate.validTo), language),
                  })}
                </div>
                <code>{certificate.fingerprint256}</code>
              </div>
              <Button
                size="xs"
                variant="subtle"
                leftSection={<Icon of={IconTrash} size={16} />}
                aria-label={t('accounts.trust.revokeThis', { subject: certificate.subject })}
                onClick={() => revoke(index)}
              >
                {t('accounts.trust.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Authorities() {
  const { t } = useWords();
  const { watch, setValue } = useFormContext<AccountForm>();
  const [error, setError] = useState<AppError | null>(null);
  const { name } = watch('tls.authorities');
  const set = (authorities: AccountForm['tls']['authorities']) =>
    setValue('tls.authorities', authorities, { shouldDirty: true });
  const choose = async () => {
    setError(null);
    try {
      const picked = await call('certificates.chooseAuthorities', null);
      if (picked === null) return;
      set({ name: picked.name, pem: picked.pem });
      toast({
        kind: 'info',
        title: t('accounts.authorities.taken', { subjects: picked.subjects.join('; ') }),
      });
    } catch (caught) {
      setError(errorOf(caught));
    }
  };
  return (
    <section className={styles.section}>
      <h2>{t('accounts.authorities.title')}</h2>
      <p>{t('accounts.authorities.text')}</p>
      <div className={styles.row}>
        {name !== '' && <b>{name}</b>}
        <Button
          size="xs"
          leftSection={<Icon of={IconFileCertificate} size={16} />}
          onClick={() => void choose()}
        >
          {t(name === '' ? 'accounts.authorities.choose' : 'accounts.authorities.another')}
        </Button>
        {name !== '' && (
          <Button size="xs" variant="subtle" onClick={() => set({ name: '', pem: '' })}>
            {t('accounts.authorities.remove')}
          </Button>
        )}
      </div>
      {error && <ErrorPane title={t('accounts.authorities.notTaken')} error={error} />}
    </section>
  );
}
