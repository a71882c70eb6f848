/** "What will go out": the envelope, each recipient with its field, and the size on the wire, before anything goes. */
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import type { Account } from '#core/account/account.ts';
import type { Slip as SlipLines } from '#core/message/envelope.ts';
import { goesOneEach } from '#core/message/one-each.ts';
import { useDeliveryWords } from '../../../ui/delivery/words.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { filesOf } from '../draft/files.ts';
import type { Sender } from '../draft/problems.ts';
import { useDraft } from '../draft/sessions.ts';
import { EachNote } from '../each/Each.tsx';
import { EnvelopeTicket } from './EnvelopeTicket.tsx';
import { HideSlip } from './HideSlip.tsx';
import { commonNotify } from './notify.ts';
import { Size } from './Size.tsx';
import styles from './slip.module.css';

export function Slip({
  session,
  slip,
  written,
  sender,
  onByHand,
}: {
  readonly session: DraftSession;
  readonly slip: SlipLines;
  /** the same without an envelope that is set by hand */
  readonly written: SlipLines;
  readonly sender: Sender | undefined;
  /** to the switch; null: nothing can be changed now */
  readonly onByHand: (() => void) | null;
}) {
  const { t } = useWords();
  const identity = sender?.identity;
  const { files, isRich, oneEach, allOrNone } = useDraft(session, ({ content, attachments }) => ({
    files: filesOf(attachments).length,
    isRich: content.html !== undefined,
    oneEach: goesOneEach(content),
    allOrNone: content.sending.allOrNone,
  }));
  return (
    <>
      <HideSlip />
      <EnvelopeTicket session={session} slip={slip} written={written} identity={identity} onByHand={onByHand}>
        {oneEach && <EachNote session={session} slip={slip} identity={identity} />}
      </EnvelopeTicket>
      {sender && identity && (
        <section className={styles.ticket} aria-label={t('compose.slip.size')}>
          <dl>
            <Size session={session} identity={identity} />
            <div>
              <dt>{t('compose.slip.parts')}</dt>
              <dd>{t(isRich ? 'compose.slip.richPartsOf' : 'compose.slip.partsOf', { count: files })}</dd>
            </div>
            <Connection account={sender.account} practice={sender.practice} />
            <Notice slip={slip} />
            {allOrNone && (
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
function Connection({ account, practice }: { readonly account: Account; readonly practice: boolean }) {
  const { t } = useWords();
  const open = account.security === 'none' || account.security === 'opportunistic';
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
