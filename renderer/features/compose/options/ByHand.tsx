/** The envelope by hand, for those who test: a switch, then MAIL FROM or the null sender, and whom RCPT TO names. */
import { Checkbox, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Slip } from '#core/message/envelope.ts';
import type { EnvelopeOverride, SendingOptions } from '#core/message/sending-schema.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { Cited } from '../fields/Cited.tsx';
import { BY_HAND_SWITCH, RETURN_PATH_FIELD } from './focus.ts';
import { HandRecipients } from './HandRecipients.tsx';
import styles from './options.module.css';

export function ByHand({
  session,
  slip,
  onChange,
}: {
  readonly session: DraftSession;
  readonly slip: Slip;
  readonly onChange: (changes: Partial<SendingOptions>) => void;
}) {
  const { t } = useWords();
  const { envelope } = useDraft(session, ({ content }) => ({ envelope: content.sending.envelope }));
  /** what was set before it was switched off: for whoever did not mean to */
  const [before, setBefore] = useState<EnvelopeOverride | null>(null);
  const toggle = (on: boolean) => {
    if (!on) setBefore(envelope);
    onChange({ envelope: on ? (before ?? asDerived(slip)) : null });
  };
  return (
    <div
      className={styles.group}
      role="group"
      aria-label={t('sending.byHand')}
      data-by-hand={envelope !== null || undefined}
    >
      <Switch
        id={BY_HAND_SWITCH}
        label={t('sending.byHand')}
        description={t('sending.byHandHint')}
        classNames={{ label: styles.choice ?? '' }}
        checked={envelope !== null}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {envelope !== null && (
        <>
          <ReturnPath
            envelope={envelope}
            slip={slip}
            onChange={(returnPath) => onChange({ envelope: { ...envelope, returnPath } })}
          />
          <HandRecipients session={session} lines={slip.lines} />
        </>
      )}
    </div>
  );
}

/** It begins as the message has it. */
const asDerived = ({ returnPath, recipients }: Slip): EnvelopeOverride => ({
  returnPath,
  recipients: recipients.map(({ address }) => address),
});

function ReturnPath({
  envelope,
  slip,
  onChange,
}: {
  readonly envelope: EnvelopeOverride;
  readonly slip: Slip;
  readonly onChange: (returnPath: string | null) => void;
}) {
  const { t } = useWords();
  const isNull = envelope.returnPath === null;
  /** comes back when the null sender is taken back */
  const [typed, setTyped] = useState(envelope.returnPath ?? '');
  const problem = slip.returnPathProblem;
  return (
    <>
      <TextInput
        id={RETURN_PATH_FIELD}
        label={t('sending.returnPath')}
        classNames={{ input: styles.exact ?? '' }}
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        disabled={isNull}
        value={isNull ? '<>' : typed}
        error={problem && <Cited text={t(`smtp.problem.${problem}`)} />}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange(event.currentTarget.value);
        }}
      />
      <Checkbox
        label={t('sending.nullSender')}
        description={t('sending.nullSenderHint')}
        classNames={{ label: styles.choice ?? '' }}
        checked={isNull}
        onChange={(event) => onChange(event.currentTarget.checked ? null : typed)}
      />
    </>
  );
}
