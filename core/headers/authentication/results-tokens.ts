/**
 * The parts of an Authentication-Results value (RFC 8601 §2.2): comments, quoted values and words, cut at the semicolons. One pass over
 * unfolded text; what is not closed ends with the text.
 */

interface ResultWord {
  /** quotes and escapes taken off */
  readonly name: string;
  /** behind the equals sign; null: none stands there */
  readonly value: string | null;
}

export interface ResultSegment {
  readonly words: readonly ResultWord[];
  readonly comments: readonly string[];
}

const isBlank = (mark: string | undefined) => mark === ' ' || mark === '\t' || mark === '\r' || mark === '\n';

export function resultSegments(text: string): ResultSegment[] {
  const segments: ResultSegment[] = [];
  let words: { name: string; value: string | null }[] = [];
  let comments: string[] = [];
  /** an equals sign stands behind the last word, and waits for its value */
  let waits = false;
  let at = 0;
  while (at < text.length) {
    const mark = text[at];
    if (isBlank(mark)) at += 1;
    else if (mark === '(') {
      const comment = commentAt(text, at);
      comments.push(comment.text);
      at = comment.next;
    } else if (mark === ';') {
      segments.push({ words, comments });
      [words, comments, waits] = [[], [], false];
      at += 1;
    } else if (mark === '=' && !waits && words.at(-1)?.value === null) {
      waits = true;
      at += 1;
    } else {
      // A value may hold what would end a name: an address with = in it, base64.
      const word = wordAt(text, at, waits ? ';( \t\r\n' : ';( \t\r\n=');
      const last = words.at(-1);
      if (waits && last) last.value = word.text;
      else words.push({ name: word.text, value: null });
      waits = false;
      at = word.next;
    }
  }
  segments.push({ words, comments });
  return segments;
}

function wordAt(text: string, from: number, ends: string): { text: string; next: number } {
  let at = from;
  let word = '';
  while (at < text.length) {
    const mark = text[at] ?? '';
    if (mark === '"') {
      at += 1;
      for (; at < text.length && text[at] !== '"'; at += 1) {
        if (text[at] === '\\' && at + 1 < text.length) at += 1;
        word += text[at] ?? '';
      }
      at += 1;
    } else if (ends.includes(mark) && at > from) break;
    else {
      word += mark;
      at += 1;
    }
  }
  return { text: word, next: at };
}

/** Comments nest (RFC 5322 §3.2.2); counted, not recursed into. */
function commentAt(text: string, from: number): { text: string; next: number } {
  let depth = 0;
  let inside = '';
  let at = from;
  for (; at < text.length; at += 1) {
    const mark = text[at] ?? '';
    if (mark === '\\') {
      at += 1;
      inside += text[at] ?? '';
      continue;
    }
    if (mark === '(') depth += 1;
    else if (mark === ')') depth -= 1;
    if (depth === 0) break;
    if (at > from) inside += mark;
  }
  return { text: inside.replaceAll(/[ \t\r\n]+/g, ' ').trim(), next: at + 1 };
}
