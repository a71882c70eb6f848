/** Bold, italic, underlined: what every text has use for, a message as a signature. */
import { IconBold, IconItalic, IconUnderline } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { SHORTCUTS } from '../keys.ts';
import type { Here } from '../toolbar-state.ts';
import { useRichT } from '../words.ts';
import { Tool } from './Tool.tsx';

export function MarkTools({ editor, here }: { readonly editor: Editor; readonly here: Here }) {
  const t = useRichT();
  const doing = () => editor.chain().focus();
  return (
    <>
      <Tool
        name="bold"
        label={t('bold')}
        icon={IconBold}
        keys={SHORTCUTS.bold}
        on={here.bold}
        onPress={() => doing().toggleBold().run()}
      />
      <Tool
        name="italic"
        label={t('italic')}
        icon={IconItalic}
        keys={SHORTCUTS.italic}
        on={here.italic}
        onPress={() => doing().toggleItalic().run()}
      />
      <Tool
        name="underline"
        label={t('underline')}
        icon={IconUnderline}
        keys={SHORTCUTS.underline}
        on={here.underline}
        onPress={() => doing().toggleUnderline().run()}
      />
    </>
  );
}
