/** The account's client certificate: a PKCS#12 file goes to main with its passphrase, once; what is seen here is whose it is. */
import { Button, PasswordInput } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { AccountView } from '#core/contract/accounts.ts';
import type { PickedFile } from '#core/contract/certificates.ts';
import type { AppError } from '#core/contract/errors.ts';
import { call, errorOf } from '../../../../api.ts';
import { formatDate } from '../../../../format.ts';
import { Badge, ErrorPane, Icon, InlineMessage } from '../../../../ui/index.ts';
import { useWords } from '../../../../words.ts';
import { secretLooks } from '../secret-looks.ts';
import styles from './tls.module.css';

export function ClientCertificate({ view }: { readonly view: AccountView | null }) {
  const { t, language } = useWords();
  const passphrase = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<PickedFile | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (caught) {
      setError(errorOf(caught));
    }
  };
  const choose = () => attempt(async () => setFile((await call('certificates.chooseClient', null)) ?? file));
  const store = (where: 'keychain' | 'memory') =>
    attempt(async () => {
      if (view === null || file === null) return;
      await call('certificates.storeClient', {
        accountId: view.account.id,
        handle: file.handle,
        passphrase: passphrase.current?.value ?? '',
        where,
      });
      setFile(null);
    });
  const forget = () =>
    attempt(async () => {
      if (view !== null) await call('certificates.forgetClient', { accountId: view.account.id });
    });
  const certificate = view?.account.tls.clientCertificate ?? null;
  const state = view?.secrets['client-certificate'] ?? 'none';
  const { tone, icon } = secretLooks[state];
  return (
    <section className={styles.section}>
      <h2>{t('accounts.client.title')}</h2>
      <p>{t('accounts.client.text')}</p>
      {certificate && (
        <div className={styles.row}>
          <b>{certificate.subject}</b>
          <span>
            {t('accounts.client.until', { day: formatDate(Date.parse(certificate.validTo), language) })}
          </span>
          <Badge tone={tone} icon={icon} large>
            {t(`accounts.secret.${state}`)}
          </Badge>
        </div>
      )}
      {view === null ? (
        <p className={styles.none}>{t('accounts.client.saveFirst')}</p>
      ) : (
        <div className={styles.row}>
          <Button
            size="xs"
            leftSection={<Icon of={IconFileCertificate} size={16} />}
            onClick={() => void choose()}
          >
            {t(certificate ? 'accounts.client.another' : 'accounts.client.choose')}
          </Button>
          {certificate && (
            <Button size="xs" variant="subtle" onClick={() => void forget()}>
              {t('accounts.forget')}
            </Button>
          )}
        </div>
      )}
      {file && (
        <div className={styles.passphrase}>
          <PasswordInput
            ref={passphrase}
            label={t('accounts.client.passphrase', { name: file.name })}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
          />
          <Button size="xs" onClick={() => void store('keychain')}>
            {t('accounts.client.store')}
          </Button>
        </div>
      )}
      {error?.code === 'keychain' && (
        <InlineMessage
          tone="warning"
          live
          actions={
            <Button size="xs" onClick={() => void store('memory')}>
              {t('accounts.keepInMemory')}
            </Button>
          }
        >
          {t(`app.error.keychain.${error.reason}`)} {t('accounts.client.memoryOffer')}
        </InlineMessage>
      )}
      {error && error.code !== 'keychain' && (
        <ErrorPane title={t('accounts.client.notStored')} error={error} />
      )}
    </section>
  );
}
