/** The files of the draft: on their way with progress, attached with their size on the wire, or in need of mending. */
import { ActionIcon, Button } from '@mantine/core';
import {
  IconAlertCircle,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconPaperclip,
  IconPhoto,
  IconTable,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { AttachmentView } from '#core/message/draft.ts';
import { base64Bytes } from '#core/message/size.ts';
import { formatBytes } from '../../../format.ts';
import { Icon, toast } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ByteBar } from '../ByteBar.tsx';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraftState } from '../draft/sessions.ts';
import type { Upload } from '../draft/uploads.ts';
import styles from './files.module.css';

export function Attachments({
  session,
  compact,
}: {
  readonly session: DraftSession;
  readonly compact: boolean;
}) {
  const { t } = useWords();
  const { attachments, uploads } = useDraftState(session);
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
        {attachments.map((file) => (
          <Attached key={file.id} file={file} onRemove={() => void remove(file)} />
        ))}
        {uploads.map((upload) => (
          <OnItsWay key={upload.key} upload={upload} onCancel={() => session.cancelUpload(upload.key)} />
        ))}
      </ul>
      {!compact && (
        <Button
          size="xs"
          leftSection={<Icon of={IconPaperclip} size={16} />}
          onClick={() => void session.choose()}
        >
          {t('compose.attach')}
        </Button>
      )}
    </div>
  );
}

function Attached({ file, onRemove }: { readonly file: AttachmentView; readonly onRemove: () => void }) {
  const { t, language } = useWords();
  const wrong = file.state !== 'ready';
  const sizes = {
    size: formatBytes(file.size, language),
    wire: formatBytes(base64Bytes(file.size), language),
  };
  return (
    <li className={styles.file} data-wrong={wrong || undefined}>
      <Icon of={wrong ? IconAlertCircle : iconOf(file)} size={20} />
      <div className={styles.about}>
        <div className={styles.name}>{file.name}</div>
        <div className={styles.size}>
          {file.state === 'ready' ? t('compose.onTheWire', sizes) : t(`compose.file.${file.state}`)}
        </div>
      </div>
      <ActionIcon size={24} aria-label={t('app.removeNamed', { name: file.name })} onClick={onRemove}>
        <Icon of={IconX} size={14} />
      </ActionIcon>
    </li>
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

function iconOf({ mediaType }: AttachmentView): TablerIcon {
  if (mediaType === 'application/pdf') return IconFileTypePdf;
  if (mediaType.startsWith('image/')) return IconPhoto;
  if (mediaType.startsWith('text/')) return IconFileText;
  if (/spreadsheet|excel|csv/.test(mediaType)) return IconTable;
  return /zip|compressed|x-tar/.test(mediaType) ? IconFileZip : IconFile;
}
