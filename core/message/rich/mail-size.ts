/** The document of a rich text for its size alone: as long as mail.ts makes it, without a parser, which only writing in rich mode needs. */
import { ADDED, IN_CELL } from './mail-styles.ts';

const TAGS = new RegExp(`<(?:${[...ADDED.keys()].join('|')})\\b`, 'g');
const styleOf = (style: string): string => ` style="${style}"`;

const BEFORE = '<!doctype html>\n<html lang="xx">\n<head><meta charset="utf-8"></head>\n<body>\n';
const AFTER = '\n</body>\n</html>\n';

/** `address`: characters by which a picture's address in the message is longer than its id. */
export function sizedDocument(html: string, address: number): string {
  const styled = html
    .replace(TAGS, (tag) => tag + styleOf(ADDED.get(tag.slice(1)) ?? ''))
    .replace(/(<(?:li|td|th)\b[^>]*>)<p\b/g, `$1<p${styleOf(IN_CELL)}`)
    .replaceAll('<p></p>', '<p><br></p>')
    .replaceAll('src="cid:', `src="cid:${'x'.repeat(address)}`);
  return BEFORE + styled + AFTER;
}
