/** RCPT TO set by hand: chips and a place to type, as in To. What is wrong with one is said under it. */
import { useRef, type KeyboardEvent } from 'react';
import type { SlipLine } from '#core/message/envelope.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { Chips } from '../fields/Chips.tsx';
import { Cited } from '../fields/Cited.tsx';
import fields from '../fields/fields.module.css';
import { RCPT_FIELD } from './focus.ts';
import styles from './options.module.css';

const REASONS = 4;

export function HandRecipients({
  session,
  lines,
}: {
  readonly session: DraftSession;
  readonly lines: readonly SlipLine[];
}) {
  const { t } = useWords();
  const { text } = useDraft(session, ({ typed }) => ({ text: typed.envelope }));
  const input = useRef<HTMLInputElement>(null);
  const chips = useRef<HTMLUListElement>(null);
  const wrong = lines.filter(({ problem }) => problem !== null);
  const remove = (at: number) =>
    session.tell(lines.flatMap(({ entry }, index) => (index === at ? [] : [entry.address])));
  const edit = (at: number) => {
    remove(at);
    session.commit('envelope');
    session.type('envelope', lines[at]?.entry.address ?? '');
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      session.commit('envelope');
    } else if (event.key === 'Backspace' && text === '' && lines.length > 0) {
      event.preventDefault();
      edit(lines.length - 1);
    } else if (event.key === 'ArrowLeft' && event.currentTarget.selectionEnd === 0) {
      event.preventDefault();
      chips.current?.querySelector<HTMLElement>('li:last-of-type')?.focus();
    }
  };
  return (
    <div>
      <label className={styles.label} htmlFor={RCPT_FIELD}>
        {t('sending.recipients')}
      </label>
      <div
        className={`${fields.recipients ?? ''} ${styles.told ?? ''}`}
        data-wrong={wrong.length > 0 || undefined}
        onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
      >
        <Chips
          ref={chips}
          label={t('sending.recipients')}
          lines={lines}
          onRemove={remove}
          onEdit={edit}
          onLeave={() => input.current?.focus()}
        />
        <input
          ref={input}
          id={RCPT_FIELD}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={wrong.length > 0}
          aria-describedby="recipients-envelope-hint"
          value={text}
          onChange={({ currentTarget: { value } }) =>
            /[,;]$/.test(value) ? session.commit('envelope', value) : session.type('envelope', value)
          }
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            if (!/[\r\n,;]/.test(pasted)) return;
            event.preventDefault();
            session.commit('envelope', `${text},${pasted}`);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => session.commit('envelope')}
        />
      </div>
      <div id="recipients-envelope-hint">
        {wrong.length === 0 && <p className={styles.note}>{t('sending.recipientsHint')}</p>}
        {wrong.slice(0, REASONS).map(({ entry, index, problem }) => (
          <p key={index} className={styles.wrong}>
            {wrong.length > 1 && <b>{t('compose.whyOf', { address: entry.address })} </b>}
            {problem !== null && <Cited text={t(`smtp.problem.${problem}`, { value: entry.address })} />}
          </p>
        ))}
        {wrong.length > REASONS && (
          <p className={styles.wrong}>{t('compose.moreWrong', { count: wrong.length - REASONS })}</p>
        )}
      </div>
    </div>
  );
}
