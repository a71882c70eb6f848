/** A folder was handed over: a message has none, so it is offered as one zip file. Loaded with the first folder. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { formatBytes } from '../../../format.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { isTooLarge, zipSource, type Folder } from '../draft/folder.ts';
import type { DraftSession } from '../draft/draft-session.ts';

export default function FolderOffer({
  session,
  folder,
  onDone,
}: {
  readonly session: DraftSession;
  readonly folder: Folder;
  readonly onDone: () => void;
}) {
  const { t, language } = useWords();
  const zip = useRef<HTMLButtonElement>(null);
  const { name, files, size } = folder;
  const impossible = isTooLarge(folder) ? 'tooLarge' : files.length === 0 ? 'empty' : null;
  useEffect(() => zip.current?.focus(), [folder]);
  const take = () => {
    void session.files.attach([zipSource(folder)]);
    onDone();
  };
  if (impossible !== null)
    return (
      <InlineMessage tone="warning" live onDismiss={onDone}>
        {t(`compose.folder.${impossible}`, { name })}
      </InlineMessage>
    );
  return (
    <div role="status">
      <InlineMessage
        tone="info"
        actions={
          <>
            <Button ref={zip} size="xs" onClick={take}>
              {t('compose.folder.zip', { name })}
            </Button>
            <Button size="xs" onClick={onDone}>
              {t('compose.folder.not')}
            </Button>
          </>
        }
      >
        {t('compose.folder.asked', { name, count: files.length, size: formatBytes(size, language) })}
      </InlineMessage>
    </div>
  );
}
