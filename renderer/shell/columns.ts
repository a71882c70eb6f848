/** F6 and Shift+F6: the keyboard's way from column to column. A column is marked `data-column`; it remembers where the focus was in it. */
const last = new WeakMap<Element, Element>();

export function moveColumn(step: 1 | -1): void {
  const columns = [...document.querySelectorAll<HTMLElement>('[data-column]')].filter(
    (column) => column.offsetParent !== null,
  );
  const active = document.activeElement;
  const at = active === null ? -1 : columns.findIndex((column) => column.contains(active));
  const from = columns[at];
  if (from !== undefined && active !== null && active !== from) last.set(from, active);
  const next = columns[at < 0 ? 0 : (at + step + columns.length) % columns.length];
  if (next === undefined) return;
  const before = last.get(next);
  const target = before instanceof HTMLElement && next.contains(before) ? before : firstStop(next);
  target.focus();
}

const stops =
  '[aria-current="page"], [role="listbox"], [role="tree"], [role="option"][tabindex="0"], a[href], button:not(:disabled), input, textarea, [tabindex="0"]';

const firstStop = (column: HTMLElement): HTMLElement =>
  [...column.querySelectorAll<HTMLElement>(stops)].find((stop) => stop.offsetParent !== null) ?? column;
