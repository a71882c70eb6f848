/** All commands (Ctrl+K), grouped, each with its shortcut: those that somebody carries out now. */
import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { IconSearch } from '@tabler/icons-react';
import { useEffect } from 'react';
import { commands } from '#core/contract/commands.ts';
import { keysText } from '../keys.ts';
import { Keys, useAvailableCommands, useRunCommand } from '../commands.tsx';
import { Icon } from '../ui/marks/Icon.tsx';
import { Kbd } from '../ui/marks/Kbd.tsx';
import { useWords } from '../words.ts';

export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const run = useRunCommand();
  const available = useAvailableCommands();
  useEffect(() => {
    spotlight.open();
    return () => spotlight.close();
  }, []);
  const shown = available.filter((id) => id !== 'palette');
  const groups = [...new Set(shown.map((id) => commands[id].group))];
  return (
    <Spotlight
      shortcut={null}
      onSpotlightClose={onClose}
      nothingFound={t('app.palette.nothing')}
      highlightQuery
      searchProps={{
        placeholder: t('app.palette.search'),
        leftSection: <Icon of={IconSearch} />,
        rightSection: <Kbd>{keysText('Esc')}</Kbd>,
        'aria-label': t('app.palette.search'),
      }}
      actions={groups.map((group) => ({
        group: t(`app.palette.group.${group}`),
        actions: shown
          .filter((id) => commands[id].group === group)
          .map((id) => ({
            id,
            label: t(`app.command.${id}`),
            onClick: () => run(id),
            rightSection: <Keys id={id} />,
          })),
      }))}
    />
  );
}
