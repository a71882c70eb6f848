/** One composition, several messages: said above Send and in the slip, chosen among the sending options. */
import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import type { Identity } from '#core/account/identity.ts';
import type { Slip } from '#core/message/envelope.ts';
import { firstMessageOf } from '#core/message/one-each.ts';
import type { SendingOptions } from '#core/message/sending-schema.ts';
import { estimateSize } from '#core/message/size.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import composer from '../compose.module.css';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { useDoubtsWords } from '../findings/words.ts';
import options from '../options/options.module.css';
import styles from './each.module.css';

export function EachStrip({ session, slip }: { readonly session: DraftSession; readonly slip: Slip }) {
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

export function EachNote({
  session,
  slip,
  identity,
}: {
  readonly session: DraftSession;
  readonly slip: Slip;
  readonly identity: Identity | undefined;
}) {
  const t = useDoubtsWords();
  const { language } = useWords();
  const count = useCount(slip);
  const { content, attachments } = useDraft(session, (state) => ({
    content: state.content,
    attachments: state.attachments,
  }));
  const later = useDeferredValue(content);
  const size = useMemo(() => {
    if (identity === undefined) return 0;
    const first = firstMessageOf(later, identity);
    return estimateSize(first.content, first.identity, attachments);
  }, [later, identity, attachments]);
  const all = formatBytes(size * slip.recipients.length, language);
  return (
    <p className={styles.note}>
      <Icon of={IconMailbox} size={14} />
      <span>
        <b>{count}</b> {t('each.inAll', { size: all })}
      </span>
    </p>
  );
}

export function EachOption({
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

function useCount({ recipients }: Slip): string {
  const t = useDoubtsWords();
  const { language } = useWords();
  return t('each.count', { count: recipients.length, number: formatNumber(recipients.length, language) });
}
