/**
 * One field → its value as its name says it is to be read: addresses, a moment, identifiers, parameters; anything that cannot be read so
 * is text. Total, linear, and bounded: of a value that is longer than anyone's, the beginning is read.
 */
import { addressList, type HeaderAddress } from '../address-list.ts';
import { textWithStrays } from '../bytes.ts';
import { headerDate, messageIds, type HeaderDate, type MessageIdParts } from '../identifiers.ts';
import type { HeaderField } from '../parse.ts';
import { parseReceived, type Received } from '../route/received.ts';
import { unfoldedOctets } from '../unfold.ts';
import { splitOutside, withoutComments } from './comments.ts';
import { valueKind } from './kinds.ts';
import { parameterisedValue, type Parameter } from './parameters.ts';
import { shownText, type ShownPiece } from './shown-text.ts';
import { tagList, type Tag } from './tags.ts';

export type Reading = { readonly left: number } & (
  | { readonly kind: 'text'; readonly pieces: readonly ShownPiece[] }
  | { readonly kind: 'addresses'; readonly addresses: readonly HeaderAddress[] }
  | { readonly kind: 'date'; readonly date: HeaderDate; readonly written: string }
  | { readonly kind: 'ids'; readonly ids: readonly MessageIdParts[] }
  | { readonly kind: 'parameters'; readonly value: string; readonly parameters: readonly Parameter[] }
  | { readonly kind: 'tags'; readonly tags: readonly Tag[] }
  | { readonly kind: 'received'; readonly received: Received }
  | { readonly kind: 'links'; readonly links: readonly string[] }
  /** who found them, and each result as written (RFC 8601 §2.2) */
  | { readonly kind: 'results'; readonly server: string; readonly results: readonly string[] }
);

/** Octets of a value that are read here; the source has all. */
export const READ = 16_384;

export function readField(bytes: Uint8Array, field: HeaderField): Reading {
  const octets = unfoldedOctets(bytes, field, READ);
  /** octets of the value that were not read */
  const left = Math.max(0, field.end - field.colon - 1 - READ);
  const text = textWithStrays(octets);
  const asText = (): Reading => ({ kind: 'text', pieces: shownText(octets), left });
  switch (valueKind(field.name)) {
    case 'addresses': {
      const addresses = addressList(text);
      return addresses.length === 0 ? asText() : { kind: 'addresses', addresses, left };
    }
    case 'date': {
      const date = headerDate(text);
      return date === null ? asText() : { kind: 'date', date, written: text, left };
    }
    case 'ids': {
      const ids = messageIds(text);
      return ids.length === 0 ? asText() : { kind: 'ids', ids, left };
    }
    case 'parameters': {
      const { value, parameters } = parameterisedValue(text);
      return value === '' && parameters.length === 0
        ? asText()
        : { kind: 'parameters', value, parameters, left };
    }
    case 'tags': {
      const tags = tagList(text);
      return tags.length === 0 ? asText() : { kind: 'tags', tags, left };
    }
    case 'received': {
      const received = left > 0 ? null : parseReceived(bytes, field);
      return received === null || (received.from === null && received.by === null && received.date === null)
        ? asText()
        : { kind: 'received', received, left };
    }
    case 'links': {
      const links = Array.from(withoutComments(text).matchAll(/<([^<>]*)>/g), ([, link = '']) =>
        link.replaceAll(/\s+/g, ''),
      );
      return links.length === 0 ? asText() : { kind: 'links', links, left };
    }
    case 'results': {
      const parts = splitOutside(text.replaceAll(/[\t ]+/g, ' '), ';').map((part) => part.trim());
      const [server = '', ...results] = parts.filter((part) => part !== '' && !/^i=\d+$/.test(part));
      return results.length === 0 ? asText() : { kind: 'results', server, results, left };
    }
    case 'text':
      return asText();
  }
}
