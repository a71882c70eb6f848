/** One section of the settings, with a line of its own and a title that names the region. */
import { useId, type ReactNode } from 'react';
import styles from './settings.module.css';

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className={styles.rows}>{children}</div>
    </section>
  );
}
