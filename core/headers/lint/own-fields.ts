/** What the lint says of header fields that somebody adds by hand, each looked at as it would stand in a message of an ordinary header. */
import { fieldText } from '../../message/message-options.ts';
import { parseHeader } from '../parse.ts';
import type { Finding } from './model.ts';
import { lint } from './run.ts';

export interface OwnField {
  readonly name: string;
  readonly value: string;
}

const USUAL = [
  'From: Lea <lea@example.org>',
  'To: Jonas <jonas@example.org>',
  'Subject: Plan',
  'Message-ID: <plan@example.org>',
];

/** For each field in its place. Those without a value are not written, and nothing is said of them. */
export function lintOwnFields(fields: readonly OwnField[], now: number): Finding[][] {
  const written = fields.flatMap(({ name, value }, index) =>
    value.trim() === '' ? [] : [{ index, line: folded(`${name}: ${fieldText(name, value)}`) }],
  );
  const date = `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`;
  const lines = [...USUAL, date, ...written.map(({ line }) => line), 'MIME-Version: 1.0'];
  const bytes = new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`);
  const header = parseHeader(bytes);
  const { findings } = lint({ bytes, header, origin: 'composed', body: null, sending: null, now });
  const found = fields.map((): Finding[] => []);
  const first = USUAL.length + 1;
  for (const finding of findings) {
    const at = written[(finding.place?.item ?? -1) - first];
    if (at !== undefined) found[at.index]?.push(finding);
  }
  return found;
}

/** RFC 5322 §2.2.3, at blanks */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > 76) {
      lines.push(current);
      current = ` ${word}`;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\r\n');
}
