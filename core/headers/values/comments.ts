/** Structured values without their comments (RFC 5322 §3.2.2), which nest and may stand almost anywhere. Counted, not recursed into. */

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
