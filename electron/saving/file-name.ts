/** The name under which a file out of a message is offered to be saved: what strangers wrote, made harmless. */

const MAX_NAME = 120;
const MAX_EXTENSION = 20;

/**
 * No folder, no device, nothing hidden, nothing that any system refuses, and no character that turns the text around so that another
 * extension seems to stand at its end. `fallback` when nothing is left.
 */
export function savedName(name: string, fallback: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const words = last
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    // Windows drops a dot or a space at the end; a dot at the beginning hides the file elsewhere.
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const dot = words.lastIndexOf('.');
  const extension = dot > 0 && words.length - dot <= MAX_EXTENSION ? words.slice(dot) : '';
  const stem = words.slice(0, words.length - extension.length).slice(0, MAX_NAME - extension.length);
  const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i.test(words);
  return stem === '' || device ? fallback : `${stem.trimEnd()}${extension}`;
}
