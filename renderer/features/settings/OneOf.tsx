/** One of a few, all of which are seen. */
import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import styles from './settings.module.css';

export function OneOf<T extends string>({
  label,
  description,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: T;
  readonly options: { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span className={styles.said}>
        <span id={id}>{label}</span>
        {description !== undefined && <span className={styles.quiet}>{description}</span>}
      </span>
      <SegmentedControl<T>
        aria-labelledby={id}
        value={value}
        data={options}
        onChange={onChange}
        transitionDuration={0}
      />
    </div>
  );
}
