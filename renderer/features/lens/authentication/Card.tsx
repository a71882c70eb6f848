/** One signature or claim: a title that leads to its field, marks, what it says. The card of the chosen field is marked. */
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSelection } from '../selection.tsx';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

export function Card({
  title,
  item,
  marks,
  children,
}: {
  readonly title: string;
  /** of its field among the header's items; null: it stands for no field */
  readonly item: number | null;
  readonly marks?: ReactNode;
  readonly children?: ReactNode;
}) {
  const { item: chosen, select } = useSelection();
  const isChosen = item !== null && item === chosen;
  return (
    <article className={styles.card} data-item={item ?? undefined} data-chosen={isChosen || undefined}>
      <header className={styles.cardHead}>
        <h3>
          {item === null ? (
            title
          ) : (
            <UnstyledButton
              className={styles.title ?? ''}
              aria-pressed={isChosen}
              onClick={() => select(isChosen ? null : item)}
            >
              {title}
            </UnstyledButton>
          )}
        </h3>
        {marks}
      </header>
      {isChosen && <ShowIn item={item} />}
      {children}
    </article>
  );
}

/** Ways to the chosen field in the other views. */
export function ShowIn({ item }: { readonly item: number }) {
  const { t } = useAuthenticationWords();
  const { show } = useSelection();
  return (
    <p className={styles.ways}>
      <UnstyledButton className={styles.way ?? ''} onClick={() => show('source', item)}>
        {t('dkim.showSource')}
      </UnstyledButton>
      <UnstyledButton className={styles.way ?? ''} onClick={() => show('fields', item)}>
        {t('dkim.showFields')}
      </UnstyledButton>
    </p>
  );
}

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
  /** monospace */
  readonly exact?: boolean;
  /** a row of its own */
  readonly wide?: boolean;
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, value, exact, wide }) => (
        <div key={term} data-wide={wide === true || undefined}>
          <dt>{term}</dt>
          <dd data-exact={exact === true || undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
