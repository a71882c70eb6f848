/** Folders that were dropped or chosen, offered one after the other. What reads and zips them comes with the first. */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { toast } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import type { Folder } from '../draft/folder.ts';

const FolderOffer = lazy(() => import('./FolderOffer.tsx'));

export interface Folders {
  readonly offer: ReactNode;
  readonly dropped: (folders: readonly FileSystemDirectoryEntry[]) => void;
  /** opens the system's dialog */
  readonly choose: () => void;
}

export function useFolders(session: DraftSession): Folders {
  const { t } = useWords();
  const [waiting, setWaiting] = useState<readonly Folder[]>([]);
  const [first] = waiting;
  const add = (folder: Folder | null) => {
    if (folder !== null) setWaiting((now) => [...now, folder]);
  };
  const dropped = async (entries: readonly FileSystemDirectoryEntry[]) => {
    const { droppedFolder } = await import('../draft/folder.ts');
    for (const entry of entries)
      await droppedFolder(entry).then(add, () =>
        toast({ kind: 'error', title: t('compose.folder.unreadable', { name: entry.name }) }),
      );
  };
  const choose = () => {
    const input = document.createElement('input');
    input.type = 'file';
    input.webkitdirectory = true;
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      void import('../draft/folder.ts').then(({ chosenFolder }) => add(chosenFolder(files)));
    });
    input.click();
  };
  return {
    offer: first && (
      <Suspense>
        <FolderOffer session={session} folder={first} onDone={() => setWaiting(waiting.slice(1))} />
      </Suspense>
    ),
    dropped: (entries) => void dropped(entries),
    choose,
  };
}
