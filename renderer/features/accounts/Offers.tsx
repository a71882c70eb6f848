/** What the server offers after EHLO, in words; and what it would be good to have and is not there. */
import type { Extensions } from '#core/smtp/vocabulary.ts';
import { formatBytes, formatTime } from '../../format.ts';
import { useWords } from '../../words.ts';
import styles from './accounts.module.css';

const known = [
  'SIZE',
  'AUTH',
  '8BITMIME',
  'SMTPUTF8',
  'PIPELINING',
  'DSN',
  'STARTTLS',
  'CHUNKING',
  'BINARYMIME',
  'ENHANCEDSTATUSCODES',
  'LIMITS',
  'REQUIRETLS',
  'DELIVERBY',
  'FUTURERELEASE',
  'ETRN',
  'VRFY',
  'HELP',
] as const;
const missed = ['8BITMIME', 'SMTPUTF8', 'PIPELINING', 'DSN'] as const;

export function Offers({ extensions, at }: { readonly extensions: Extensions; readonly at: number }) {
  const { t, language } = useWords();
  const words = (keyword: string, parameters: string) => {
    const size = Number(parameters);
    if (keyword === 'SIZE' && parameters !== '' && size > 0) {
      return t('accounts.offer.SIZE', { size: formatBytes(size, language) });
    }
    if (keyword === 'SIZE') return t('accounts.offer.noLimit');
    if (keyword === 'AUTH') return parameters.split(' ').join(', ');
    const one = known.find((name) => name === keyword);
    return one === undefined ? parameters : t(`accounts.offer.${one}`);
  };
  const absent = missed.filter((keyword) => !extensions.some((one) => one.keyword === keyword));
  return (
    <section className={styles.offers}>
      <div className={styles.offersHead}>
        <h2>{t('accounts.offers')}</h2>
        <span className={styles.quiet}>{t('accounts.offersFrom', { time: formatTime(at, language) })}</span>
      </div>
      <dl>
        {extensions.map(({ keyword, parameters }) => (
          <div key={keyword}>
            <dt>{keyword === 'SIZE' ? `${keyword} ${parameters}`.trim() : keyword}</dt>
            <dd>{words(keyword, parameters)}</dd>
          </div>
        ))}
        {absent.map((keyword) => (
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
