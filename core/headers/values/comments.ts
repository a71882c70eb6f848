/** Comments in structured values (RFC 5322 §3.2.2): they nest and may stand almost anywhere. Counted, not recursed into. */

export function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let kept = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? '';
    if (mark === '\\' && (quoted || depth > 0)) {
      if (depth === 0) kept += mark + (text[at + 1] ?? '');
      at += 1;
    } else if (depth === 0 && mark === '"') {
      quoted = !quoted;
      kept += mark;
    } else if (!quoted && mark === '(') depth += 1;
    else if (!quoted && mark === ')' && depth > 0) depth -= 1;
    else if (depth === 0) kept += mark;
  }
  return kept;
}

/** Cut at marks that stand neither in a comment nor in a quoted string. */
export function splitOutside(text: string, mark: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at];
    if (here === '\\' && (quoted || depth > 0)) at += 1;
    else if (here === '"' && depth === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (here === '(') depth += 1;
    else if (here === ')') depth = Math.max(0, depth - 1);
    else if (here === mark && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
