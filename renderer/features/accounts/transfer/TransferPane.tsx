/** Accounts from another program, read and shown before any is stored; and all of them into a file. Loaded when it is asked for. */
import { Button, Textarea } from '@mantine/core';
import { IconArrowLeft, IconFileImport, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { AppError } from '#core/contract/errors.ts';
import type { ImportPreview } from '#core/contract/transfer.ts';
import { call, errorOf } from '../../../api.ts';
import { ErrorPane, Icon, PaneHeader } from '../../../ui/index.ts';
import { toast } from '../../../ui/toast/toast.tsx';
import { useWords } from '../../../words.ts';
import { Preview } from './Preview.tsx';
import accounts from '../accounts.module.css';
import styles from './transfer.module.css';

export default function TransferPane({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    try {
      setError(null);
      await work();
    } catch (caught) {
      setError(errorOf(caught));
    }
  };
  const readFile = () =>
    void attempt(async () => {
      const read = await call('transfer.readFile', null);
      if (read !== null) setPreview(read);
    });
  const readText = () => void attempt(async () => setPreview(await call('transfer.readText', { text })));
  const take = (handle: string, chosen: readonly number[]) =>
    void attempt(async () => {
      const { count } = await call('transfer.take', { handle, chosen: [...chosen] });
      toast({ kind: 'info', title: t('transfer.taken', { count }) });
      onClose();
    });
  const save = () =>
    void attempt(async () => {
      const { saved, count } = await call('transfer.export', null);
      if (saved) toast({ kind: 'info', title: t('transfer.exported', { count }) });
    });
  return (
    <>
      <PaneHeader
        title={<h1>{t('transfer.title')}</h1>}
        actions={
          <Button size="xs" leftSection={<Icon of={IconArrowLeft} size={16} />} onClick={onClose}>
            {t('transfer.close')}
          </Button>
        }
      />
      <div className={accounts.panel}>
        <section className={styles.part}>
          <p>{t('transfer.intro')}</p>
          <Button size="xs" leftSection={<Icon of={IconFileImport} size={16} />} onClick={readFile} autoFocus>
            {t('transfer.chooseFile')}
          </Button>
          <Textarea
            className={styles.paste ?? ''}
            label={t('transfer.paste')}
            description={t('transfer.pasteHint')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={100_000}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button size="xs" disabled={text.trim() === ''} onClick={readText}>
            {t('transfer.read')}
          </Button>
        </section>
        {error !== null && <ErrorPane title={t('transfer.failed')} error={error} />}
        {preview !== null && (
          <Preview key={preview.handle} preview={preview} onTake={(chosen) => take(preview.handle, chosen)} />
        )}
        <section className={styles.part} aria-labelledby="transfer-export">
          <h2 id="transfer-export">{t('transfer.exportTitle')}</h2>
          <p>{t('transfer.exportText')}</p>
          <Button size="xs" leftSection={<Icon of={IconFileExport} size={16} />} onClick={save}>
            {t('transfer.export')}
          </Button>
        </section>
      </div>
    </>
  );
}
