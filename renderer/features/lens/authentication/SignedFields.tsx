/** The fields that a signature covers; choosing one marks it in all views. */
import { UnstyledButton } from '@mantine/core';
import type { Signature, SignedField } from '#core/headers/authentication/signature.ts';
import { useSelection } from '../selection.tsx';
import { ShowIn } from './Card.tsx';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

export function SignedFields({ signature }: { readonly signature: Signature }) {
  const { t } = useAuthenticationWords();
  const { item } = useSelection();
  const chosen = signature.signed.find(({ items }) => item !== null && items.includes(item));
  if (signature.signed.length === 0) return null;
  return (
    <div className={styles.signed}>
      <h4>{t('dkim.signed')}</h4>
      <ul aria-label={t('dkim.signed')}>
        {signature.signed.map((field) => (
          <li key={field.name}>
            <Chip field={field} />
          </li>
        ))}
        {signature.more > 0 && <li>{t('dkim.more', { count: signature.more })}</li>}
      </ul>
      {chosen === undefined ? (
        <p className={styles.hint}>{t('dkim.signedHint')}</p>
      ) : (
        item !== null && <ShowIn item={item} />
      )}
    </div>
  );
}

function Chip({ field: { name, items, unsigned, oversigned } }: { readonly field: SignedField }) {
  const { t } = useAuthenticationWords();
  const { item, select } = useSelection();
  // The instances that are signed, from the bottom up: choosing again goes to the next.
  const at = item === null ? -1 : items.indexOf(item);
  const next = items[at < 0 ? items.length - 1 : at - 1] ?? null;
  const notes = [
    items.length === 0 ? t('dkim.absent') : oversigned ? t('dkim.oversigned') : '',
    unsigned > 0 ? t('dkim.some', { count: unsigned }) : '',
  ].filter((note) => note !== '');
  return (
    <UnstyledButton
      className={styles.chip ?? ''}
      aria-pressed={at >= 0}
      aria-disabled={items.length === 0}
      data-absent={items.length === 0 || undefined}
      title={notes.join('; ')}
      aria-label={[name, ...notes].join(', ')}
      onClick={() => items.length > 0 && select(next)}
    >
      {name}
      {items.length > 1 && <small>×{String(items.length)}</small>}
      {items.length > 0 && oversigned && <small>+</small>}
      {unsigned > 0 && <small>!</small>}
    </UnstyledButton>
  );
}
