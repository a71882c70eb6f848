/** Where a key leads in a list; undefined: not a key of the list. `screen`: rows that fit into the view. */
export function indexAfter(key: string, index: number, rows: number, screen: number): number | undefined {
  const clamp = (wanted: number) => Math.min(Math.max(wanted, 0), rows - 1);
  if (rows === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return clamp(index + 1);
    case 'ArrowUp':
      return clamp(index < 0 ? 0 : index - 1);
    case 'PageDown':
      return clamp(Math.max(index, 0) + screen);
    case 'PageUp':
      return clamp(index - screen);
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return undefined;
  }
}
