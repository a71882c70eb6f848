/** The hue of an account: decoration, always beside its name. */
import marks from './marks.module.css';

export function AccountDot({ hue, large = false }: { readonly hue: number; readonly large?: boolean }) {
  return <span className={marks.dot} data-hue={hue} data-large={large || undefined} aria-hidden />;
}
