/** Which way the body is written: a group of radio buttons, of which arrows choose. */
import { SegmentedControl } from '@mantine/core';
import { useWords } from '../../../words.ts';
import { MODE_IDS, type ModeId } from './modes.ts';

const isMode = (value: string): value is ModeId => MODE_IDS.some((id) => id === value);

export function ModeSwitch({
  mode,
  onChoose,
}: {
  readonly mode: ModeId;
  readonly onChoose: (mode: ModeId) => void;
}) {
  const { t } = useWords();
  return (
    <SegmentedControl
      aria-label={t('compose.mode.title')}
      value={mode}
      onChange={(value) => isMode(value) && onChoose(value)}
      data={MODE_IDS.map((id) => ({ value: id, label: t(`compose.mode.${id}`) }))}
    />
  );
}
