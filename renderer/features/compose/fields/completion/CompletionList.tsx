/** The contacts that are offered under a recipient field, with what was found marked. Which one is in front is use-completion.ts's. */
import { useEffect, useRef } from 'react';
import { marksIn, termsOf } from '#core/contacts/fold.ts';
import { Kbd } from '../../../../ui/index.ts';
import { keysText } from '../../../../keys.ts';
import { useContactsWords } from '../../../contacts/words.ts';
import styles from './completion.module.css';
import { optionId, type Completion } from './use-completion.ts';

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
            key={match.address}
            id={optionId(id, at)}
            role="option"
            aria-selected={at === active}
            className={styles.option}
            onClick={() => take(match)}
          >
            {match.name !== '' && (
              <span className={styles.name}>
                <Marked text={match.name} terms={terms} />
              </span>
            )}
            <span className={match.name === '' ? styles.name : styles.address}>
              <Marked text={match.address} terms={terms} />
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <Kbd>{keysText('Shift+Delete')}</Kbd> {t('forgets')}
      </div>
    </div>
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
