/**
 * Loads the window's page anew, where it stands: what would be lost is kept first by whoever has it, in the session storage of this window,
 * and taken from there, once, by the page that comes. A browser keeps a script that it could not load as failed until then.
 */

/** False: it cannot be kept now. */
type Keep = () => boolean | Promise<boolean>;
const keepers = new Set<Keep>();

/** Asked before the page goes; gives back how to end that. */
export function keepOnReload(keep: Keep): () => void {
  keepers.add(keep);
  return () => keepers.delete(keep);
}

/** False: something cannot be kept, and all stays as it is. */
export async function reloadHere(): Promise<boolean> {
  for (const keep of keepers) if (!(await keep())) return false;
  location.reload();
  // The page that comes has the answer.
  return new Promise(() => undefined);
}

const keyOf = (what: string): string => `facteur.${what}`;

export function keep(what: string, value: unknown): void {
  sessionStorage.setItem(keyOf(what), JSON.stringify(value));
}

/** Null: nothing was kept. It is the taker's to look at. */
export function kept(what: string): unknown {
  const text = sessionStorage.getItem(keyOf(what));
  sessionStorage.removeItem(keyOf(what));
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  return value;
}
