/** Importance and read receipt: what the header asks of whoever reads the message, or of their program. */
import { Checkbox, NativeSelect } from '@mantine/core';
import { IMPORTANCES } from '#core/message/sending.ts';
import type { SendingOptions } from '#core/message/sending-schema.ts';
import { useWords } from '../../../words.ts';
import styles from './options.module.css';

export function Asked({
  sending,
  onChange,
}: {
  readonly sending: SendingOptions;
  readonly onChange: (changes: Partial<SendingOptions>) => void;
}) {
  const { t } = useWords();
  return (
    <fieldset className={styles.group}>
      <legend>{t('sending.asked')}</legend>
      <NativeSelect
        label={t('sending.importance')}
        value={sending.importance}
        data={IMPORTANCES.map((value) => ({ value, label: t(`sending.importances.${value}`) }))}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ importance: IMPORTANCES.find((known) => known === value) ?? 'normal' });
        }}
      />
      <Checkbox
        label={t('sending.readReceipt')}
        description={t('sending.readReceiptHint')}
        checked={sending.readReceipt}
        classNames={{ label: styles.choice ?? '' }}
        onChange={(event) => onChange({ readReceipt: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
