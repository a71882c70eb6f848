/** Checks that several groups of rules share. */
import type { Place, Rule } from '../model.ts';
import type { Entity } from '../read/entity.ts';
import type { Linted } from '../read/linted.ts';
import { tokensOf } from '../read/tokens.ts';

export const ADDRESS_FIELDS = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'resent-from',
  'resent-sender',
  'resent-to',
  'resent-cc',
  'resent-bcc',
];

/** Tells every field of these names. */
export function standing(...names: readonly string[]): Rule['check'] {
  return (message, report) => {
    for (const field of message.named(...names)) report(message.place(field), { field: field.item.name });
  };
}

/** Tells every field of these names whose unfolded text does not fit. */
export function mustFit(names: readonly string[], fits: (text: string) => boolean): Rule['check'] {
  return (message, report) => {
    for (const field of message.named(...names)) {
      const text = message.text(field);
      if (text !== '' && !fits(text))
        report(message.place(field), { field: field.item.name, value: shortened(text) });
    }
  };
}

/** What is cited of a value. */
export const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Comments may stand almost anywhere in structured fields (RFC 5322 §3.2.2); a space stands in place of each. */
export function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let result = '';
  let at = 0;
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind !== 'comment') continue;
    result += `${text.slice(at, start)} `;
    at = end;
  }
  return (result + text.slice(at)).trim();
}

/** Where an entity's Content-Type stands, or else its body begins. */
export function typePlace(message: Linted, entity: Entity): Place | null {
  const field = entity.fields.find(({ name }) => name === 'content-type');
  return field
    ? message.place(field)
    : entity.leaf && { item: null, start: entity.leaf.at, end: entity.leaf.at + 1 };
}
