/** A certificate that did not verify: whose it is, each reason why not, and what to compare before it is trusted nevertheless. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TlsFacts } from '#core/smtp/vocabulary.ts';
import { formatDateTime } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from './certificate.module.css';

export function CertificateCard({ tls }: { readonly tls: TlsFacts }) {
  const { t, language } = useWords();
  const certificate = tls.chain[0];
  if (certificate === undefined) return null;
  const date = (iso: string) => {
    const at = Date.parse(iso);
    return Number.isNaN(at) ? iso : formatDateTime(at, language);
  };
  const names = certificate.names.join(', ');
  const params = { host: tls.serverName, names: names === '' ? certificate.subject : names };
  const rows = [
    ['subject', certificate.subject],
    ['issuer', certificate.issuer],
    ['names', names === '' ? '—' : names],
    ['validFrom', date(certificate.validFrom)],
    ['validTo', date(certificate.validTo)],
    ['fingerprint', certificate.fingerprint256],
  ] as const;
  return (
    <div className={styles.card}>
      <ul>
        {tls.problems.map((problem) => (
          <li key={problem}>
            <Icon of={IconAlertTriangle} size={16} />
            {t(`accounts.certificate.problem.${problem}`, {
              ...params,
              from: date(certificate.validFrom),
              to: date(certificate.validTo),
              issuer: certificate.issuer,
              reason: tls.problem ?? '',
            })}
          </li>
        ))}
      </ul>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`accounts.certificate.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{t('accounts.certificate.compare')}</p>
    </div>
  );
}
