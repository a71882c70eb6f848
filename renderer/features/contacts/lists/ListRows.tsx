/** The lists by name, each with how many are in it. */
import type { ListSummary } from '#core/contacts/list.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import styles from '../contacts.module.css';
import { useRows } from '../use-rows.tsx';
import { useContactsWords } from '../words.ts';

export function ListRows({
  lists,
  chosen,
  onChoose,
  onForget,
}: {
  readonly lists: readonly ListSummary[];
  readonly chosen: ListSummary | null;
  /** `open`: on a narrow window, show it in place of the list */
  readonly onChoose: (list: ListSummary, open: boolean) => void;
  readonly onForget: (list: ListSummary) => void;
}) {
  const t = useContactsWords();
  const { language } = useWords();
  const rows = useRows({
    label: t('lists.title'),
    total: lists.length,
    chosen: lists.findIndex(({ id }) => id === chosen?.id),
    onMove: (index, open) => {
      const list = lists[index];
      if (list !== undefined) onChoose(list, open);
    },
    onForget: () => chosen !== null && onForget(chosen),
  });
  return rows.draw((index) => {
    const { name, count } = lists[index] ?? { name: '', count: 0 };
    return (
      <>
        <b className={styles.line}>{name}</b>
        <span className={styles.line}>
          {t('lists.members', { count, number: formatNumber(count, language) })}
        </span>
      </>
    );
  });
}
