/** Beside Send: to the message as it would go out, and back. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { commands } from '#core/contract/commands.ts';
import { useRunCommand } from '../../commands.tsx';
import { keysText } from '../../keys.ts';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';

export function PreviewButton({
  pressed,
  narrow,
  disabled,
}: {
  readonly pressed: boolean;
  readonly narrow: boolean;
  readonly disabled: boolean;
}) {
  const { t } = useWords();
  const run = useRunCommand();
  const shared = { disabled, 'aria-pressed': pressed, onClick: () => run('preview') };
  const keys = keysText(commands.preview.keys ?? '');
  if (!narrow)
    return (
      <Tooltip label={keys}>
        <Button {...shared} leftSection={<Icon of={IconEye} />}>
          {t('compose.preview')}
        </Button>
      </Tooltip>
    );
  return (
    <Tooltip label={`${t('compose.preview')} · ${keys}`}>
      <ActionIcon {...shared} aria-label={t('compose.preview')}>
        <Icon of={IconEye} />
      </ActionIcon>
    </Tooltip>
  );
}
