/** Types into the field that has the focus. */

/** Only the old way of editing is part of what Ctrl+Z takes back. */
interface Typing {
  readonly execCommand: (command: 'insertText', ui: false, text: string) => boolean;
}

export function typeText(text: string): void {
  const typing: Typing = document;
  typing.execCommand('insertText', false, text);
}
