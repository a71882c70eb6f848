/** A link that leaves the program: main shows the address and asks first. */
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { call } from '../../api.ts';
import styles from './lens.module.css';

export function ExternalLink({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  return (
    <UnstyledButton
      className={styles.link}
      role="link"
      onClick={() => void call('app.openExternal', { url })}
    >
      {children}
    </UnstyledButton>
  );
}
