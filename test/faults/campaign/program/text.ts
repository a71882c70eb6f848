/** What the campaign's messages say. */
import { createHash } from 'node:crypto';

/** Text with dots where they hurt, always the same for a length. */
export function textOf(size: number): string {
  const lines: string[] = [];
  for (let n = 0, length = 0; length < size; n += 1) {
    const line = `${'.'.repeat(n % 4)}${createHash('sha1')
      .update(String(n))
      .digest('hex')
      .repeat(1 + (n % 2))}`;
    lines.push(line.slice(0, Math.max(1, size - length)));
    length += line.length + 2;
  }
  return `${lines.join('\n')}\n.\n`;
}
