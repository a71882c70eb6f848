/** All or none, TLS all the way, 8-bit text, long lines: each a promise with its price said beside it. */
import { Checkbox } from '@mantine/core';
import { useDeferredValue, useMemo } from 'react';
import { goesEightBit } from '#core/message/message-options.ts';
import type { SendingOptions } from '#core/message/sending-schema.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import styles from './options.module.css';

export function Handling({
  session,
  onChange,
}: {
  readonly session: DraftSession;
  readonly onChange: (changes: Partial<SendingOptions>) => void;
}) {
  const { t } = useWords();
  const { content } = useDraft(session, (state) => ({ content: state.content }));
  const { sending } = content;
  const later = useDeferredValue(content);
  const idle = useMemo(() => later.sending.eightBit && !goesEightBit(later), [later]);
  const option = (name: 'allOrNone' | 'requireTls' | 'eightBit' | 'longLines') => ({
    label: t(`sending.${name}`),
    description: t(`sending.${name}Hint`),
    checked: sending[name],
    classNames: { label: styles.choice ?? '' },
    onChange: (event: { readonly currentTarget: { readonly checked: boolean } }) =>
      onChange({ [name]: event.currentTarget.checked }),
  });
  return (
    <fieldset className={styles.group}>
      <legend>{t('sending.handling')}</legend>
      <Checkbox {...option('allOrNone')} />
      <Checkbox {...option('requireTls')} />
      <Checkbox {...option('eightBit')} />
      {idle && (
        <p className={styles.note} role="status">
          {t('sending.eightBitIdle')}
        </p>
      )}
      <Checkbox {...option('longLines')} />
    </fieldset>
  );
}
