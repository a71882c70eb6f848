/** Accounts from another program, read and shown before any is stored; and all of them into a file. Loaded when it is asked for. */
import { Button, Textarea } from '@mantine/core';
import { IconArrowLeft, IconFileImport, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { AppError } from '#core/contract/errors.ts';
import { call, errorOf } from '../../../api.ts';
import { ErrorPane, Icon, PaneHeader } from '../../../ui/index.ts';
import { toast } from '../../../ui/toast/toast.tsx';
import { closeTransfer, showPreview, useTransfer } from './open.ts';
import { Preview } from './Preview.tsx';
import { useTransferWords } from './words.ts';
import accounts from '../accounts.module.css';
import styles from './transfer.module.css';

export default function TransferPane() {
  const { t, ready } = useTransferWords();
  const { preview } = useTransfer();
  const [text, setText] = useState('');
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
      if (read !== null) showPreview(read);
    });
  const readText = () => void attempt(async () => showPreview(await call('transfer.readText', { text })));
  const take = (handle: string, chosen: readonly number[], plainAccepted: boolean) =>
    void attempt(async () => {
      const { count } = await call('transfer.take', { handle, chosen: [...chosen], plainAccepted });
      toast({ kind: 'info', title: t('taken', { count }) });
      showPreview(null);
      closeTransfer();
    });
  const save = () =>
    void attempt(async () => {
      const { saved, count } = await call('transfer.export', null);
      if (saved) toast({ kind: 'info', title: t('exported', { count }) });
    });
  if (!ready) return null;
  return (
    <>
      <PaneHeader
        title={<h1>{t('title')}</h1>}
        actions={
          <Button size="xs" leftSection={<Icon of={IconArrowLeft} size={16} />} onClick={closeTransfer}>
            {t('close')}
          </Button>
        }
      />
      <div className={accounts.panel}>
        <section className={styles.part}>
          <p>{t('intro')}</p>
          <Button size="xs" leftSection={<Icon of={IconFileImport} size={16} />} onClick={readFile} autoFocus>
            {t('chooseFile')}
          </Button>
          <Textarea
            className={styles.paste ?? ''}
            label={t('paste')}
            description={t('pasteHint')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={100_000}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button size="xs" disabled={text.trim() === ''} onClick={readText}>
            {t('read')}
          </Button>
        </section>
        {error !== null && <ErrorPane title={t('failed')} error={error} />}
        {preview !== null && (
          <Preview
            key={preview.handle}
            preview={preview}
            onTake={(chosen, plainAccepted) => take(preview.handle, chosen, plainAccepted)}
          />
        )}
        <section className={styles.part} aria-labelledby="transfer-export">
          <h2 id="transfer-export">{t('exportTitle')}</h2>
          <p>{t('exportText')}</p>
          <Button size="xs" leftSection={<Icon of={IconFileExport} size={16} />} onClick={save}>
            {t('export')}
          </Button>
        </section>
      </div>
    </>
  );
}
