/**
 * The editor's keys. None has Ctrl and Alt together, which write @ on many keyboards; digits go by their place; where the program has a
 * command for the same keys, the program wins, before the editor hears of it.
 */
import type { Editor } from '@tiptap/core';
import { keysOf } from '../../keys.ts';

/** What the keyboard asks of the editor's surroundings. */
export interface Asked {
  readonly link: () => void;
  readonly toolbar: () => void;
}

type Act = (editor: Editor, asked: Asked) => void;

/** Those that stand on a button, by its word. */
export const SHORTCUTS = {
  bold: 'Mod+B',
  italic: 'Mod+I',
  underline: 'Mod+U',
  code: 'Mod+E',
  text: 'Mod+Shift+0',
  h1: 'Mod+Shift+1',
  h2: 'Mod+Shift+2',
  h3: 'Mod+Shift+3',
  codeBlock: 'Mod+Shift+6',
  numbers: 'Mod+Shift+7',
  bullets: 'Mod+Shift+8',
  quote: 'Mod+Shift+9',
  link: 'Mod+Shift+K',
} as const;

const acts: Readonly<Record<string, Act>> = {
  [SHORTCUTS.bold]: (editor) => editor.commands.toggleBold(),
  [SHORTCUTS.italic]: (editor) => editor.commands.toggleItalic(),
  [SHORTCUTS.underline]: (editor) => editor.commands.toggleUnderline(),
  [SHORTCUTS.code]: (editor) => editor.commands.toggleCode(),
  [SHORTCUTS.text]: (editor) => editor.commands.setParagraph(),
  [SHORTCUTS.h1]: (editor) => editor.commands.toggleHeading({ level: 1 }),
  [SHORTCUTS.h2]: (editor) => editor.commands.toggleHeading({ level: 2 }),
  [SHORTCUTS.h3]: (editor) => editor.commands.toggleHeading({ level: 3 }),
  [SHORTCUTS.codeBlock]: (editor) => editor.commands.toggleCodeBlock(),
  [SHORTCUTS.numbers]: (editor) => editor.commands.toggleOrderedList(),
  [SHORTCUTS.bullets]: (editor) => editor.commands.toggleBulletList(),
  [SHORTCUTS.quote]: (editor) => editor.commands.toggleBlockquote(),
  [SHORTCUTS.link]: (_, { link }) => link(),
  'Alt+F10': (_, { toolbar }) => toolbar(),
};

/** True: the key is done with. */
export function handleKey(event: KeyboardEvent, editor: Editor, asked: Asked): boolean {
  const act = acts[keysOf(event)];
  act?.(editor, asked);
  return act !== undefined;
}

/** AltGr on Windows: the browser writes the character, and no extension may take it for a shortcut. */
export const isWritten = (event: KeyboardEvent): boolean => event.ctrlKey && event.altKey;
