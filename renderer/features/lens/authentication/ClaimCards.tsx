/** What header fields claim of checks: each with who can have written it. */
import type { ResultsClaim, SpfClaim } from '#core/headers/authentication/authentication.ts';
import { isBelieved } from '#core/headers/authentication/boundary.ts';
import type { MethodResult } from '#core/headers/authentication/results.ts';
import { Card } from './Card.tsx';
import { ClaimedMark, TrustMark } from './marks.tsx';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

export function ResultsCard({ claim: { item, name, trust, results } }: { readonly claim: ResultsClaim }) {
  const { t } = useAuthenticationWords();
  const server = results.server ?? '';
  return (
    <Card title={server === '' ? name : `${name}: ${server}`} item={item} marks={<TrustMark trust={trust} />}>
      <p className={styles.note}>{t(`trustText.${trust}`)}</p>
      {server === '' && <p className={styles.note}>{t('claim.noServer')}</p>}
      <Results results={results.results} more={results.more} believed={isBelieved(trust)} />
    </Card>
  );
}

export function Results({
  results,
  more,
  believed,
}: {
  readonly results: readonly MethodResult[];
  readonly more: number;
  readonly believed: boolean;
}) {
  const { t } = useAuthenticationWords();
  if (results.length === 0) return <p className={styles.note}>{t('claim.noResults')}</p>;
  return (
    <ul className={styles.results}>
      {results.map((one, index) => (
        <li key={index}>
          <Method method={one.method} />
          <ClaimedMark result={one.result} believed={believed} />
          <span className={styles.said}>
            {one.properties.map(({ type, property, value }, at) => (
              <span key={at}>
                <code>
                  {type === '' ? property : `${type}.${property}`}={value}
                </code>{' '}
              </span>
            ))}
            {[one.reason ?? '', ...one.comments].filter((said) => said !== '').join(' · ')}
          </span>
        </li>
      ))}
      {more > 0 && <li>{t('claim.more', { count: more })}</li>}
    </ul>
  );
}

const METHODS = ['dkim', 'spf', 'dmarc', 'arc', 'iprev', 'auth', 'bimi'] as const;

function Method({ method }: { readonly method: string }) {
  const { t } = useAuthenticationWords();
  const known = METHODS.find((one) => one === method);
  return <b>{t(`method.${known ?? 'x'}`, { method: method.slice(0, 40) })}</b>;
}

export function SpfClaimCard({ claim: { item, name, trust, spf } }: { readonly claim: SpfClaim }) {
  const { t } = useAuthenticationWords();
  return (
    <Card title={name} item={item} marks={<TrustMark trust={trust} />}>
      <p className={styles.note}>{t(`trustText.${trust}`)}</p>
      <ul className={styles.results}>
        <li>
          <Method method="spf" />
          <ClaimedMark result={spf.result} believed={isBelieved(trust)} />
          <span className={styles.said}>
            {spf.pairs.map(({ key, value }, at) => (
              <span key={at}>
                <code>
                  {key}={value}
                </code>{' '}
              </span>
            ))}
            {spf.comment}
          </span>
        </li>
      </ul>
    </Card>
  );
}
