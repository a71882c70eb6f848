/** What can be done to the content of a file, in its menu. Loaded when one is opened that has any of it. */
import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconCopy, IconDimensions, IconEraser } from '@tabler/icons-react';
import type { AttachmentView } from '#core/message/draft.ts';
import { Icon } from '../../../ui/index.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { toFileMenu } from '../fields/to-file-menu.ts';
import { copyIn, removeNotes, takeBack } from './changes.tsx';
import { hasNotes, isScalable } from './notable.ts';
import { useFilesT } from './words.ts';

export default function FileMenuItems({
  session,
  file,
  onSmaller,
}: {
  readonly session: DraftSession;
  readonly file: AttachmentView;
  readonly onSmaller: () => void;
}) {
  const t = useFilesT();
  const { id, name } = file;
  const andBack = (work: Promise<unknown>) => {
    toFileMenu(id);
    void work;
  };
  return (
    <>
      {isScalable(file) && (
        <Menu.Item leftSection={<Icon of={IconDimensions} size={16} />} onClick={onSmaller}>
          {t('menu.smaller')}
        </Menu.Item>
      )}
      {hasNotes(file) && (
        <Menu.Item
          leftSection={<Icon of={IconEraser} size={16} />}
          onClick={() => andBack(removeNotes(session, [id], t('stripped', { count: 1, name })))}
        >
          {t('menu.strip')}
        </Menu.Item>
      )}
      {file.inPlace === true && file.state === 'ready' && (
        <Menu.Item
          leftSection={<Icon of={IconCopy} size={16} />}
          onClick={() => andBack(copyIn(session, file))}
        >
          {t('menu.copy')}
        </Menu.Item>
      )}
      {file.revised === true && (
        <Menu.Item
          leftSection={<Icon of={IconArrowBackUp} size={16} />}
          onClick={() => andBack(takeBack(session, id))}
        >
          {t('menu.back')}
        </Menu.Item>
      )}
    </>
  );
}
