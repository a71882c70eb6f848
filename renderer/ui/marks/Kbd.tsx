/** A key or a shortcut. `quiet` for one that stands on a coloured button. */
import type { ReactNode } from 'react';
import marks from './marks.module.css';

export function Kbd({ children, quiet = false }: { readonly children: ReactNode; readonly quiet?: boolean }) {
  return (
    <kbd className={marks.kbd} data-quiet={quiet || undefined}>
      {children}
    </kbd>
  );
}
