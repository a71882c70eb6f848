/** One row of the timeline: time, node, name with its marks, and below them how long it took to the next one. */
import type { ReactNode } from 'react';
import { formatSpan } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { delayWords } from './hop-words.ts';
import styles from './route.module.css';

export interface Delay {
  readonly ms: number;
  /** of the longest one, 0…1 */
  readonly share: number;
  readonly slowest: boolean;
}

const WIDEST = 300;

export function Stop({
  place,
  time,
  name,
  marks,
  said,
  delay,
  choice,
}: {
  readonly place: 'first' | 'between' | 'last';
  readonly time: string;
  readonly name: string;
  readonly marks?: ReactNode;
  readonly said: string;
  /** to the next stop; null when a clock is unknown */
  readonly delay: Delay | null;
  /** as one of the stops that can be chosen, within a listbox; else within a list */
  readonly choice?: { readonly id: string; readonly selected: boolean; readonly onSelect: () => void };
}) {
  const pace = delay === null ? 'unknown' : delay.ms < 0 ? 'skew' : delay.slowest ? 'slow' : 'usual';
  const looks = { className: styles.hop, 'data-place': place, 'data-pace': pace };
  const content = (
    <>
      <span className={styles.time}>{time}</span>
      <span className={styles.node}>
        <i />
      </span>
      <div className={styles.words}>
        <div className={styles.top}>
          <span className={styles.name}>{name}</span>
          {marks}
        </div>
        {said !== '' && <div className={styles.said}>{said}</div>}
        {delay !== null && place !== 'last' && <DelayLine delay={delay} />}
      </div>
    </>
  );
  if (choice === undefined) return <li {...looks}>{content}</li>;
  const { id, selected, onSelect } = choice;
  return (
    <div
      {...looks}
      id={id}
      role="option"
      aria-selected={selected}
      data-selected={selected || undefined}
      onClick={onSelect}
    >
      {content}
    </div>
  );
}

function DelayLine({ delay: { ms, share, slowest } }: { readonly delay: Delay }) {
  const { t, language } = useWords();
  return (
    <div className={styles.delay}>
      <span>{delayWords(ms, language)}</span>
      <i style={{ width: Math.round(Math.max(0, share) * WIDEST) }} />
      {ms < 0 && <span>{t('lens.route.skew', { span: formatSpan(-ms, language) })}</span>}
      {ms >= 0 && slowest && <span>{t('lens.route.slow')}</span>}
      {ms === 0 && <span>{t('lens.route.sameSecond')}</span>}
    </div>
  );
}
