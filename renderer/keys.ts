/** Keys as events carry them and as people read them. What they do is in commands.tsx. */
const isMac = navigator.userAgent.includes('Macintosh');

/** `Mod+Shift+E` of a keyboard event; letters by what they write, digits by their key, so that other layouts work. */
export function keysOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  return [
    (isMac ? event.metaKey : event.ctrlKey) ? 'Mod' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
    digit ?? key,
  ]
    .filter((part) => part !== '')
    .join('+');
}

const shown: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Shift: '⇧',
  Alt: isMac ? '⌥' : 'Alt',
  Enter: '↵',
};

/** `Mod+Shift+A` as people read it: `Ctrl ⇧ A`. */
export const keysText = (keys: string): string =>
  keys
    .split('+')
    .map((part) => shown[part] ?? part)
    .join('\u00A0');

const editable = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';

export const inTextField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(editable) !== null;
