/** What a field's value consists of, for the dock: the sides of a Message-ID, a date as a moment, addresses, decoded text. */
import { addressList } from '#core/headers/address-list.ts';
import { headerDate, messageIds } from '#core/headers/identifiers.ts';
import type { HeaderField } from '#core/headers/parse.ts';
import { addressQualification, hostQualification, type Qualification } from '#core/headers/qualified.ts';
import { decoded, unfolded } from '#core/headers/unfold.ts';
import type { Language } from '#core/i18n/languages.ts';
import { formatDateTime } from '../../../format.ts';

interface FieldPart {
  readonly label: 'left' | 'right' | 'instant' | 'decoded' | 'address';
  readonly value: string;
  /** set in monospace: it is on the wire as it stands here */
  readonly exact: boolean;
  readonly qualification: Qualification | null;
}

interface FieldParts {
  /** null: its form is not judged */
  readonly wellFormed: boolean | null;
  readonly parts: readonly FieldPart[];
  /** parts left out */
  readonly more: number;
}

const SHOWN = 3;
const part = (
  label: FieldPart['label'],
  value: string,
  exact: boolean,
  qualification: Qualification | null = null,
): FieldPart => ({ label, value, exact, qualification });

export function fieldParts(field: HeaderField, header: Uint8Array, language: Language): FieldParts {
  const value = unfolded(header, field);
  switch (field.name.toLowerCase()) {
    case 'message-id':
    case 'in-reply-to':
    case 'references':
      return identifiers(value);
    case 'date':
    case 'resent-date': {
      const date = headerDate(value);
      return {
        wellFormed: date !== null,
        parts: date === null ? [] : [part('instant', formatDateTime(date.at, language), false)],
        more: 0,
      };
    }
    case 'from':
    case 'sender':
    case 'reply-to':
    case 'to':
    case 'cc':
    case 'bcc':
      return addresses(value);
    default: {
      const text = decoded(header, field);
      return { wellFormed: null, parts: text === value ? [] : [part('decoded', text, false)], more: 0 };
    }
  }
}

function identifiers(value: string): FieldParts {
  const ids = messageIds(value);
  const [only] = ids;
  const wellFormed = ids.length > 0 && ids.every(({ left, right }) => left !== '' && right !== '');
  const parts =
    only !== undefined && ids.length === 1
      ? [part('left', only.left, true), part('right', only.right, true, hostQualification(only.right))]
      : [];
  return { wellFormed, parts, more: 0 };
}

function addresses(value: string): FieldParts {
  const list = addressList(value);
  return {
    wellFormed:
      list.length > 0 && list.every(({ address }) => /^[^\s@]+@[^\s@]+$|^".*"@[^\s@]+$/.test(address)),
    parts: list
      .slice(0, SHOWN)
      .map(({ name, address }) =>
        part('address', name === '' ? address : `${name} <${address}>`, true, addressQualification(address)),
      ),
    more: Math.max(0, list.length - SHOWN),
  };
}
