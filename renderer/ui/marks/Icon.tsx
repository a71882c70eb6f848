/** An icon as the design draws them: Tabler's outlines, stroke 1.75, 16 or 18 px, never read aloud. */
import type { TablerIcon } from '@tabler/icons-react';

export function Icon({ of: Drawing, size = 18 }: { readonly of: TablerIcon; readonly size?: number }) {
  return <Drawing size={size} stroke={1.75} aria-hidden focusable={false} />;
}
