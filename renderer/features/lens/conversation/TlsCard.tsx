/** The connection's encryption, as it was found: version, cipher, key exchange, certificate, chain; or that there was none. */
import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconLock, IconLockOpen, IconPin } from '@tabler/icons-react';
import { useState } from 'react';
import { LOCALES, type Language } from '#core/i18n/languages.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import type { CertificateFacts, TlsFacts } from '#core/smtp/vocabulary.ts';
import { Badge, Icon } from '../../../ui/index.ts';
import { useWords, type WordsInUse } from '../../../words.ts';
import lens from '../lens.module.css';
import styles from './conversation.module.css';

export function TlsCard({ attempt }: { readonly attempt: AttemptRecorded }) {
  const { t } = useWords();
  if (attempt.remoteAddress === null) return null;
  if (attempt.tls) return <Encrypted tls={attempt.tls} />;
  const local = /^(127\.|::1$|::ffff:127\.)/.test(attempt.remoteAddress);
  return (
    <div className={styles.tls} data-plain>
      <Icon of={IconLockOpen} />
      <b>{t('lens.conversation.plain')}</b>
      <span>{t(local ? 'lens.conversation.plainLocal' : 'lens.conversation.plainText')}</span>
    </div>
  );
}

function Encrypted({ tls }: { readonly tls: TlsFacts }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const [certificate] = tls.chain;
  const facts = [
    tls.cipher,
    tls.keyExchange,
    t('lens.conversation.sni', { name: tls.serverName }),
    tls.alpn === null ? null : t('lens.conversation.alpn', { name: tls.alpn }),
  ];
  return (
    <div className={styles.tls} data-trusted={tls.verified || tls.pinned || undefined}>
      <Icon of={IconLock} />
      <b>{tls.version.replace(/^TLSv/, 'TLS\u00A0')}</b>
      <span className={styles.exact}>{facts.filter((fact) => fact !== null).join(' · ')}</span>
      {certificate && (
        <>
          <b className={styles.second}>{t('lens.conversation.certificate')}</b>
          <span className={styles.certificate}>
            <span>
              {t('lens.conversation.until', {
                subject: shortName(certificate.subject),
                day: day(certificate.validTo, language),
              })}
            </span>
            <Verdict tls={tls} />
            <UnstyledButton className={lens.link} aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('lens.conversation.chain', { count: tls.chain.length })}
            </UnstyledButton>
          </span>
        </>
      )}
      {open && (
        <ol className={styles.chain}>
          {tls.chain.map((link) => (
            <ChainLink key={link.fingerprint256} link={link} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Verdict({ tls }: { readonly tls: TlsFacts }) {
  const { t } = useWords();
  if (tls.pinned)
    return (
      <Badge tone="ok" icon={IconPin}>
        {t('lens.conversation.pinned')}
      </Badge>
    );
  if (tls.verified)
    return (
      <Badge tone="ok" icon={IconCheck}>
        {t('lens.conversation.verified')}
      </Badge>
    );
  return (
    <Badge tone="danger" icon={IconAlertTriangle}>
      {t('lens.conversation.notVerified', { problem: problems(tls, t) })}
    </Badge>
  );
}

/** In words where each reason is known, else by the library's code. */
function problems({ problems: known, problem }: TlsFacts, t: WordsInUse['t']): string {
  const named = known.flatMap((one) => (one === 'other' ? [] : [t(`smtp.certificate.${one}`)]));
  return named.length === 0 ? (problem ?? '') : named.join(', ');
}

function ChainLink({ link }: { readonly link: CertificateFacts }) {
  const { t, language } = useWords();
  return (
    <li>
      <b>{link.subject}</b>
      <div>{t('lens.conversation.issuer', { issuer: link.issuer })}</div>
      <div>
        {t('lens.conversation.validity', {
          from: day(link.validFrom, language),
          to: day(link.validTo, language),
        })}
      </div>
      {link.names.length > 0 && <div>{t('lens.conversation.names', { names: link.names.join(', ') })}</div>}
      <div className={styles.exact}>{link.fingerprint256}</div>
    </li>
  );
}

/** `CN=smtp.example` is shown as `smtp.example`. */
const shortName = (subject: string) => /(?:^|[,\n/])\s*CN\s*=\s*([^,\n/]+)/.exec(subject)?.[1] ?? subject;

function day(iso: string, language: Language): string {
  const at = Date.parse(iso);
  return Number.isNaN(at)
    ? iso
    : new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' }).format(at);
}
