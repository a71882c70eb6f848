/** What the differences do to the later message's DKIM signatures, as far as bytes tell. */
import { IconAlertTriangle, IconCheck, IconHelpCircle } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { BodyComparison } from '#core/compare/body.ts';
import { compareSignatures, type ComparedSignature } from '#core/compare/signatures.ts';
import { formatList } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Side } from './Comparison.tsx';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

export function Signatures({
  before,
  after,
  bodies,
}: {
  readonly before: Side;
  readonly after: Side;
  readonly bodies: BodyComparison | null;
}) {
  const t = useCompareWords();
  const signatures = useMemo(
    () => compareSignatures(before.header, after.header, bodies),
    [before.header, after.header, bodies],
  );
  if (signatures.length === 0) return null;
  return (
    <>
      <h3>{t('signature.title')}</h3>
      <p className={styles.quiet}>{t('signature.note')}</p>
      <ul className={styles.sentences}>
        {signatures.map((signature) => (
          <One key={signature.place} signature={signature} />
        ))}
      </ul>
    </>
  );
}

function One({ signature: { domain, selector, body, fields } }: { readonly signature: ComparedSignature }) {
  const t = useCompareWords();
  const { language } = useWords();
  const isBroken = body === 'broken' || body === 'neither' || (fields !== null && fields.length > 0);
  return (
    <li>
      <Icon of={isBroken ? IconAlertTriangle : body === 'holds' ? IconCheck : IconHelpCircle} size={16} />
      <span>
        <b>{t('signature.by', { domain, selector })}</b> {t(`signature.${body}`)}{' '}
        {fields !== null &&
          (fields.length === 0
            ? t('signature.fieldsSame')
            : t('signature.fields', { fields: formatList(fields, language) }))}
      </span>
    </li>
  );
}
