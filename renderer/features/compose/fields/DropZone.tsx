/** Files can be dropped anywhere on the work side. While they are held over it, it says what will happen. */
import { IconPaperclip } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from './fields.module.css';

const isDirectory = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry =>
  entry?.isDirectory === true;

export function DropZone({
  className,
  enabled,
  onFiles,
  onFolders,
  children,
}: {
  readonly className: string | undefined;
  readonly enabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onFolders: (folders: readonly FileSystemDirectoryEntry[]) => void;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const hold = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = enabled ? 'copy' : 'none';
    setOver(enabled);
  };
  const leave = (event: DragEvent) => {
    const next = event.relatedTarget;
    if (!(next instanceof Node && event.currentTarget.contains(next))) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    setOver(false);
    // Pictures go into rich text.
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (!enabled) return;
    // Both have to be taken now: what is dropped is gone after the event.
    const dropped = [...event.dataTransfer.items].flatMap((item) => {
      const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
      return [{ folder: isDirectory(entry) ? entry : null, file: item.getAsFile() }];
    });
    const folders = dropped.flatMap(({ folder }) => folder ?? []);
    const files = dropped.flatMap(({ folder, file }) => (folder === null ? (file ?? []) : []));
    if (files.length > 0) onFiles(files);
    if (folders.length > 0) onFolders(folders);
  };
  return (
    <div className={className} onDragEnter={hold} onDragOver={hold} onDragLeave={leave} onDrop={drop}>
      {children}
      {over && (
        <div className={styles.drop}>
          <span>
            <Icon of={IconPaperclip} />
            {t('compose.dropHere')}
          </span>
        </div>
      )}
    </div>
  );
}
