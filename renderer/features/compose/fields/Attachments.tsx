/** The files of the draft: on their way with progress, attached with their size on the wire, or in need of mending. */
import { ActionIcon, Button } from '@mantine/core';
import { IconFolder, IconPaperclip, IconX } from '@tabler/icons-react';
import type { AttachmentView } from '#core/message/draft.ts';
import { formatBytes } from '../../../format.ts';
import { Icon, toast } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ByteBar } from '../ByteBar.tsx';
import type { DraftSession } from '../draft/draft-session.ts';
import { moveFile, renameFile, useWatchedFiles } from '../draft/files.ts';
import { useDraftState } from '../draft/sessions.ts';
import type { Upload } from '../draft/uploads.ts';
import { AttachedFile } from './AttachedFile.tsx';
import styles from './files.module.css';

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
  const { attachments, uploads, refused } = useDraftState(session);
  useWatchedFiles(session, refused.length > 0);
  const remove = async (file: AttachmentView) => {
    if (!(await session.detach(file.id))) return;
    toast({
      kind: 'info',
      title: t('compose.removed', { name: file.name }),
      undo: () => void session.restore(file.id),
    });
  };
  if (compact && attachments.length + uploads.length === 0) return null;
  return (
    <div className={styles.files}>
      <ul aria-label={t('compose.attachments')}>
        {attachments.map((file, at) => (
          <AttachedFile
            key={file.id}
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
        ))}
        {uploads.map((upload) => (
          <OnItsWay key={upload.key} upload={upload} onCancel={() => session.cancelUpload(upload.key)} />
        ))}
      </ul>
      {!compact && (
        <span className={styles.ask}>
          <Button
            size="xs"
            leftSection={<Icon of={IconPaperclip} size={16} />}
            onClick={() => void session.choose()}
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
  );
}

function OnItsWay({ upload, onCancel }: { readonly upload: Upload; readonly onCancel: () => void }) {
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
      <ActionIcon size={24} aria-label={t('compose.cancelFile', { name: upload.name })} onClick={onCancel}>
        <Icon of={IconX} size={14} />
      </ActionIcon>
    </li>
  );
}
