/** A draft's text from one way of writing to the other, in which its signature stays what it is: found, it is not read but put anew. */
import { findSignature, type Signature, withSignature } from '../signature.ts';
import { richOfText } from './from-text.ts';
import { findRichSignature, withRichSignature } from './signature.ts';
import { textOfRich } from './text.ts';

/** Line ends LF. */
export function richOfSigned(text: string, signature: Signature): string {
  const found = findSignature(text, signature.text);
  if (found === null) return richOfText(text);
  return (
    withRichSignature(richOfText(text.slice(0, found.start)), signature) +
    richOfText(text.slice(found.end).trimStart())
  );
}

/** `written`: the rich text without the signature, which alone can lose something. */
export function textOfSigned(
  html: string,
  signature: Signature,
): { readonly text: string; readonly written: string } {
  const found = findRichSignature(html, signature);
  if (found === null) return { text: textOfRich(html), written: html };
  const [above, below] = [html.slice(0, found.start), html.slice(found.end)];
  const rest = textOfRich(below);
  const own = withSignature(textOfRich(above), signature.text);
  return { text: rest === '' ? own : `${own}\n${rest}`, written: above + below };
}
