/** A text part before and after, decoded: one sentence, and the lines that differ with those around them. */
import { useMemo } from 'react';
import { compareTexts, type TextComparison, type TextLine } from '#core/compare/texts.ts';
import { partText } from '#core/mime/text.ts';
import type { Part } from '#core/mime/structure.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import type { LensMessage } from '../message.ts';
import { useBeginning, type Beginning } from '../structure/part-content.ts';
import { Runs } from './Runs.tsx';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

/** bytes of each text */
const LIMIT = 512 * 1024;

export function TextLines({
  before,
  old,
  after,
  now,
}: {
  readonly before: LensMessage;
  readonly old: Part;
  readonly after: LensMessage;
  readonly now: Part;
}) {
  const t = useCompareWords();
  const { language } = useWords();
  const left = useBeginning(before, old, LIMIT);
  const right = useBeginning(after, now, LIMIT);
  const found = useMemo(
    () =>
      left.data === undefined || right.data === undefined
        ? null
        : compareTexts(textOf(left.data, old), textOf(right.data, now)),
    [left.data, old, right.data, now],
  );
  if (left.isError || right.isError) return <p className={styles.quiet}>{t('text.failed')}</p>;
  if (found === null)
    return (
      <p className={styles.quiet} aria-busy="true">
        {t('reading')}
      </p>
    );
  const isWhole = left.data?.whole === true && right.data?.whole === true;
  return (
    <>
      <Sentence found={found} />
      {found.hunks.length > 0 && found.relation !== 'same' && (
        <div className={styles.lines} role="group" aria-label={t('text.lines')} tabIndex={0}>
          {found.hunks.map((hunk) => (
            <div key={hunkKey(hunk)} className={styles.hunk}>
              {hunk.map((line) => (
                <Line key={`${line.kind} ${String(line.number)}`} line={line} />
              ))}
            </div>
          ))}
        </div>
      )}
      {found.more > 0 && (
        <p className={styles.quiet}>
          {t('text.more', { count: found.more, shown: formatNumber(found.more, language) })}
        </p>
      )}
      {!isWhole && (
        <p className={styles.quiet}>{t('text.tooLong', { size: formatBytes(LIMIT, language) })}</p>
      )}
    </>
  );
}

const hunkKey = ([first]: readonly TextLine[]) => `${first?.kind ?? ''} ${String(first?.number)}`;

const textOf = ({ octets }: Beginning, { charset }: Part): string =>
  partText(octets, charset)
    .pieces.map(({ text }) => text)
    .join('');

function Sentence({ found: { relation, added, removed, behind } }: { readonly found: TextComparison }) {
  const t = useCompareWords();
  const { language } = useWords();
  const number = (value: number) => formatNumber(value, language);
  switch (relation) {
    case 'same':
    case 'white-space':
      return <p>{t(`text.${relation}`)}</p>;
    case 'appended':
      return <p>{t('text.appended', { count: added, shown: number(added), behind: number(behind) })}</p>;
    case 'prepended':
      return <p>{t('text.prepended', { count: added, shown: number(added) })}</p>;
    case 'changed':
      return (
        <p>
          {t('text.changed', { added: number(added), removed: number(removed), line: number(behind + 1) })}
        </p>
      );
  }
}

const signs = { same: ' ', removed: '−', added: '+' } as const;

function Line({ line: { kind, number, words } }: { readonly line: TextLine }) {
  return (
    <div className={styles.line} data-kind={kind}>
      <span className={styles.gutter}>
        {signs[kind]} {number}
      </span>
      <span>
        <Runs runs={words.map((run) => (words.length === 1 ? { ...run, kind: 'same' as const } : run))} />
      </span>
    </div>
  );
}
