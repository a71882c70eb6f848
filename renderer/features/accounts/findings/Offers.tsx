/** What the server offers after EHLO, in words; and what it would be good to have and is not there. */
import { explainExtension } from '#core/smtp/codes.ts';
import type { Extensions } from '#core/smtp/vocabulary.ts';
import { formatBytes, formatTime } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import styles from '../accounts.module.css';

const missed = ['8BITMIME', 'SMTPUTF8', 'PIPELINING', 'DSN'] as const;

export function Offers({ extensions, at }: { readonly extensions: Extensions; readonly at: number }) {
  const { t, language } = useWords();
  const words = (keyword: string, parameters: string) => {
    const size = Number(parameters);
    if (keyword === 'SIZE' && parameters !== '' && size > 0) {
      return t('accounts.sizeLimit', { size: formatBytes(size, language) });
    }
    if (keyword === 'SIZE') return t('accounts.noLimit');
    if (keyword === 'AUTH') return parameters.split(' ').join(', ');
    const code = explainExtension({ keyword, parameters });
    return code === null ? parameters : t(code);
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
