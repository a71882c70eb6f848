/** Everything that can be done with the text by pointer, and by keyboard from Alt+F10. */
import { Menu } from '@mantine/core';
import {
  IconAlignCenter,
  IconAlignJustified,
  IconAlignLeft,
  IconAlignRight,
  IconClearFormatting,
  IconCode,
  IconCodeDots,
  IconH1,
  IconH2,
  IconH3,
  IconLetterT,
  IconLink,
  IconList,
  IconListNumbers,
  IconMoodSmile,
  IconPhoto,
  IconQuote,
  IconStrikethrough,
} from '@tabler/icons-react';
import type { ChainedCommands, Editor } from '@tiptap/core';
import { commands } from '#core/contract/commands.ts';
import { keysText } from '../../../keys.ts';
import { Icon } from '../../../ui/index.ts';
import type { DraftSession } from '../../compose/draft/draft-session.ts';
import { EmojiPopover } from '../../compose/emoji/EmojiPopover.tsx';
import { SHORTCUTS } from '../keys.ts';
import { ALIGNMENTS } from '../schema/styles.ts';
import type { Here } from '../toolbar-state.ts';
import { useRichT } from '../words.ts';
import { ColourMenu } from './ColourMenu.tsx';
import { TableMenu } from './TableMenu.tsx';
import { MarkTools } from './MarkTools.tsx';
import { Tool, ToolGroup } from './Tool.tsx';
import styles from './toolbar.module.css';
import { ToolMenu } from './ToolMenu.tsx';

const aligned = {
  left: IconAlignLeft,
  center: IconAlignCenter,
  right: IconAlignRight,
  justify: IconAlignJustified,
};
const paragraphs = [
  { style: 'text', icon: IconLetterT, put: (chain: ChainedCommands) => chain.setParagraph() },
  { style: 'h1', icon: IconH1, put: (chain: ChainedCommands) => chain.setHeading({ level: 1 }) },
  { style: 'h2', icon: IconH2, put: (chain: ChainedCommands) => chain.setHeading({ level: 2 }) },
  { style: 'h3', icon: IconH3, put: (chain: ChainedCommands) => chain.setHeading({ level: 3 }) },
  { style: 'codeBlock', icon: IconCodeDots, put: (chain: ChainedCommands) => chain.setCodeBlock() },
] as const;

export function Toolbar({
  session,
  editor,
  here,
  onLink,
  onPicture,
}: {
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly here: Here;
  readonly onLink: () => void;
  readonly onPicture: () => void;
}) {
  const t = useRichT();
  const doing = () => editor.chain().focus();
  const style = paragraphs.find((one) => one.style === here.style) ?? paragraphs[0];
  return (
    <ToolGroup label={t('toolbar')} first="bold" onLeave={() => editor.commands.focus()}>
      <MarkTools editor={editor} here={here} />
      <Tool
        name="strike"
        label={t('strike')}
        icon={IconStrikethrough}
        on={here.strike}
        onPress={() => doing().toggleStrike().run()}
      />
      <span className={styles.gap} />
      <ToolMenu name="style" label={`${t('style')}: ${t(`styles.${here.style}`)}`} icon={style.icon}>
        {paragraphs.map(({ style: one, icon, put }) => (
          <Menu.Item
            key={one}
            leftSection={<Icon of={icon} size={16} />}
            rightSection={<span className={styles.keys}>{keysText(SHORTCUTS[one])}</span>}
            onClick={() => put(doing()).run()}
          >
            {t(`styles.${one}`)}
          </Menu.Item>
        ))}
      </ToolMenu>
      <Tool
        name="bullets"
        label={t('bullets')}
        icon={IconList}
        keys={SHORTCUTS.bullets}
        on={here.bullets}
        onPress={() => doing().toggleBulletList().run()}
      />
      <Tool
        name="numbers"
        label={t('numbers')}
        icon={IconListNumbers}
        keys={SHORTCUTS.numbers}
        on={here.numbers}
        onPress={() => doing().toggleOrderedList().run()}
      />
      <Tool
        name="quote"
        label={t('quote')}
        icon={IconQuote}
        keys={SHORTCUTS.quote}
        on={here.quote}
        onPress={() => doing().toggleBlockquote().run()}
      />
      <Tool
        name="code"
        label={t('code')}
        icon={IconCode}
        keys={SHORTCUTS.code}
        on={here.code}
        onPress={() => doing().toggleCode().run()}
      />
      <ToolMenu name="align" label={`${t('align')}: ${t(`aligns.${here.align}`)}`} icon={aligned[here.align]}>
        {ALIGNMENTS.map((one) => (
          <Menu.Item
            key={one}
            leftSection={<Icon of={aligned[one]} size={16} />}
            onClick={() => {
              const align = one === 'left' ? null : one;
              doing().updateAttributes('paragraph', { align }).updateAttributes('heading', { align }).run();
            }}
          >
            {t(`aligns.${one}`)}
          </Menu.Item>
        ))}
      </ToolMenu>
      <span className={styles.gap} />
      <Tool
        name="link"
        label={here.link === null ? t('link.title') : t('link.open')}
        icon={IconLink}
        keys={SHORTCUTS.link}
        on={here.link !== null}
        onPress={onLink}
      />
      <Tool name="picture" label={t('picture.insert')} icon={IconPhoto} onPress={onPicture} />
      <EmojiPopover
        session={session}
        button={(toggle) => (
          <Tool
            name="emoji"
            label={t('emoji.title')}
            icon={IconMoodSmile}
            onPress={toggle}
            {...(commands.emoji.keys !== null && { keys: commands.emoji.keys })}
          />
        )}
      />
      <TableMenu editor={editor} inTable={here.inTable} />
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
