/** One attached file: its name, its size on the wire or what is wrong with it. F2 renames it, Alt and arrows move it, its menu has both. */
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconAlertCircle,
  IconArrowLeft,
  IconArrowRight,
  IconDots,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconPencil,
  IconPhoto,
  IconTable,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { lazy, Suspense, useState, type DragEvent, type KeyboardEvent } from 'react';
import type { AttachmentView } from '#core/message/draft.ts';
import { encodedBytes } from '#core/message/size.ts';
import { formatBytes } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { hasNotes } from '../contents/notable.ts';
import { loadFilesWords } from '../contents/words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { FileNameEditor } from './FileNameEditor.tsx';
import styles from './files.module.css';
import { toFileMenu } from './to-file-menu.ts';

const TYPE = 'application/x-facteur-file';
const FileMenuItems = lazy(async () => {
  const [items] = await Promise.all([import('../contents/FileMenuItems.tsx'), loadFilesWords()]);
  return items;
});

export function AttachedFile({
  session,
  file,
  at,
  count,
  onRemove,
  onRename,
  onMove,
  onSmaller,
}: {
  readonly session: DraftSession;
  readonly file: AttachmentView;
  readonly at: number;
  readonly count: number;
  readonly onRemove: () => void;
  readonly onRename: (name: string) => void;
  /** of the file with this id, to that place */
  readonly onMove: (id: string, to: number) => void;
  /** asks how much smaller a picture is to be */
  readonly onSmaller: () => void;
}) {
  const { t, language } = useWords();
  const [renaming, setRenaming] = useState(false);
  const wrong = file.state !== 'ready';
  const sizes = {
    size: formatBytes(file.size, language),
    wire: formatBytes(encodedBytes(file), language),
  };
  const move = (to: number) => {
    onMove(file.id, to);
    // A node that changes its place loses the focus.
    toFileMenu(file.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (renaming || event.ctrlKey || event.metaKey) return;
    if (event.key === 'F2') setRenaming(true);
    else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowUp')) move(at - 1);
    else if (event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowDown')) move(at + 1);
    else return;
    event.preventDefault();
  };
  const over = (event: DragEvent) => {
    if (event.dataTransfer.types.includes(TYPE)) event.preventDefault();
  };
  return (
    <li
      className={styles.file}
      data-wrong={wrong || undefined}
      draggable={!renaming}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(TYPE, file.id);
        dataTransfer.effectAllowed = 'move';
      }}
      onDragEnter={over}
      onDragOver={over}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes(TYPE)) return;
        event.preventDefault();
        onMove(event.dataTransfer.getData(TYPE), at);
      }}
      onDoubleClick={() => setRenaming(true)}
      onKeyDown={onKeyDown}
    >
      <Icon of={wrong ? IconAlertCircle : iconOf(file)} size={20} />
      <div className={styles.about}>
        {renaming ? (
          <FileNameEditor
            name={file.name}
            onDone={(name, byKey) => {
              setRenaming(false);
              if (name !== null) onRename(name);
              if (byKey) toFileMenu(file.id);
            }}
          />
        ) : (
          <div className={styles.name}>{file.name}</div>
        )}
        <div className={styles.size}>
          {file.state === 'ready' ? t('compose.onTheWire', sizes) : t(`compose.file.${file.state}`)}
        </div>
      </div>
      <Menu
        position="top-end"
        withinPortal={false}
        floatingStrategy="fixed"
        withInitialFocusPlaceholder={false}
        returnFocus={false}
      >
        <Menu.Target>
          <ActionIcon
            data-file-menu={file.id}
            size={24}
            variant="subtle"
            aria-label={t('compose.fileMenu.more', { name: file.name })}
            aria-keyshortcuts="F2 Alt+ArrowLeft Alt+ArrowRight"
          >
            <Icon of={IconDots} size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon of={IconPencil} size={16} />} onClick={() => setRenaming(true)}>
            {t('compose.fileMenu.rename')}
          </Menu.Item>
          <Menu.Item
            leftSection={<Icon of={IconArrowLeft} size={16} />}
            disabled={at === 0}
            onClick={() => move(at - 1)}
          >
            {t('compose.fileMenu.earlier')}
          </Menu.Item>
          <Menu.Item
            leftSection={<Icon of={IconArrowRight} size={16} />}
            disabled={at === count - 1}
            onClick={() => move(at + 1)}
          >
            {t('compose.fileMenu.later')}
          </Menu.Item>
          {(hasNotes(file) || file.inPlace === true || file.revised === true) && (
            <Suspense>
              <FileMenuItems session={session} file={file} onSmaller={onSmaller} />
            </Suspense>
          )}
        </Menu.Dropdown>
      </Menu>
      <ActionIcon size={24} aria-label={t('app.removeNamed', { name: file.name })} onClick={onRemove}>
        <Icon of={IconX} size={14} />
      </ActionIcon>
    </li>
  );
}

function iconOf({ mediaType }: AttachmentView): TablerIcon {
  if (mediaType === 'application/pdf') return IconFileTypePdf;
  if (mediaType.startsWith('image/')) return IconPhoto;
  if (mediaType.startsWith('text/')) return IconFileText;
  if (/spreadsheet|excel|csv/.test(mediaType)) return IconTable;
  return /zip|compressed|x-tar/.test(mediaType) ? IconFileZip : IconFile;
}
