/** What was verified here beside signatures: DMARC and SPF, with the records that were found. */
import type { AuthenticationReport } from '#core/contract/authentication.ts';
import { Badge } from '../../../ui/index.ts';
import { Card } from './Card.tsx';
import { VerdictMark } from './marks.tsx';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

export function Verified({ report: { dmarc, spf } }: { readonly report: AuthenticationReport }) {
  const { t } = useAuthenticationWords();
  return (
    <>
      {dmarc.domain !== '' && (
        <Card
          title={t('dmarc.title', { domain: dmarc.domain })}
          item={null}
          marks={<VerdictMark result={dmarc.result ?? 'none'} />}
        >
          {dmarc.record === '' ? (
            <p className={styles.note}>{t('dmarc.none')}</p>
          ) : (
            <>
              <p className={styles.note}>
                {t('dmarc.record', {
                  domain: dmarc.policyDomain,
                  policy: t(`policy.${dmarc.policy ?? 'unknown'}`),
                })}
              </p>
              <pre className={styles.exact}>{dmarc.record}</pre>
            </>
          )}
        </Card>
      )}
      {spf !== null && (
        <Card
          title={t('spf.title', { domain: spf.domain })}
          item={null}
          marks={
            <>
              <VerdictMark result={spf.result} />
              <Badge tone={spf.aligned ? 'ok' : 'warn'}>
                {t(spf.aligned ? 'spf.aligned' : 'spf.notAligned')}
              </Badge>
            </>
          }
        >
          <p className={styles.note}>
            {spf.result === null ? t('spf.notAsked') : t('spf.asked', { address: spf.address ?? '' })}
          </p>
          {spf.record === '' ? (
            <p className={styles.note}>{t('spf.noRecord')}</p>
          ) : (
            <pre className={styles.exact}>{spf.record}</pre>
          )}
        </Card>
      )}
    </>
  );
}
