/** Among the sending options: one message for each recipient. */
import { Checkbox } from '@mantine/core';
import type { SendingOptions } from '#core/message/sending-schema.ts';
import { useDoubtsWords } from '../findings/words.ts';
import options from '../options/options.module.css';

export default function OptionView({
  sending,
  onChange,
}: {
  readonly sending: SendingOptions;
  readonly onChange: (changes: Partial<SendingOptions>) => void;
}) {
  const t = useDoubtsWords();
  const isByHand = sending.envelope !== null;
  return (
    <Checkbox
      id="sending-one-each"
      label={t('each.option')}
      description={t(isByHand ? 'each.notByHand' : 'each.hint')}
      checked={sending.oneEach && !isByHand}
      disabled={isByHand}
      classNames={{ label: options.choice ?? '' }}
      onChange={(event) => onChange({ oneEach: event.currentTarget.checked })}
    />
  );
}
