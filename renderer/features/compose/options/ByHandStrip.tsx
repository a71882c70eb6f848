/** Just above Send, as long as the envelope is set by hand: nobody sends with it unaware. */
import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { Slip } from '#core/message/envelope.ts';
import { useWords } from '../../../words.ts';
import composer from '../compose.module.css';
import styles from './options.module.css';

export function ByHandStrip({
  slip,
  onShow,
  onFollow,
}: {
  readonly slip: Slip;
  readonly onShow: () => void;
  /** back to the envelope that the message has */
  readonly onFollow: () => void;
}) {
  const { t } = useWords();
  return (
    <div role="status" className={styles.strip}>
      <IconAlertTriangleFilled size={16} aria-hidden />
      <p>
        <b>{t('sending.strip')}</b> {t('sending.stripText', { count: slip.recipients.length })}
      </p>
      <UnstyledButton className={composer.link} onClick={onShow}>
        {t('compose.show')}
      </UnstyledButton>
      <UnstyledButton className={composer.link} onClick={onFollow}>
        {t('sending.followAgain')}
      </UnstyledButton>
    </div>
  );
}
