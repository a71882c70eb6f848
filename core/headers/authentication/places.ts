/** Where the fields of a name stand among a header's items: built once, asked for each name that a signature covers. */
import type { HeaderField, ParsedHeader } from '../parse.ts';

export interface PlacedField {
  /** index among the header's items */
  readonly item: number;
  readonly field: HeaderField;
}

export interface FieldPlaces {
  /** indices, in the header's order, whatever the case of the name */
  readonly named: (name: string) => readonly number[];
  readonly fields: (name: string) => readonly PlacedField[];
}

export function fieldPlaces({ items }: ParsedHeader): FieldPlaces {
  const index = new Map<string, PlacedField[]>();
  for (const [item, field] of items.entries()) {
    if (field.kind !== 'field') continue;
    const name = field.name.toLowerCase();
    const there = index.get(name);
    if (there) there.push({ item, field });
    else index.set(name, [{ item, field }]);
  }
  const fields = (name: string) => index.get(name.toLowerCase()) ?? [];
  return { fields, named: (name) => fields(name).map(({ item }) => item) };
}
