/** Keys in a mail view that are the program's: they go to the page, and the focus with them. */
import type { Input, WebContents } from 'electron';

/** What a reader does with a text: copy it, choose all of it. */
const READING = new Set(['c', 'a', 'insert']);
const MODIFIERS = ['shift', 'control', 'alt', 'meta'] as const;

export function toThePage(mail: WebContents, window: Electron.BrowserWindow): void {
  mail.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || !isForPage(input) || window.isDestroyed()) return;
    event.preventDefault();
    const page = window.webContents;
    page.focus();
    if (input.key === 'Escape') return;
    // A digit by its key: Alt and Shift write other characters with it on some layouts.
    const keyCode = /^(?:Digit|Numpad)(\d)$/.exec(input.code)?.[1] ?? input.key;
    page.sendInputEvent({ type: 'keyDown', keyCode, modifiers: MODIFIERS.filter((name) => input[name]) });
  });
}

function isForPage({ key, control, meta, alt }: Input): boolean {
  if (key === 'Escape' || /^F\d{1,2}$/.test(key)) return true;
  const isModifier = /^(?:Control|Meta|Alt|AltGraph|Shift)$/.test(key);
  return !isModifier && (alt || ((control || meta) && !READING.has(key.toLowerCase())));
}
