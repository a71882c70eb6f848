/** Who is in a list: chips and a place to type or paste, as in a recipient field, with contacts and other lists offered. */
import { useMemo, useRef, type KeyboardEvent } from 'react';
import { checkAddress, formatMailbox } from '#core/message/address.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { Chips } from '../../compose/fields/Chips.tsx';
import CompletionList from '../../compose/fields/completion/CompletionList.tsx';
import { membersOf } from '../../compose/fields/completion/expand.ts';
import { useCompletion } from '../../compose/fields/completion/use-completion.ts';
import fields from '../../compose/fields/fields.module.css';
import styles from '../contacts.module.css';
import { useContactsWords } from '../words.ts';

const REASONS = 3;

export function Members({
  members,
  typed,
  onType,
  onCommit,
  onAdd,
  onChange,
}: {
  readonly members: readonly RecipientEntry[];
  readonly typed: string;
  readonly onType: (text: string) => void;
  /** Makes members of it. */
  readonly onCommit: (text: string) => void;
  readonly onAdd: (more: readonly RecipientEntry[]) => void;
  readonly onChange: (members: readonly RecipientEntry[]) => void;
}) {
  const t = useContactsWords();
  const { t: say, language } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const chips = useRef<HTMLUListElement>(null);
  const lines = useMemo(
    () => members.map((entry) => ({ entry, problem: checkAddress(entry.address), sameAs: null })),
    [members],
  );
  const wrong = lines.filter(({ problem }) => problem !== null);
  const completion = useCompletion({
    field: 'list-members',
    typed,
    taken: members,
    onTake: (match) => void membersOf(match).then(onAdd),
  });
  const remove = (at: number) => onChange(members.filter((_, index) => index !== at));
  const edit = (at: number) => {
    const entry = members[at];
    remove(at);
    if (entry !== undefined) onType(formatMailbox(entry));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || completion.onKeyDown(event)) return;
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      onCommit(typed);
    } else if (event.key === 'Backspace' && typed === '' && members.length > 0) {
      event.preventDefault();
      edit(members.length - 1);
    } else if (event.key === 'ArrowLeft' && event.currentTarget.selectionEnd === 0) {
      event.preventDefault();
      chips.current?.querySelector<HTMLElement>('li:last-of-type')?.focus();
    }
  };
  return (
    <div>
      <label className={styles.label} htmlFor="list-members">
        {t('lists.who')}
      </label>
      <div
        className={`${fields.recipients ?? ''} ${styles.members ?? ''}`}
        onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
      >
        <Chips
          ref={chips}
          label={t('lists.who')}
          lines={lines}
          onRemove={remove}
          onEdit={edit}
          onLeave={() => input.current?.focus()}
        />
        <input
          ref={input}
          id="list-members"
          type="text"
          {...completion.input}
          inputMode="email"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={wrong.length > 0}
          aria-describedby="list-members-hint"
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            completion.ask(value);
            if (/[,;]$/.test(value)) onCommit(value);
            else onType(value);
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            if (!/[\r\n,;]/.test(pasted)) return;
            event.preventDefault();
            onCommit(`${typed}${pasted}`);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            completion.close();
            if (typed.trim() !== '') onCommit(typed);
          }}
        />
        {completion.open && <CompletionList completion={completion} />}
      </div>
      <div id="list-members-hint" role="status">
        {wrong.slice(0, REASONS).map(({ entry, problem }, at) => (
          <p key={at} className={styles.wrong}>
            {problem !== null && say(`smtp.problem.${problem}`, { value: entry.address })}
          </p>
        ))}
        <p className={styles.hint}>
          {members.length === 0
            ? t('lists.hint')
            : t('lists.members', {
                count: members.length,
                number: formatNumber(members.length, language),
              })}
        </p>
      </div>
    </div>
  );
}
