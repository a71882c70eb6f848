/** The ranges that are underlined, of all fields of the window together. Nothing of the page's text changes for them. */

const NAME = 'misspelled';
const byField = new Map<object, readonly Range[]>();

export function underline(field: object, ranges: readonly Range[]): void {
  if (ranges.length === 0) byField.delete(field);
  else byField.set(field, ranges);
  if (byField.size === 0) CSS.highlights.delete(NAME);
  else CSS.highlights.set(NAME, new Highlight(...[...byField.values()].flat()));
}
