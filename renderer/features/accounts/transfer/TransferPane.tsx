/** Accounts from another program, and all of them into a file. Loaded when it is asked for. */
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Icon, PaneHeader } from '../../../ui/index.ts';
import { ExportPart } from './ExportPart.tsx';
import { ImportPart } from './ImportPart.tsx';
import { closeTransfer } from './open.ts';
import { useTransferWords } from './words.ts';
import accounts from '../accounts.module.css';

export default function TransferPane() {
  const { t, ready } = useTransferWords();
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
        <ImportPart />
        <ExportPart />
      </div>
    </>
  );
}
