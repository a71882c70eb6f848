/** Tables as mail has them: cells as wide as their words, no width that a reader's window could not give. */
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';

/** Of its attributes those that mail keeps. */
const spans = ({ colspan, rowspan }: Readonly<Record<string, unknown>>) => ({
  ...(typeof colspan === 'number' && colspan > 1 ? { colspan } : {}),
  ...(typeof rowspan === 'number' && rowspan > 1 ? { rowspan } : {}),
});

export const tables = [
  Table.extend({
    renderHTML: () => ['table', ['tbody', 0]],
    addKeyboardShortcuts() {
      // Tab goes from cell to cell, and out at the end: it adds no row, or nobody would get out by keyboard.
      return {
        ...this.parent?.(),
        Tab: () => this.editor.commands.goToNextCell(),
      };
    },
  }).configure({ View: null }),
  TableRow,
  TableHeader.extend({ renderHTML: ({ node }) => ['th', spans(node.attrs), 0] }),
  TableCell.extend({ renderHTML: ({ node }) => ['td', spans(node.attrs), 0] }),
];
