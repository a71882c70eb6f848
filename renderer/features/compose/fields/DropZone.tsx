/** Files can be dropped anywhere on the work side. While they are held over it, it says what will happen. */
import { IconPaperclip } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from './fields.module.css';

export function DropZone({
  className,
  enabled,
  onFiles,
  children,
}: {
  readonly className: string | undefined;
  readonly enabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
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
    event.preventDefault();
    setOver(false);
    if (enabled) onFiles([...event.dataTransfer.files]);
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
