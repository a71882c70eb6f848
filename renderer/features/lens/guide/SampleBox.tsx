/** A sample: the lines with what is meant marked in them, and the way to where they stand; or why this message has none. */
import { UnstyledButton } from '@mantine/core';
import type { SampleKind } from '#core/i18n/guide/chapters.ts';
import { useWords } from '../../../words.ts';
import type { LensTab } from '../selection.tsx';
import type { Sample, SampleLine } from './samples.ts';
import styles from './guide.module.css';

export function SampleBox({
  kind,
  sample,
  origin,
  onShow,
}: {
  readonly kind: SampleKind;
  /** null: this message has none */
  readonly sample: Sample | null;
  readonly origin: 'sent' | 'practice' | 'opened';
  readonly onShow: (tab: LensTab, item?: number) => void;
}) {
  const { t } = useWords();
  if (sample === null) {
    const why = origin === 'opened' ? 'opened' : noneOf(kind);
    return <p className={styles.none}>{t(`lens.guide.none.${why}`)}</p>;
  }
  const { lines, more, tab, item } = sample;
  return (
    <figure className={styles.sample}>
      <figcaption>
        <span>{t(origin === 'practice' ? 'lens.guide.fromPractice' : 'lens.guide.fromThis')}</span>
        <UnstyledButton className={styles.show} onClick={() => onShow(tab, item)}>
          {t('lens.guide.showIn', { view: t(`lens.tab.${tab}`) })}
        </UnstyledButton>
      </figcaption>
      <pre>
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
        {more > 0 && <span className={styles.more}>{t('lens.head.more', { count: more })}</span>}
      </pre>
    </figure>
  );
}

function Line({ line: { text, marked } }: { readonly line: SampleLine }) {
  const at = marked === '' ? -1 : text.indexOf(marked);
  if (at < 0) return <span>{text}</span>;
  return (
    <span>
      {text.slice(0, at)}
      <mark>{marked}</mark>
      {text.slice(at + marked.length)}
    </span>
  );
}

/** Why there is none is worth a word of its own where the reader can do something about it. */
const noneOf = (kind: SampleKind): 'hidden' | 'signIn' | 'tls' | 'other' => {
  switch (kind) {
    case 'hidden':
      return 'hidden';
    case 'sign-in':
      return 'signIn';
    case 'tls':
      return 'tls';
    default:
      return 'other';
  }
};
