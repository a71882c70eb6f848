/**
 * Fields in a template's text: `{{name}}`, or `{{name|what stands there unless something else is filled in}}`. A backslash in front makes
 * it text: `\{{name}}`. Linear and total; what is no field stays as it is.
 */

export interface Field {
  readonly name: string;
  /** empty: none */
  readonly fallback: string;
}

/** A name in one line; neither it nor what stands behind `|` may hold braces. */
const FIELD = /\\\{\{|\{\{\s*([^{}|\r\n]{1,100})(?:\|([^{}]{0,2000}))?\}\}/g;

/** Each name once, in the order of the texts; of several defaults the first that says something. */
export function fieldsOf(texts: readonly string[]): Field[] {
  const fields = new Map<string, string>();
  for (const text of texts)
    for (const [, written, fallback = ''] of text.matchAll(FIELD)) {
      const name = written?.trim() ?? '';
      if (name !== '' && (fields.get(name) ?? '') === '') fields.set(name, fallback.trim());
    }
  return Array.from(fields, ([name, fallback]) => ({ name, fallback }));
}

/** What is filled in is text: fields in it are not filled in again. What has neither value nor default becomes nothing. */
export function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(FIELD, (whole, written: string | undefined, fallback: string | undefined) => {
    const name = written?.trim() ?? '';
    if (whole.startsWith('\\')) return '{{';
    if (name === '') return whole;
    const value = values.get(name) ?? '';
    return value === '' ? (fallback ?? '').trim() : value;
  });
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same in rich text, where what is filled in is text and no element; its line ends are breaks. */
export const filledHtml = (html: string, values: ReadonlyMap<string, string>): string =>
  filled(
    html,
    new Map(
      Array.from(values, ([name, value]) => [
        name,
        value.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '').replaceAll(/\r\n?|\n/g, '<br>'),
      ]),
    ),
  );
