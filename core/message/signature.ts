/** The identity's signature below what is written: put there, and swapped for another's as long as nobody has changed it. */

/** RFC 3676 §4.3: dash, dash, space, on a line of its own. */
const SIGNATURE_LINE = '-- ';

/** An empty line for what will be written, one between, the signature; nothing where there is none. Line ends are LF. */
function signatureBlock(signature: string): string {
  const text = signature.replace(/\r\n?/g, '\n').replace(/\s+$/, '');
  return text === '' ? '' : `\n\n${SIGNATURE_LINE}\n${text}\n`;
}

export function withSignature(body: string, signature: string): string {
  const block = signatureBlock(signature);
  return block === '' ? body : body.replace(/\n+$/, '') + block;
}

/** The other identity's in the place of this one's. One that was edited or taken away is the user's own, and stays so. */
export function swapSignature(body: string, before: string, after: string): string {
  const block = signatureBlock(before);
  if (block === signatureBlock(after) || !body.endsWith(block)) return body;
  return withSignature(body.slice(0, body.length - block.length), after);
}
