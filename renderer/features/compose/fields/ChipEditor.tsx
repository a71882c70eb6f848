/** A chip being changed where it stands: Enter and leaving take what is written, Escape the chip as it was. Loaded with the first. */
import { useEffect, useRef } from 'react';
import { formatMailbox } from '#core/message/address.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { useWords } from '../../../words.ts';
import styles from './fields.module.css';

export default function ChipEditor({
  entry,
  onDone,
}: {
  readonly entry: RecipientEntry;
  /** `written` null: nothing changes; `back` null: the focus has gone elsewhere */
  readonly onDone: (written: string | null, back: HTMLElement | null) => void;
}) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const before = formatMailbox(entry);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const end = (written: string | null, back: HTMLElement | null) => {
    // Leaving by a key takes the focus away, which ends it too.
    if (done.current) return;
    done.current = true;
    onDone(written === before ? null : written, back);
  };
  return (
    <input
      ref={input}
      className={styles.chipEditor}
      aria-label={t('compose.editChip')}
      defaultValue={before}
      autoComplete="off"
      autoCapitalize="off"
      inputMode="email"
      spellCheck={false}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === 'Enter' ? event.currentTarget.value : null, event.currentTarget);
      }}
      onBlur={({ currentTarget }) => end(currentTarget.value, null)}
    />
  );
}
