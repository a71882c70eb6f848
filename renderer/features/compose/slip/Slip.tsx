/** "What will go out": the envelope, each recipient with its field, and the size on the wire, before anything goes. */
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import type { Account, Identity } from '#core/account/account.ts';
import type { AttachmentView, DraftContent } from '#core/message/draft.ts';
import type { Slip as SlipLines } from '#core/message/envelope.ts';
import { estimateSize } from '#core/message/size.ts';
import { formatBytes } from '../../../format.ts';
import { useDeliveryWords } from '../../../ui/delivery/words.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Sender } from '../draft/problems.ts';
import { EnvelopeTicket } from './EnvelopeTicket.tsx';
import { HideSlip } from './HideSlip.tsx';
import { commonNotify } from './notify.ts';
import styles from './slip.module.css';

export function Slip({
  slip,
  written,
  sender,
  content,
  attachments,
  onByHand,
}: {
  readonly slip: SlipLines;
  /** the same without an envelope that is set by hand */
  readonly written: SlipLines;
  readonly sender: Sender | undefined;
  readonly content: DraftContent;
  readonly attachments: readonly AttachmentView[];
  /** to the switch; null: nothing can be changed now */
  readonly onByHand: (() => void) | null;
}) {
  const { t } = useWords();
  const identity = sender?.identity;
  return (
    <>
      <HideSlip />
      <EnvelopeTicket
        slip={slip}
        written={written}
        identity={identity}
        content={content}
        onByHand={onByHand}
      />
      {sender && identity && (
        <section className={styles.ticket} aria-label={t('compose.slip.size')}>
          <dl>
            <Size content={content} identity={identity} attachments={attachments} />
            <div>
              <dt>{t('compose.slip.parts')}</dt>
              <dd>{t('compose.slip.partsOf', { count: attachments.length })}</dd>
            </div>
            <Connection account={sender.account} practice={sender.practice} />
            <Notice slip={slip} />
            {content.sending.allOrNone && (
              <div>
                <dt>{t('sending.slip.allOrNone')}</dt>
                <dd>{t('sending.slip.allOrNoneText')}</dd>
              </div>
            )}
          </dl>
        </section>
      )}
    </>
  );
}

function Notice({ slip }: { readonly slip: SlipLines }) {
  const { t } = useWords();
  const words = useDeliveryWords();
  const common = commonNotify(slip.recipients);
  return (
    <div>
      <dt>{t('sending.slip.dsn')}</dt>
      <dd>{common === undefined ? t('sending.notify.varies') : words.notify(common)}</dd>
    </div>
  );
}

/** Counted while one types, after the letters are on the screen. */
function Size({
  content,
  identity,
  attachments,
}: {
  readonly content: DraftContent;
  readonly identity: Identity;
  readonly attachments: readonly AttachmentView[];
}) {
  const { t, language } = useWords();
  const later = useDeferredValue(content);
  const bytes = useMemo(() => estimateSize(later, identity, attachments), [later, identity, attachments]);
  return (
    <div>
      <dt>{t('compose.slip.size')}</dt>
      <dd>{t('compose.slip.about', { size: formatBytes(bytes, language) })}</dd>
    </div>
  );
}

function Connection({ account, practice }: { readonly account: Account; readonly practice: boolean }) {
  const { t } = useWords();
  const open = account.security === 'none';
  return (
    <div>
      <dt>{t('compose.slip.connection')}</dt>
      <dd data-open={open || undefined} className={styles.connection}>
        <Icon of={open ? IconLockOpen : IconLock} size={14} />
        {practice ? t('compose.slip.thisMachine') : t(`compose.slip.security.${account.security}`)}
      </dd>
    </div>
  );
}
