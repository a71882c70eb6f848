/** The server's own words: code and enhanced code in front of each line, as they came. They are selectable and never cut. */
import type { Reply } from '#core/smtp/vocabulary.ts';
import styles from './exchange.module.css';

export function ReplyText({
  reply,
  tone = 'warn',
}: {
  readonly reply: Reply;
  readonly tone?: 'warn' | 'danger' | 'plain';
}) {
  const code = [String(reply.code), reply.enhanced].filter((part) => part !== null).join(' ');
  const lines = reply.lines.length === 0 ? [''] : reply.lines;
  return (
    <div className={styles.reply} data-tone={tone}>
      {lines.map((line, index) => (
        <div key={index}>
          <b>{code}</b> {withoutCode(line, reply.enhanced)}
        </div>
      ))}
    </div>
  );
}

/** The enhanced code stands in front already; servers repeat it on each line (RFC 2034 §4). */
const withoutCode = (line: string, enhanced: string | null) =>
  enhanced !== null && line.startsWith(`${enhanced} `) ? line.slice(enhanced.length + 1) : line;
