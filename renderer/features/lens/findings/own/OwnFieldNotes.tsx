/** What the lint has against header fields of the user's own, while they are typed: a structured one is looked at by its grammar. It forbids nothing. */
import { useDeferredValue, useMemo, useState } from 'react';
import { lintOwnFields, type OwnField } from '#core/headers/lint/own-fields.ts';
import { told } from '#core/headers/lint/tell.ts';
import { Icon } from '../../../../ui/index.ts';
import { useWords } from '../../../../words.ts';
import { useRuleWords } from '../rule-words.ts';
import { severityLook } from '../severity.ts';
import heard from '../../../../ui/marks/heard.module.css';
import styles from './own-field-notes.module.css';

/** `looked`: those of them that may go; what is refused has its reason at its field. */
export function OwnFieldNotes({
  fields,
  looked,
}: {
  readonly fields: readonly OwnField[];
  readonly looked: (fields: readonly OwnField[]) => readonly OwnField[];
}) {
  const { t } = useWords();
  const later = useDeferredValue(fields);
  const words = useRuleWords();
  const [now] = useState(() => Date.now());
  const notes = useMemo(() => {
    if (words === undefined) return [];
    const all = looked(later);
    const found = lintOwnFields(all, now);
    return all.flatMap(({ name }, at) => told(found[at] ?? [], words).map((note) => ({ name, at, ...note })));
  }, [later, looked, words, now]);
  return (
    <ul className={styles.notes} aria-live="polite">
      {notes.map(({ name, at, key, severity, title, why, fix }) => {
        const { icon, tone } = severityLook[severity];
        return (
          <li key={`${String(at)} ${key}`} data-tone={tone}>
            <Icon of={icon} size={16} />
            <span>
              <span className={heard.heard}>{t(`findings.severity.${severity}`)} </span>
              <code>{name}</code> <b>{title}</b> {why} {fix}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
