/** The name of an attached file, being changed: Enter and leaving take it, Escape the one before. Its ending is not selected. */
import { useEffect, useRef } from 'react';
import { useWords } from '../../../words.ts';
import styles from './files.module.css';

export function FileNameEditor({
  name,
  onDone,
}: {
  readonly name: string;
  /** null: it keeps its name */
  readonly onDone: (name: string | null, byKey: boolean) => void;
}) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    input.current?.focus();
    const dot = name.lastIndexOf('.');
    input.current?.setSelectionRange(0, dot > 0 ? dot : name.length);
  }, [name]);
  const end = (written: string | null, byKey: boolean) => {
    // Leaving by a key takes the focus away, which ends it too.
    if (done.current) return;
    done.current = true;
    onDone(written === null || written.trim() === '' || written === name ? null : written, byKey);
  };
  return (
    <input
      ref={input}
      className={styles.rename}
      aria-label={t('compose.fileName')}
      defaultValue={name}
      maxLength={255}
      autoComplete="off"
      spellCheck={false}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === 'Enter' ? event.currentTarget.value : null, true);
      }}
      onBlur={({ currentTarget }) => end(currentTarget.value, false)}
    />
  );
}
