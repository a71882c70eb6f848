/** The tools of a signature: those of a message that a few lines have use for. */
import { IconClearFormatting, IconLink } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { SHORTCUTS } from '../keys.ts';
import type { Here } from '../toolbar-state.ts';
import { ColourMenu } from '../toolbar/ColourMenu.tsx';
import { MarkTools } from '../toolbar/MarkTools.tsx';
import { Tool, ToolGroup } from '../toolbar/Tool.tsx';
import { useRichT } from '../words.ts';

export function SignatureTools({
  editor,
  here,
  onLink,
}: {
  readonly editor: Editor;
  readonly here: Here;
  readonly onLink: () => void;
}) {
  const t = useRichT();
  const doing = () => editor.chain().focus();
  return (
    <ToolGroup label={t('toolbar')} first="bold" onLeave={() => editor.commands.focus()}>
      <MarkTools editor={editor} here={here} />
      <Tool
        name="link"
        label={here.link === null ? t('link.title') : t('link.open')}
        icon={IconLink}
        keys={SHORTCUTS.link}
        on={here.link !== null}
        onPress={onLink}
      />
      <ColourMenu editor={editor} colour={here.colour} ground={here.ground} />
      <Tool
        name="clear"
        label={t('clear')}
        icon={IconClearFormatting}
        onPress={() => doing().unsetAllMarks().clearNodes().run()}
      />
    </ToolGroup>
  );
}
