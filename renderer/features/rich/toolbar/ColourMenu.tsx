/** Colour and ground of the text: names beside the patches, since not everybody tells them apart. */
import { Menu } from '@mantine/core';
import { IconPalette } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { COLOURS, GROUNDS, type ColourName, type GroundName } from '../palette.ts';
import { useRichT } from '../words.ts';
import styles from './toolbar.module.css';
import { ToolMenu } from './ToolMenu.tsx';

const colourNames: readonly ColourName[] = ['grey', 'red', 'orange', 'green', 'blue', 'plum'];
const groundNames: readonly GroundName[] = ['yellow', 'green', 'blue', 'red', 'plum'];

export function ColourMenu({
  editor,
  colour,
  ground,
}: {
  readonly editor: Editor;
  readonly colour: string | null;
  readonly ground: string | null;
}) {
  const t = useRichT();
  const put = (mark: 'colour' | 'ground', value: string | null) => {
    const chain = editor.chain().focus();
    (value === null ? chain.unsetMark(mark) : chain.setMark(mark, { colour: value })).run();
  };
  const patch = (value: string | null) => (
    <span className={styles.patch} {...(value !== null && { style: { background: value } })} aria-hidden />
  );
  return (
    <ToolMenu name="colour" label={t('colour')} icon={IconPalette} on={colour !== null || ground !== null}>
      <Menu.Label>{t('textColour')}</Menu.Label>
      <Menu.Item leftSection={patch(null)} onClick={() => put('colour', null)}>
        {t('colours.none')}
      </Menu.Item>
      {colourNames.map((name) => (
        <Menu.Item key={name} leftSection={patch(COLOURS[name])} onClick={() => put('colour', COLOURS[name])}>
          {t(`colours.${name}`)}
        </Menu.Item>
      ))}
      <Menu.Label>{t('ground')}</Menu.Label>
      <Menu.Item leftSection={patch(null)} onClick={() => put('ground', null)}>
        {t('grounds.none')}
      </Menu.Item>
      {groundNames.map((name) => (
        <Menu.Item key={name} leftSection={patch(GROUNDS[name])} onClick={() => put('ground', GROUNDS[name])}>
          {t(`grounds.${name}`)}
        </Menu.Item>
      ))}
    </ToolMenu>
  );
}
