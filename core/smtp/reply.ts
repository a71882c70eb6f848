/** Text lines of a server → one complete reply (RFC 5321 §4.2), strictly. Half a reply is no reply. */
import type { Reply } from './vocabulary.ts';

const LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/s;
/** RFC 3463 §2: class, subject, detail. */
const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?= |$)/;

/** Lines without their CRLF. Null: not a complete reply, or more than one. */
export function parseReplyLines(lines: readonly string[]): Reply | null {
  const words: string[] = [];
  let code: number | null = null;
  for (const [at, line] of lines.entries()) {
    const match = LINE.exec(line);
    const last = at === lines.length - 1;
    if (match === null || last === (match[2] === '-')) return null;
    if (code !== null && code !== Number(match[1])) return null;
    code = Number(match[1]);
    words.push(match[3] ?? '');
  }
  return code === null ? null : { code, enhanced: enhancedStatusOf(code, words), lines: words };
}

/** RFC 2034 §4: it opens the first line, and its class is the reply's. */
export function enhancedStatusOf(code: number, lines: readonly string[]): string | null {
  const enhanced = ENHANCED.exec(lines[0] ?? '')?.[1];
  return enhanced !== undefined && enhanced.charAt(0) === String(code).charAt(0) ? enhanced : null;
}

/** RFC 5321 §4.2.1, by the first digit alone. */
export type ReplyClass = 'accepted' | 'go-on' | 'refused-for-now' | 'refused';

export function replyClass(reply: Pick<Reply, 'code'>): ReplyClass {
  if (reply.code < 300) return 'accepted';
  if (reply.code < 400) return 'go-on';
  return reply.code < 500 ? 'refused-for-now' : 'refused';
}

/** As it stood on the wire, one text per line. */
export const replyText = (reply: Reply): string[] =>
  reply.lines.map((line, at) => {
    const more = at < reply.lines.length - 1;
    return `${String(reply.code)}${more ? '-' : line === '' ? '' : ' '}${line}`;
  });
