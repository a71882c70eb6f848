/** Paragraphs of a `format=flowed` text put together again (RFC 3676 §4): what a writer typed as one line, and its quoting. Linear, total. */

/** RFC 3676 §4.3: it is never joined to anything. */
const SIGNATURE_LINE = '-- ';

/** `delSp`: the space that ends a soft line was put there by the sender (§4.1). Line ends are LF. */
export function unflowed(text: string, delSp: boolean): string {
  const lines: string[] = [];
  let open: { readonly depth: number; text: string } | null = null;
  const close = () => {
    if (open !== null) lines.push(quoted(open.depth, open.text));
    open = null;
  };
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line);
    const stuffed = line.slice(depth);
    // §4.4: a space that the sender put in front belongs to nobody.
    const content = stuffed.startsWith(' ') ? stuffed.slice(1) : stuffed;
    const isSignature = content === SIGNATURE_LINE;
    // §4.5: a soft line before another depth or a signature is an error of its writer, and ends there.
    if (open !== null && (open.depth !== depth || isSignature)) close();
    const isSoft = content.endsWith(' ') && !isSignature;
    const joined: string = (open?.text ?? '') + (isSoft && delSp ? content.slice(0, -1) : content);
    open = { depth, text: joined };
    if (!isSoft) close();
  }
  close();
  return lines.join('\n');
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  return depth;
}

const quoted = (depth: number, text: string): string =>
  '>'.repeat(depth) + (depth === 0 || text === '' ? text : ` ${text}`);
