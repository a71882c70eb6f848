/** The main things that the server offers after EHLO, under a test's findings; all of them are in the tab. */
import { UnstyledButton } from '@mantine/core';
import type { Extensions } from '#core/smtp/vocabulary.ts';
import { formatBytes, formatTime } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { lacks } from './offer-words.ts';
import styles from '../accounts.module.css';

const MAIN = ['SIZE', 'AUTH', '8BITMIME', 'SMTPUTF8', 'PIPELINING', 'DSN'] as const;
type Main = (typeof MAIN)[number];

export function Offers({
  extensions,
  at,
  onAll,
}: {
  readonly extensions: Extensions;
  readonly at: number;
  readonly onAll: () => void;
}) {
  const { t, language } = useWords();
  const words = (keyword: Main, parameters: string) => {
    const size = Number(parameters);
    if (keyword === 'SIZE' && parameters !== '' && size > 0)
      return t('accounts.sizeLimit', { size: formatBytes(size, language) });
    if (keyword === 'SIZE') return t('accounts.noLimit');
    return keyword === 'AUTH' ? parameters.split(' ').join(', ') : t(`accounts.with.${keyword}`);
  };
  const offered = MAIN.flatMap((keyword) => {
    const one = extensions.find((extension) => extension.keyword === keyword);
    return one === undefined ? [] : [{ keyword, parameters: one.parameters }];
  });
  return (
    <section className={styles.offers}>
      <div className={styles.offersHead}>
        <h2>{t('accounts.offers')}</h2>
        <span className={styles.quiet}>{t('accounts.offersFrom', { time: formatTime(at, language) })}</span>
        <UnstyledButton className={styles.allOffers ?? ''} onClick={onAll}>
          {t('offers.all', { count: extensions.length })}
        </UnstyledButton>
      </div>
      <dl>
        {offered.map(({ keyword, parameters }) => (
          <div key={keyword}>
            <dt>{keyword === 'SIZE' ? `${keyword} ${parameters}`.trim() : keyword}</dt>
            <dd>{words(keyword, parameters)}</dd>
          </div>
        ))}
        {lacks(extensions).map((keyword) => (
          <div key={keyword}>
            <dt>{keyword}</dt>
            <dd>
              <span className={styles.absent}>{t('accounts.notOffered')}</span>{' '}
              {t(`accounts.without.${keyword}`)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
