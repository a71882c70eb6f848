/** Just above Send: one composition, several messages. */
import { UnstyledButton } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import type { Slip } from '#core/message/envelope.ts';
import { Icon } from '../../../ui/index.ts';
import composer from '../compose.module.css';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDoubtsWords } from '../findings/words.ts';
import styles from './each.module.css';
import { useCount } from './use-count.ts';

export default function StripView({
  session,
  slip,
}: {
  readonly session: DraftSession;
  readonly slip: Slip;
}) {
  const t = useDoubtsWords();
  const count = useCount(slip);
  const together = () => {
    session.edit({ sending: { ...session.state().content.sending, oneEach: false } });
    document.querySelector<HTMLElement>('#recipients-to')?.focus();
  };
  return (
    <div role="status" className={styles.strip}>
      <Icon of={IconMailbox} size={16} />
      <p>
        <b>{count}</b> {t('each.text')}
      </p>
      <UnstyledButton className={composer.link} onClick={together}>
        {t('each.together')}
      </UnstyledButton>
    </div>
  );
}
