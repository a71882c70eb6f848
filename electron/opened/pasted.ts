/** The clipboard's text as a header to look at. What is none stays in main: a clipboard holds passwords too. */
import type { PastedText } from '#core/contract/opened.ts';
import { LIKENESS, looksLikeMessage } from '#core/headers/message-likeness.ts';

/** characters */
const MAX_PASTED = 32_000_000;

export function pastedHeader(text: string): PastedText {
  // What was copied with the lines before it still begins with its first field.
  const trimmed = text.replace(/^\s+/, '');
  if (trimmed === '') return { found: 'none' };
  if (trimmed.length > MAX_PASTED) return { found: 'too-long' };
  const isHeader = looksLikeMessage(new TextEncoder().encode(trimmed.slice(0, LIKENESS)));
  return isHeader ? { found: 'header', bytes: new TextEncoder().encode(trimmed) } : { found: 'no-header' };
}
