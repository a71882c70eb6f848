/** A spam filter's report: its verdict, its score, the tests that matched. */
import type { SpamClaim } from '#core/headers/authentication/authentication.ts';
import { formatDecimal } from './decimal.ts';
import { Badge } from '../../../ui/index.ts';
import { Card } from './Card.tsx';
import { TrustMark } from './marks.tsx';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

export function SpamCard({ claim: { item, name, trust, report } }: { readonly claim: SpamClaim }) {
  const { t, language } = useAuthenticationWords();
  const { system, spam, score, required, tests, more } = report;
  const points = (value: number) => formatDecimal(value, language);
  return (
    <Card
      title={`${name}: ${t(`spam.${system}`)}`}
      item={item}
      marks={
        <>
          {spam !== null && (
            <Badge tone={spam ? 'warn' : 'neutral'}>{t(spam ? 'spam.yes' : 'spam.no')}</Badge>
          )}
          {score !== null && (
            <Badge>
              {required === null
                ? t('spam.score', { score: points(score) })
                : t('spam.scoreOf', { score: points(score), required: points(required) })}
            </Badge>
          )}
          <TrustMark trust={trust} />
        </>
      }
    >
      {tests.length > 0 && (
        <ul className={styles.tests} aria-label={t('spam.tests')}>
          {tests.map((test, index) => (
            <li key={index} title={test.options}>
              <code>{test.name}</code>
              {test.score !== null && <small>{points(test.score)}</small>}
            </li>
          ))}
          {more > 0 && <li>{t('dkim.more', { count: more })}</li>}
        </ul>
      )}
    </Card>
  );
}
