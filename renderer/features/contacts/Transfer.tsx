/** Import from a file and export into one; the system asks which, and what became of it is said as news. */
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import type { ContactFormat } from '#core/contacts/contact.ts';
import { call, errorOf } from '../../api.ts';
import { Icon, toast, useErrorWords } from '../../ui/index.ts';
import { useContactsWords } from './words.ts';

export function Transfer({ some }: { /** there is something to export */ readonly some: boolean }) {
  const t = useContactsWords();
  const say = useErrorWords();
  const failed = (caught: unknown) => toast({ kind: 'error', title: say(errorOf(caught)) });
  const read = async () => {
    const done = await call('contacts.import', null);
    if (done === null) return;
    const { file, added, changed, without, lists } = done;
    const rest = [
      ...(lists === 0 ? [] : [t('lists.imported', { count: lists })]),
      ...(without === 0 ? [] : [t('without', { count: without })]),
    ].join(' ');
    toast({ kind: 'ok', title: t('imported', { file, added, changed }), ...(rest && { detail: rest }) });
  };
  const write = async (format: ContactFormat) => {
    const { saved, count } = await call('contacts.export', { format });
    if (saved) toast({ kind: 'ok', title: t('exported', { count }) });
  };
  return (
    <>
      <Button
        size="xs"
        leftSection={<Icon of={IconDownload} size={16} />}
        onClick={() => void read().catch(failed)}
      >
        {t('import')}
      </Button>
      {some && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" leftSection={<Icon of={IconUpload} size={16} />}>
              {t('export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void write('vcard').catch(failed)}>{t('exportVcard')}</Menu.Item>
            <Menu.Item onClick={() => void write('csv').catch(failed)}>{t('exportCsv')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
