/** The contacts that are offered under a recipient field, with what was found marked. Which one is in front is use-completion.ts's. */
import { IconUsersGroup } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ContactMatch } from '#core/contacts/contact.ts';
import type { ListSummary } from '#core/contacts/list.ts';
import { marksIn, termsOf } from '#core/contacts/fold.ts';
import { formatNumber } from '../../../../format.ts';
import { Icon, Kbd } from '../../../../ui/index.ts';
import { keysText } from '../../../../keys.ts';
import { useWords } from '../../../../words.ts';
import { useContactsWords } from '../../../contacts/words.ts';
import styles from './completion.module.css';
import { keyOf, optionId, type Completion } from './use-completion.ts';

export default function CompletionList({ completion }: { readonly completion: Completion }) {
  const t = useContactsWords();
  const { id, typed, matches, active, take } = completion;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const terms = termsOf(typed);
  return (
    // The field keeps the focus, whatever of the list is pressed.
    <div className={styles.box} onMouseDown={(event) => event.preventDefault()}>
      <ul ref={list} className={styles.list} role="listbox" id={id} aria-label={t('offered')}>
        {matches.map((match, at) => (
          <li
            key={keyOf(match)}
            id={optionId(id, at)}
            role="option"
            aria-selected={at === active}
            className={styles.option}
            onClick={() => take(match)}
          >
            {'address' in match ? (
              <Contact match={match} terms={terms} />
            ) : (
              <List list={match} terms={terms} />
            )}
          </li>
        ))}
      </ul>
      {matches.some((match) => 'address' in match) && (
        <div className={styles.foot}>
          <Kbd>{keysText('Shift+Delete')}</Kbd> {t('forgets')}
        </div>
      )}
    </div>
  );
}

function Contact({ match, terms }: { readonly match: ContactMatch; readonly terms: readonly string[] }) {
  return (
    <>
      {match.name !== '' && (
        <span className={styles.name}>
          <Marked text={match.name} terms={terms} />
        </span>
      )}
      <span className={match.name === '' ? styles.name : styles.address}>
        <Marked text={match.address} terms={terms} />
      </span>
    </>
  );
}

function List({ list, terms }: { readonly list: ListSummary; readonly terms: readonly string[] }) {
  const t = useContactsWords();
  const { language } = useWords();
  const { name, count } = list;
  return (
    <>
      <span className={styles.name}>
        <span className={styles.kind}>
          <Icon of={IconUsersGroup} size={14} />
        </span>
        <Marked text={name} terms={terms} />
      </span>
      <span className={styles.address}>
        {t('lists.list')} · {t('lists.members', { count, number: formatNumber(count, language) })}
      </span>
    </>
  );
}

function Marked({ text, terms }: { readonly text: string; readonly terms: readonly string[] }) {
  const marks = marksIn(text, terms);
  const ends = [0, ...marks.map(([, end]) => end)];
  return (
    <>
      {marks.map(([from, to], at) => (
        <span key={from}>
          {text.slice(ends[at], from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}
