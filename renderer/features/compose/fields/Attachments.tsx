/** The files of the draft: on their way with progress, attached with their size on the wire, or in need of mending. */
import { ActionIcon, Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { IconFolder, IconPaperclip, IconX } from '@tabler/icons-react';
import type { AttachmentView } from '#core/message/draft.ts';
import type { AttachmentId } from '#core/message/ids.ts';
import { formatBytes } from '../../../format.ts';
import { Icon, toast } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ByteBar } from '../ByteBar.tsx';
import type { DraftSession } from '../draft/draft-session.ts';
import { isNotable } from '../contents/notable.ts';
import { loadFilesWords } from '../contents/words.ts';
import { filesOf, moveFile, renameFile, useWatchedFiles } from '../draft/files.ts';
import { useDraft } from '../draft/sessions.ts';
import type { Upload } from '../draft/uploads.ts';
import { AttachedFile } from './AttachedFile.tsx';
import styles from './files.module.css';

const FileNotes = lazy(async () => {
  const [notes] = await Promise.all([import('../contents/FileNotes.tsx'), loadFilesWords()]);
  return notes;
});

export function Attachments({
  session,
  compact,
  onFolder,
}: {
  readonly session: DraftSession;
  readonly compact: boolean;
  /** asks for a folder */
  readonly onFolder: () => void;
}) {
  const { t } = useWords();
  const draft = useDraft(session, ({ attachments: all, uploads: onTheirWay, refused }) => ({
    all,
    uploads: onTheirWay,
    isRefused: refused.length > 0,
  }));
  const { uploads } = draft;
  const attachments = filesOf(draft.all);
  useWatchedFiles(session, draft.isRefused);
  const [smaller, setSmaller] = useState<AttachmentId | null>(null);
  const remove = async (file: AttachmentView) => {
    if (!(await session.files.detach(file.id))) return;
    toast({
      kind: 'info',
      title: t('compose.removed', { name: file.name }),
      undo: () => void session.files.restore(file.id),
    });
  };
  if (compact && attachments.length + uploads.length === 0) return null;
  const settled = attachments.filter((file) => !uploads.some(({ key }) => key === file.id));
  return (
    <>
      <div className={styles.files}>
        <ul aria-label={t('compose.attachments')}>
          {attachments.map((file, at) => {
            const copy = uploads.find(({ key }) => key === file.id);
            return copy ? (
              <OnItsWay
                key={file.id}
                upload={copy}
                stop={t('compose.stopCopy', { name: file.name })}
                onCancel={() => session.files.cancelUpload(copy.key)}
              />
            ) : (
              <AttachedFile
                key={file.id}
                session={session}
                onSmaller={() => setSmaller(file.id)}
                file={file}
                at={at}
                count={attachments.length}
                onRemove={() => void remove(file)}
                onRename={(name) => void renameFile(session, file.id, name)}
                onMove={(id, to) => {
                  const moved = attachments.find((one) => one.id === id);
                  if (moved) void moveFile(session, moved.id, to);
                }}
              />
            );
          })}
          {uploads
            .filter(({ key }) => !attachments.some(({ id }) => id === key))
            .map((upload) => (
              <OnItsWay
                key={upload.key}
                upload={upload}
                stop={t('compose.cancelFile', { name: upload.name })}
                onCancel={() => session.files.cancelUpload(upload.key)}
              />
            ))}
        </ul>
        {!compact && (
          <span className={styles.ask}>
            <Button
              size="xs"
              leftSection={<Icon of={IconPaperclip} size={16} />}
              onClick={() => void session.files.choose()}
            >
              {t('compose.attach')}
            </Button>
            <ActionIcon
              size="1.75rem"
              aria-label={t('compose.chooseFolder')}
              title={t('compose.chooseFolder')}
              onClick={onFolder}
            >
              <Icon of={IconFolder} size={16} />
            </ActionIcon>
          </span>
        )}
      </div>
      {settled.some(isNotable) && (
        <Suspense>
          <FileNotes
            session={session}
            files={settled}
            smaller={smaller}
            onSmaller={setSmaller}
            onRemove={(file) => void remove(file)}
          />
        </Suspense>
      )}
    </>
  );
}

function OnItsWay({
  upload,
  stop,
  onCancel,
}: {
  readonly upload: Upload;
  /** what ending it is called */
  readonly stop: string;
  readonly onCancel: () => void;
}) {
  const { t, language } = useWords();
  const words = t('compose.attaching', {
    sent: formatBytes(upload.sent, language),
    total: formatBytes(upload.size, language),
  });
  return (
    <li className={styles.file} aria-busy="true">
      <Icon of={IconPaperclip} size={20} />
      <div className={styles.about}>
        <div className={styles.name}>{upload.name}</div>
        <div className={styles.size}>{words}</div>
        <ByteBar label={upload.name} words={words} done={upload.sent} total={upload.size} />
      </div>
      <ActionIcon size={24} aria-label={stop} onClick={onCancel}>
        <Icon of={IconX} size={14} />
      </ActionIcon>
    </li>
  );
}
