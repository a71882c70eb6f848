/** Which of them are listed, with how many there are of each kind; kinds that have none are left out. */
import { UnstyledButton } from '@mantine/core';
import { OutboxFilter, type OutboxSummary } from '#core/contract/outbox.ts';
import { formatNumber } from '../../format.ts';
import { useWords } from '../../words.ts';
import styles from './outbox.module.css';

/** As `outbox.page` counts them. */
const countOf = (summary: OutboxSummary, filter: OutboxFilter): number => {
  switch (filter) {
    case 'all':
      return summary.total;
    case 'waiting':
      return summary.waiting + summary.sending;
    case 'held':
      return summary.held + summary.paused;
    default:
      return summary[filter];
  }
};

export function Filters({
  summary,
  value,
  onChange,
}: {
  readonly summary: OutboxSummary;
  readonly value: OutboxFilter;
  readonly onChange: (filter: OutboxFilter) => void;
}) {
  const { t, language } = useWords();
  const shown = OutboxFilter.options.filter((filter) => filter === value || countOf(summary, filter) > 0);
  // One kind alone needs no choice.
  if (shown.length <= 2 && value === 'all') return null;
  return (
    <div className={styles.filters} role="group" aria-label={t('outbox.filter.label')}>
      {shown.map((filter) => (
        <UnstyledButton
          key={filter}
          className={styles.filter}
          data-filter={filter}
          aria-pressed={filter === value}
          onClick={() => onChange(filter)}
        >
          {t(`outbox.filter.${filter}`)} <span>{formatNumber(countOf(summary, filter), language)}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
