/** What a field is for, in a sentence or two; for a name that has no words of its own, what the IANA registry says of it. */
import { fieldFacts, referenceUrl } from '#core/headers/fields.ts';
import { useWords } from '../../../words.ts';
import { ExternalLink } from '../ExternalLink.tsx';
import { useExplanations } from './words.ts';
import styles from './explain.module.css';

/** Keys whose words are for any field, so that the registry knows more. */
const general = new Set<string>(['unknown', 'extension', 'list-other', 'downgraded']);

export function Explanation({ name }: { readonly name: string }) {
  const { t, language } = useWords();
  const explained = useExplanations(language);
  const { key } = fieldFacts(name);
  const row = general.has(key) ? (explained?.row(name) ?? null) : null;
  if (row === null || key === 'downgraded')
    return (
      <p className={styles.text} aria-busy={explained === undefined}>
        {explained?.text(key) ?? '\u00A0'}
      </p>
    );
  const status = row.provisional ? 'provisional' : row.status === '' ? 'registered' : row.status;
  return (
    <p className={styles.text}>
      {t('lens.explain.registry', { status: t(`lens.explain.status.${status}`) })}{' '}
      {row.references.map((reference) => {
        const url = referenceUrl(reference);
        return url === null ? (
          <span key={reference}>{reference} </span>
        ) : (
          <span key={reference}>
            <ExternalLink url={url}>{reference.replace(/^RFC/, 'RFC ')}</ExternalLink>{' '}
          </span>
        );
      })}
    </p>
  );
}

/** The section that defines a field, as a link; nothing where the registry's references stand in the text, or no standard knows it. */
export function SourceLink({ name }: { readonly name: string }) {
  const { key, source } = fieldFacts(name);
  return source !== null && !general.has(key) ? (
    <ExternalLink url={source.url}>{source.label}</ExternalLink>
  ) : null;
}
