/** What needs a message's structure: told while it is read, and where it cannot be. */
import type { ReactNode } from 'react';
import type { Structure } from '#core/mime/structure.ts';
import { errorOf } from '../../../api.ts';
import { ErrorPane } from '../../../ui/index.ts';
import type { LensMessage } from '../message.ts';
import { useStructure } from './use-structure.ts';
import styles from './structure.module.css';

export function WithStructure({
  message,
  reading,
  failed,
  children,
}: {
  readonly message: LensMessage;
  /** words for the time until it is there */
  readonly reading: string;
  readonly failed: string;
  readonly children: (structure: Structure) => ReactNode;
}) {
  const structure = useStructure(message);
  if (structure.isError)
    return (
      <ErrorPane title={failed} error={errorOf(structure.error)} onRetry={() => void structure.refetch()} />
    );
  if (structure.data !== undefined) return children(structure.data);
  return (
    <div className={styles.reading} role="status" aria-busy="true">
      {reading}
    </div>
  );
}
