/** The way to a draft's earlier versions: a command, and a button at the composer's foot. The view is loaded when it is first opened. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { DraftId } from '#core/message/ids.ts';
import { useCommand, useRunCommand } from '../../commands.tsx';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';

const VersionsDrawer = lazy(async () => {
  const [drawer, { loadVersionsWords }] = await Promise.all([
    import('./VersionsDrawer.tsx'),
    import('./words.ts'),
  ]);
  await loadVersionsWords();
  return drawer;
});

export function DraftVersions({ id }: { readonly id: DraftId }) {
  const [opened, setOpened] = useState(false);
  useCommand('draft-versions', () => setOpened(!opened));
  return opened ? (
    <Suspense>
      <VersionsDrawer id={id} onClose={() => setOpened(false)} />
    </Suspense>
  ) : null;
}

export function VersionsButton({ disabled }: { readonly disabled: boolean }) {
  const { t } = useWords();
  const run = useRunCommand();
  const label = t('app.command.draft-versions');
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={() => run('draft-versions')}>
        <Icon of={IconHistory} />
      </ActionIcon>
    </Tooltip>
  );
}
