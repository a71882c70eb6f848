/** The route in four numbers. */
import type { Route } from '#core/headers/route/route.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { delayWords, hopName } from './hop-words.ts';
import styles from './route.module.css';

export function Summary({ route }: { readonly route: Route }) {
  const { t, language } = useWords();
  const { hops, total, slowest, written, encrypted } = route;
  const slow = slowest === null ? undefined : hops[slowest];
  const count = hops.length + route.older;
  const shown = formatNumber(count, language);
  return (
    <div className={styles.summary}>
      <div>
        <b>{t('lens.route.hops', { count, shown })}</b>
        <span>{t('lens.route.byReceived')}</span>
      </div>
      {total !== null && (
        <div>
          <b>{delayWords(total, language)}</b>
          <span>{t(written ? 'lens.route.fromDate' : 'lens.route.fromFirst')}</span>
        </div>
      )}
      <div data-slow={slow ? true : undefined}>
        <b>{slow ? delayWords(slow.delay ?? 0, language) : '—'}</b>
        <span>{slow ? t('lens.route.slowest', { host: hopName(t, slow) }) : t('lens.route.noSlowest')}</span>
      </div>
      <div>
        <b>{t('lens.route.encrypted', { count: encrypted, total: formatNumber(hops.length, language) })}</b>
        <span>{t('lens.route.encryptedText')}</span>
      </div>
    </div>
  );
}
