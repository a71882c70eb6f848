/** What can be said of a picture that is selected, or was just put in: its description, for those who do not see it, and its width. */
import { Button, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { useSyncExternalStore } from 'react';
import { useWords } from '../../../words.ts';
import styles from '../rich.module.css';
import { useRichT } from '../words.ts';
import { sized } from './picture-view.ts';

/** Where the picture of this address stands. */
export function pictureAt(editor: Editor, src: string): { readonly node: Node; readonly at: number } | null {
  let found: { readonly node: Node; readonly at: number } | null = null;
  editor.state.doc.descendants((node, at) => {
    if (found === null && node.type.name === 'picture' && node.attrs['src'] === src) found = { node, at };
    return found === null;
  });
  return found;
}

/** The node that stands there now. */
const useNode = (editor: Editor, at: number): Node | null =>
  useSyncExternalStore(
    (changed) => {
      editor.on('transaction', changed);
      return () => editor.off('transaction', changed);
    },
    () => editor.state.doc.nodeAt(at),
  );

const STEP = 20;

export function PictureStrip({
  editor,
  at,
  isNew,
  onClose,
}: {
  readonly editor: Editor;
  readonly at: number;
  /** it was just put in */
  readonly isNew: boolean;
  readonly onClose: () => void;
}) {
  const t = useRichT();
  const { t: shared } = useWords();
  const node = useNode(editor, at);
  if (node?.type.name !== 'picture') return null;
  const change = (attrs: Readonly<Record<string, unknown>>) =>
    editor.view.dispatch(editor.state.tr.setNodeMarkup(at, undefined, attrs));
  const alt: unknown = node.attrs['alt'];
  const width: unknown = node.attrs['width'];
  const resize = (to: number) => change(sized(node.attrs, to));
  const back = () => {
    onClose();
    editor.commands.focus();
  };
  return (
    <div
      className={styles.strip}
      role="group"
      aria-label={t('picture.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        back();
      }}
    >
      <TextInput
        size="xs"
        className={styles.wide ?? ''}
        label={t('picture.alt')}
        description={isNew ? t('picture.describe') : t('picture.altHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={typeof alt === 'string' ? alt : ''}
        maxLength={1000}
        onChange={({ currentTarget }) => change({ ...node.attrs, alt: currentTarget.value })}
      />
      {typeof width === 'number' && (
        <>
          <TextInput
            size="xs"
            type="number"
            className={styles.narrow ?? ''}
            label={`${t('picture.width')} (${t('picture.pixels')})`}
            min={16}
            max={1200}
            step={STEP}
            key={width}
            defaultValue={width}
            onBlur={({ currentTarget }) => resizeTo(currentTarget.value, width, resize)}
            onKeyDown={({ key, currentTarget }) => {
              if (key === 'Enter') resizeTo(currentTarget.value, width, resize);
            }}
          />
          <Button size="xs" onClick={() => resize(width - STEP)}>
            {t('picture.smaller')}
          </Button>
          <Button size="xs" onClick={() => resize(width + STEP)}>
            {t('picture.larger')}
          </Button>
        </>
      )}
      <Button
        size="xs"
        onClick={() => {
          onClose();
          editor
            .chain()
            .focus()
            .deleteRange({ from: at, to: at + 1 })
            .run();
        }}
      >
        {t('picture.remove')}
      </Button>
      <Button size="xs" onClick={back}>
        {shared('app.close')}
      </Button>
    </div>
  );
}

function resizeTo(typed: string, before: number, resize: (width: number) => void): void {
  const width = Number(typed);
  if (Number.isFinite(width) && width > 0 && width !== before) resize(width);
}
