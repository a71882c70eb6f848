/** What a HTML part names outside of the message, listed and never loaded. */
import { useMemo } from 'react';
import { formatBytes, formatNumber } from '../../../format.ts';
import { Badge, type Tone } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { MOST_REFERENCES, referencesOf, type ReferenceKind } from './references.ts';
import { useStructureWords } from './words.ts';
import styles from './structure.module.css';

const tones: Record<ReferenceKind, Tone> = {
  loaded: 'warn',
  followed: 'neutral',
  sent: 'warn',
  script: 'danger',
};

export function References({
  html,
  length,
  whole,
}: {
  readonly html: string;
  /** bytes that were looked at */
  readonly length: number;
  readonly whole: boolean;
}) {
  const t = useStructureWords();
  const { language } = useWords();
  const references = useMemo(() => referencesOf(html), [html]);
  const left = references.length - MOST_REFERENCES;
  return (
    <section className={styles.block}>
      <h3>{t('references')}</h3>
      {references.length === 0 ? (
        <p>{t('referencesNone')}</p>
      ) : (
        <>
          <p>{t('referencesWhy')}</p>
          <ul className={styles.references}>
            {references.slice(0, MOST_REFERENCES).map(({ kind, element, address, times }) => (
              <li key={`${kind} ${element} ${address}`}>
                <Badge tone={tones[kind]}>{t(`reference.${kind}`)}</Badge>
                <code>{`<${element}>`}</code>
                <span className={styles.address}>{address}</span>
                {times > 1 && <span>{t('times', { shown: formatNumber(times, language) })}</span>}
              </li>
            ))}
          </ul>
          {left > 0 && <p>{t('referencesCut', { count: left, shown: formatNumber(left, language) })}</p>}
        </>
      )}
      {!whole && <p>{t('referencesPart', { size: formatBytes(length, language) })}</p>}
    </section>
  );
}
