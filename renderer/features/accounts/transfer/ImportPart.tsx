/** Reading: from a file or what is pasted, past a passphrase where the file has one, shown before any of it is stored. */
import { Button, Textarea } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportPreview } from '#core/contract/transfer.ts';
import { call } from '../../../api.ts';
import { ErrorPane, Icon, InlineMessage } from '../../../ui/index.ts';
import { toast } from '../../../ui/toast/toast.tsx';
import { useWords } from '../../../words.ts';
import { useAttempt } from './attempt.ts';
import { closeTransfer, showLocked, showPreview, useTransfer } from './open.ts';
import { Preview, type Choice } from './Preview.tsx';
import { Unlock } from './Unlock.tsx';
import { useTransferWords } from './words.ts';
import styles from './transfer.module.css';

export function ImportPart() {
  const { t } = useTransferWords();
  const { t: common } = useWords();
  const { preview, locked } = useTransfer();
  const [text, setText] = useState('');
  const [choice, setChoice] = useState<Choice>({ chosen: [], plainAccepted: false });
  const reading = useAttempt();
  const taking = useAttempt();
  const readFile = () =>
    reading.attempt(async () => {
      const read = await call('transfer.readFile', null);
      if (read === null) return;
      if ('locked' in read) showLocked(read);
      else showPreview(read);
    });
  const readText = () => reading.attempt(async () => showPreview(await call('transfer.readText', { text })));
  const take = ({ handle, accounts }: ImportPreview, wanted: Choice, where: 'keychain' | 'memory') =>
    taking.attempt(async () => {
      setChoice(wanted);
      const { count } = await call('transfer.take', { handle, ...wanted, where });
      const isWhole = wanted.chosen.some((index) => (accounts[index]?.secrets.length ?? 0) > 0);
      toast({ kind: 'info', title: t(isWhole ? 'takenWhole' : 'taken', { count }) });
      showPreview(null);
      closeTransfer();
    });
  return (
    <>
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
      {reading.error !== null && <ErrorPane title={t('failed')} error={reading.error} />}
      {locked !== null && <Unlock key={locked.handle} file={locked} />}
      {preview !== null && (
        <Preview
          key={preview.handle}
          preview={preview}
          pending={taking.pending}
          onTake={(wanted) => take(preview, wanted, 'keychain')}
        />
      )}
      {preview !== null && taking.error?.code === 'keychain' && (
        <InlineMessage
          tone="warning"
          live
          actions={
            <>
              <Button size="xs" onClick={() => take(preview, choice, 'memory')}>
                {common('accounts.keepInMemory')}
              </Button>
              <Button size="xs" onClick={() => take(preview, choice, 'keychain')}>
                {common('accounts.tryKeychain')}
              </Button>
            </>
          }
        >
          <b>{common(`app.error.keychain.${taking.error.reason}`)}</b> {t('memoryOffer')}
        </InlineMessage>
      )}
      {taking.error !== null && taking.error.code !== 'keychain' && (
        <ErrorPane title={t('notTaken')} error={taking.error} />
      )}
    </>
  );
}
