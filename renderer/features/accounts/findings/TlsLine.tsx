/** How the connection was encrypted and whom the certificate names. */
import { IconLock } from '@tabler/icons-react';
import type { TlsFacts } from '#core/smtp/vocabulary.ts';
import { formatDate } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from '../accounts.module.css';

/** A date is read as one. */
const unbroken = (date: string) => date.replaceAll(' ', '\u00A0');

export function TlsLine({ tls }: { readonly tls: TlsFacts }) {
  const { t, language } = useWords();
  const certificate = tls.chain[0];
  const until = certificate === undefined ? Number.NaN : Date.parse(certificate.validTo);
  const parts = [
    tls.version.replace('TLSv', 'TLS '),
    tls.cipher,
    tls.pinned
      ? t('accounts.tls.pinned')
      : tls.verified
        ? t('accounts.tls.verified')
        : t('accounts.tls.notVerified'),
    ...(certificate === undefined
      ? []
      : [t('accounts.tls.issuedTo', { names: certificate.names.join(', ') || certificate.subject })]),
    ...(Number.isNaN(until)
      ? []
      : [t('accounts.tls.until', { date: unbroken(formatDate(until, language)) })]),
  ];
  return (
    <p className={styles.tls}>
      <Icon of={IconLock} size={16} />
      <span>{parts.join(' · ')}</span>
    </p>
  );
}
