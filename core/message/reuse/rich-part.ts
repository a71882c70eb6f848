/** Which part of a message is rich text that a draft can be made of: the one formatted text that there is, and the pictures it may name. */
import { charsetDecoder } from '../../headers/charsets.ts';
import { picturesFor, readableParts } from '../../mime/readable.ts';
import type { Part, Structure } from '../../mime/structure.ts';
import { LONGEST_TEXT, type LeftOut, type WrittenParts } from './parts.ts';

export interface RichPart {
  readonly html: Part;
  /** by Content-ID, without angle brackets */
  readonly pictures: ReadonlyMap<string, Part>;
}

/** Null: there is none, or several texts stand one below the other, which plain text alone can join. */
export function richPart(structure: Structure, { texts }: WrittenParts): RichPart | null {
  const { preferred } = readableParts(structure);
  if (preferred?.mediaType !== 'text/html' || preferred.fileName !== null || texts.length !== 1) return null;
  if (preferred.body.end - preferred.body.start > LONGEST_TEXT) return null;
  if (preferred.charset !== null && charsetDecoder(preferred.charset) === null) return null;
  return { html: preferred, pictures: picturesFor(structure, preferred) };
}

/** What is left out though the formatted text is not. */
export const stillLeftOut = (leftOut: ReadonlySet<LeftOut>): LeftOut[] =>
  [...leftOut].filter((one) => one !== 'html' && one !== 'from-html' && one !== 'images');
