/** The bodies: as octets and in DKIM's forms, then part by part, then what it does to signatures. */
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { BodyComparison } from '#core/compare/body.ts';
import { compareParts, type PartRow } from '#core/compare/parts.ts';
import { errorOf } from '../../../api.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { ErrorPane, Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { LensMessage } from '../message.ts';
import { useContents, useStructure, type Contents } from '../structure/use-structure.ts';
import type { Structure } from '#core/mime/structure.ts';
import type { Side } from './Comparison.tsx';
import { PartRows } from './PartRows.tsx';
import { Signatures } from './Signatures.tsx';
import { useBodies } from './use-bodies.ts';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

const bodyOf = ({ size, headerSize }: LensMessage) => size - headerSize;

export function BodyPart({ before, after }: { readonly before: Side; readonly after: Side }) {
  const t = useCompareWords();
  const sizes = [bodyOf(before.message), bodyOf(after.message)];
  const isMissing = sizes.includes(0);
  return (
    <section aria-labelledby="compare-body">
      <h2 id="compare-body">{t('body.title')}</h2>
      {isMissing ? (
        <>
          <p className={styles.quiet}>{t(Math.max(...sizes) === 0 ? 'body.none' : 'body.missing')}</p>
          <Signatures before={before} after={after} bodies={null} />
        </>
      ) : (
        <Bodies before={before} after={after} />
      )}
    </section>
  );
}

function Bodies({ before, after }: { readonly before: Side; readonly after: Side }) {
  const t = useCompareWords();
  const bodies = useBodies(before.message, after.message);
  const old = useParts(before.message);
  const now = useParts(after.message);
  const rows = useMemo(() => (old === null || now === null ? null : compareParts(old, now)), [old, now]);
  if (bodies.isError)
    return (
      <ErrorPane title={t('failed')} error={errorOf(bodies.error)} onRetry={() => void bodies.refetch()} />
    );
  if (bodies.data === undefined)
    return (
      <p className={styles.quiet} role="status" aria-busy="true">
        {t('readingBodies')}
      </p>
    );
  const isSame = bodies.data.relation === 'same';
  return (
    <>
      <Verdict bodies={bodies.data} rows={rows} />
      <Forms bodies={bodies.data} />
      {!isSame &&
        (rows === null ? (
          <p className={styles.quiet} role="status" aria-busy="true">
            {t('parts.unmeasured')}
          </p>
        ) : (
          <PartRows before={before.message} after={after.message} rows={rows} />
        ))}
      <Signatures before={before} after={after} bodies={bodies.data} />
    </>
  );
}

function useParts(message: LensMessage): { structure: Structure; contents: Contents } | null {
  const structure = useStructure(message).data;
  const contents = useContents(message, structure).data;
  return useMemo(
    () => (structure === undefined || contents === undefined ? null : { structure, contents }),
    [structure, contents],
  );
}

function Verdict({
  bodies,
  rows,
}: {
  readonly bodies: BodyComparison;
  readonly rows: readonly PartRow[] | null;
}) {
  const t = useCompareWords();
  const { language } = useWords();
  const { relation, firstDifference } = bodies;
  const isKept = rows?.every((row) => row.relation === 'same' || row.relation === 'encoding') === true;
  const isEncoded = rows?.some((row) => row.relation === 'encoding') === true;
  const code = relation !== 'differs' || !isKept ? relation : isEncoded ? 're-encoded' : 'wrapped';
  const isWhole = relation === 'same' || relation === 'line-ends' || relation === 'end';
  return (
    <div className={styles.verdict} data-tone={isWhole ? 'ok' : relation === 'white-space' ? 'info' : 'warn'}>
      <Icon of={isWhole ? IconCheck : relation === 'white-space' ? IconInfoCircle : IconAlertTriangle} />
      <p>
        {t(`body.${code}`)}
        {firstDifference !== null && (
          <span className={styles.quiet}>
            {' '}
            {t('body.first', {
              offset: formatNumber(firstDifference.offset + 1, language),
              line: formatNumber(firstDifference.line, language),
            })}
          </span>
        )}
      </p>
    </div>
  );
}

function Forms({ bodies: { before, after } }: { readonly bodies: BodyComparison }) {
  const t = useCompareWords();
  const { language } = useWords();
  const facts = [
    [
      'size',
      formatBytes(before.size, language),
      formatBytes(after.size, language),
      before.size === after.size,
    ],
    ...(['lines', 'bareLf'] as const).map(
      (fact) =>
        [
          fact,
          formatNumber(before[fact], language),
          formatNumber(after[fact], language),
          before[fact] === after[fact],
        ] as const,
    ),
    ['simple', before.simple, after.simple, before.simple === after.simple],
    ['relaxed', before.relaxed, after.relaxed, before.relaxed === after.relaxed],
  ] as const;
  return (
    <table className={styles.forms}>
      <caption>{t('body.forms')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('body.fact')}</th>
          <th scope="col">{t('chosen.before')}</th>
          <th scope="col">{t('chosen.after')}</th>
          <th scope="col">{t('body.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(([fact, left, right, isSame]) => (
          <tr key={fact}>
            <th scope="row">{t(`body.form.${fact}`)}</th>
            <td>{left}</td>
            <td>{right}</td>
            <td data-same={isSame}>{t(isSame ? 'body.equal' : 'body.unequal')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
