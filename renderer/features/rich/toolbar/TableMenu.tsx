/** A table is put in, or, with the caret in one, gets and loses rows and columns. */
import { Menu } from '@mantine/core';
import {
  IconColumnInsertLeft,
  IconColumnInsertRight,
  IconColumnRemove,
  IconRowInsertBottom,
  IconRowInsertTop,
  IconRowRemove,
  IconTable,
  IconTableMinus,
  IconTableRow,
} from '@tabler/icons-react';
import type { ChainedCommands, Editor } from '@tiptap/core';
import { Icon } from '../../../ui/index.ts';
import { useRichT } from '../words.ts';
import { Tool } from './Tool.tsx';
import { ToolMenu } from './ToolMenu.tsx';

const changes = [
  { name: 'rowAbove', icon: IconRowInsertTop, make: (chain: ChainedCommands) => chain.addRowBefore() },
  { name: 'rowBelow', icon: IconRowInsertBottom, make: (chain: ChainedCommands) => chain.addRowAfter() },
  {
    name: 'columnBefore',
    icon: IconColumnInsertLeft,
    make: (chain: ChainedCommands) => chain.addColumnBefore(),
  },
  {
    name: 'columnAfter',
    icon: IconColumnInsertRight,
    make: (chain: ChainedCommands) => chain.addColumnAfter(),
  },
  { name: 'header', icon: IconTableRow, make: (chain: ChainedCommands) => chain.toggleHeaderRow() },
  { name: 'deleteRow', icon: IconRowRemove, make: (chain: ChainedCommands) => chain.deleteRow() },
  { name: 'deleteColumn', icon: IconColumnRemove, make: (chain: ChainedCommands) => chain.deleteColumn() },
  { name: 'remove', icon: IconTableMinus, make: (chain: ChainedCommands) => chain.deleteTable() },
] as const;

export function TableMenu({ editor, inTable }: { readonly editor: Editor; readonly inTable: boolean }) {
  const t = useRichT();
  if (!inTable)
    return (
      <Tool
        name="table"
        label={t('table.insert')}
        icon={IconTable}
        onPress={() => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
      />
    );
  return (
    <ToolMenu name="table" label={t('table.title')} icon={IconTable} on>
      {changes.map(({ name, icon, make }) => (
        <Menu.Item
          key={name}
          leftSection={<Icon of={icon} size={16} />}
          onClick={() => make(editor.chain().focus()).run()}
        >
          {t(`table.${name}`)}
        </Menu.Item>
      ))}
    </ToolMenu>
  );
}
