/** "Sending options", folded into the slip: delivery notices, how the message is handed over, what it asks
 * of its readers, and the envelope by hand. */
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Identity } from '#core/account/identity.ts';
import type { Slip } from '#core/message/envelope.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import type { SendingOptions as Options } from '#core/message/sending-schema.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { isOut, useDraft } from '../draft/sessions.ts';
import { EachOption } from '../each/Each.tsx';
import ticket from '../slip/slip.module.css';
import { Asked } from './Asked.tsx';
import { ByHand } from './ByHand.tsx';
import { Handling } from './Handling.tsx';
import { Notices } from './Notices.tsx';
import { NOTIFY_FIELD, OWN_FIELDS } from './focus.ts';
import styles from './options.module.css';
import { OwnFields } from './own/OwnFields.tsx';

export interface OptionsView {
  readonly open: boolean;
  /** id of the field to go to, each time anew */
  readonly target: { readonly id: string } | null;
  readonly onToggle: () => void;
}

export function SendingOptions({
  session,
  slip,
  identity,
  view,
}: {
  readonly session: DraftSession;
  readonly slip: Slip;
  readonly identity: Identity | undefined;
  readonly view: OptionsView;
}) {
  const { t } = useWords();
  const { sending, out } = useDraft(session, (state) => ({
    sending: state.content.sending,
    out: isOut(state),
  }));
  const { open, target, onToggle } = view;
  const chosen = chosenIn(sending);
  const change = (changes: Partial<Options>) =>
    session.edit({ sending: { ...session.state().content.sending, ...changes } });
  useEffect(() => {
    if (!open || target === null) return;
    const field = document.getElementById(target.id);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
    // In the drawer of a narrow window the focus trap comes later, and looks for this first.
    field?.setAttribute('data-autofocus', '');
    return () => field?.removeAttribute('data-autofocus');
  }, [open, target]);
  return (
    <section className={ticket.ticket} aria-labelledby="sending-options" inert={out}>
      <h3 className={styles.head}>
        <UnstyledButton
          id="sending-options"
          className={styles.toggle}
          aria-expanded={open}
          aria-controls="sending-options-panel"
          aria-keyshortcuts="Control+Shift+O"
          onClick={onToggle}
        >
          <span>{t('sending.title')}</span>
          <span className={styles.chosen}>
            {chosen === 0 ? t('sending.usual') : t('sending.chosen', { count: chosen })}
          </span>
          <Icon of={IconChevronDown} size={16} />
        </UnstyledButton>
      </h3>
      {open && (
        <div id="sending-options-panel" className={styles.panel}>
          <Notices
            sending={sending}
            slip={slip}
            identity={identity}
            onChange={change}
            fieldId={NOTIFY_FIELD}
          />
          <EachOption sending={sending} onChange={change} />
          <Handling session={session} onChange={change} />
          <Asked sending={sending} onChange={change} />
          <fieldset id={OWN_FIELDS} className={styles.group} tabIndex={-1}>
            <legend>{t('sending.ownFields')}</legend>
            <OwnFields session={session} identity={identity} />
          </fieldset>
          <ByHand session={session} slip={slip} onChange={change} />
        </div>
      )}
    </section>
  );
}

/** How many are not as usual. */
function chosenIn({ dsn, perRecipient, ...others }: Options): number {
  const usual = USUAL_SENDING;
  return [
    dsn.notify !== null,
    dsn.ret !== null,
    dsn.envid !== '',
    perRecipient.length > 0,
    others.allOrNone !== usual.allOrNone,
    others.oneEach,
    others.requireTls !== usual.requireTls,
    others.eightBit !== usual.eightBit,
    others.longLines !== usual.longLines,
    others.importance !== usual.importance,
    others.readReceipt,
    others.headers.length > 0,
    others.envelope !== null,
  ].filter(Boolean).length;
}
