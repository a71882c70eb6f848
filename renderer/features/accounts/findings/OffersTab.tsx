/** All that the account's server said it offers, before TLS and after it, a line each; from the last test or attempt with these settings. */
import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import type { ServerOffers } from '#core/smtp/offers.ts';
import type { Extensions } from '#core/smtp/vocabulary.ts';
import { formatDateTime } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { lacks, mechanismsIn, offerText, type Offer } from './offer-words.ts';
import styles from '../accounts.module.css';

export function OffersTab({
  offers,
  canTest,
  onTest,
}: {
  readonly offers: ServerOffers | null;
  readonly canTest: boolean;
  readonly onTest: () => void;
}) {
  const { t, language } = useWords();
  if (offers === null)
    return (
      <div className={styles.noOffers}>
        <p>{t('offers.none')}</p>
        <Button leftSection={<Icon of={IconPlugConnected} size={16} />} disabled={!canTest} onClick={onTest}>
          {t('offers.testNow')}
        </Button>
      </div>
    );
  const { at, beforeTls, afterTls, tlsVersion } = offers;
  const version = (tlsVersion ?? 'TLS').replace('TLSv', 'TLS\u00A0');
  return (
    // It has nothing to press, and the arrows should scroll it all the same.
    <div className={styles.offersTab} role="region" aria-label={t('offers.tab')} tabIndex={0}>
      <p className={styles.quiet}>
        {t('offers.text')} {t('offers.from', { when: formatDateTime(at, language) })}
      </p>
      {afterTls && <Keywords title={t('offers.after', { version })} extensions={afterTls} isLast />}
      {beforeTls && (
        <Keywords
          title={afterTls === null ? t('offers.only') : t('offers.before')}
          text={t('offers.beforeText')}
          extensions={beforeTls}
          isLast={afterTls === null}
        />
      )}
    </div>
  );
}

function Keywords({
  title,
  text,
  extensions,
  isLast,
}: {
  readonly title: string;
  readonly text?: string;
  readonly extensions: Extensions;
  /** what counts when a message is handed over: only of it is said what it lacks */
  readonly isLast: boolean;
}) {
  const { t } = useWords();
  const absent = isLast ? lacks(extensions) : [];
  return (
    <section className={styles.offers}>
      <div className={styles.offersHead}>
        <h2>{title}</h2>
        {text !== undefined && <span className={styles.quiet}>{text}</span>}
      </div>
      <dl className={styles.allKeywords}>
        {extensions.map((offer) => (
          <Keyword key={offer.keyword} offer={offer} />
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

function Keyword({ offer }: { readonly offer: Offer }) {
  const { t, language } = useWords();
  const isAuth = offer.keyword === 'AUTH';
  return (
    <div>
      <dt>
        {offer.keyword}
        {offer.parameters !== '' && !isAuth && <span className={styles.parameters}> {offer.parameters}</span>}
      </dt>
      <dd>
        {offerText(offer, t, language)}
        {isAuth && (
          <ul className={styles.mechanisms}>
            {mechanismsIn(offer.parameters, t).map(({ name, text }) => (
              <li key={name}>
                <code>{name}</code> {text}
              </li>
            ))}
          </ul>
        )}
      </dd>
    </div>
  );
}
