/** The fields of both headers in one list, each with what became of it; drawn in portions, since a hostile header has 100,000. */
import { Button, SegmentedControl, UnstyledButton } from '@mantine/core';
import {
  IconArrowsVertical,
  IconCode,
  IconMinus,
  IconPencil,
  IconPlus,
  IconTextWrap,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { FieldRelation, FieldRow } from '#core/compare/fields.ts';
import { isOfTransport } from '#core/compare/changes.ts';
import { wordRuns, type WordRun } from '#core/compare/words.ts';
import { octetText, textWithStrays } from '#core/headers/bytes.ts';
import type { HeaderItem } from '#core/headers/parse.ts';
import { unfoldedOctets } from '#core/headers/unfold.ts';
import { shownString, shownText, type ShownPiece } from '#core/headers/values/shown-text.ts';
import { formatNumber } from '../../../format.ts';
import { Badge, type Tone } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Header } from '../message.ts';
import { useReveal, useSelection } from '../selection.tsx';
import { Runs } from './Runs.tsx';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

const AT_ONCE = 200;

type Self = 'before' | 'after';
/** octets of a value that are read */
const MOST_OF_VALUE = 8000;

export function FieldRows({
  before,
  after,
  rows,
  self,
}: {
  readonly before: Header;
  readonly after: Header;
  readonly rows: readonly FieldRow[];
  /** which of the two the lens looks at */
  readonly self: Self;
}) {
  const t = useCompareWords();
  const { language } = useWords();
  const { item } = useSelection();
  const list = useRef<HTMLUListElement>(null);
  useReveal(() => list.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest' }));
  const [which, setWhich] = useState<'differences' | 'all'>('differences');
  const isChosen = (row: FieldRow) => item !== null && row[self]?.place === item;
  // The field that is chosen in another view is there even if nothing became of it.
  const wanted =
    which === 'all' ? rows : rows.filter((row) => row.relation !== 'same' || row.moved || isChosen(row));
  const [drawn, setDrawn] = useState(() => Math.max(AT_ONCE, wanted.findIndex(isChosen) + 1));
  const rest = Math.min(AT_ONCE * 5, wanted.length - drawn);
  return (
    <section aria-labelledby="compare-fields">
      <div className={styles.blockHead}>
        <h2 id="compare-fields">{t('fields.title')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('fields.show')}
          value={which}
          onChange={(value) => setWhich(value === 'all' ? 'all' : 'differences')}
          data={[
            { value: 'differences', label: t('fields.differences') },
            { value: 'all', label: t('fields.all') },
          ]}
        />
      </div>
      {wanted.length === 0 && <p className={styles.quiet}>{t('fields.none')}</p>}
      <ul className={styles.rows} ref={list}>
        {wanted.slice(0, drawn).map((row) => (
          <Row
            key={`${String(row.before?.place)} ${String(row.after?.place)}`}
            row={row}
            before={before}
            after={after}
            place={row[self]?.place ?? null}
          />
        ))}
      </ul>
      {rest > 0 && (
        <Button size="xs" onClick={() => setDrawn(drawn + rest)}>
          {t('fields.more', { count: rest, shown: formatNumber(rest, language) })}
        </Button>
      )}
    </section>
  );
}

const looks: Readonly<Record<Exclude<FieldRelation, 'same'>, { tone: Tone; icon: typeof IconPlus }>> = {
  added: { tone: 'ok', icon: IconPlus },
  removed: { tone: 'danger', icon: IconMinus },
  changed: { tone: 'warn', icon: IconPencil },
  encoding: { tone: 'plum', icon: IconCode },
  layout: { tone: 'neutral', icon: IconTextWrap },
};

function Row({
  row,
  before,
  after,
  place,
}: {
  readonly row: FieldRow;
  readonly before: Header;
  readonly after: Header;
  /** in the header that the lens looks at; null: it stands in the other one alone */
  readonly place: number | null;
}) {
  const t = useCompareWords();
  const { item: chosen, select } = useSelection();
  const isChosen = place !== null && place === chosen;
  const { relation, moved, layout, adder } = row;
  const item = (row.after ?? row.before)?.item;
  const name = item?.kind === 'field' ? item.name : t('fields.malformed');
  const look = relation === 'same' ? null : looks[relation];
  // What servers add is how mail travels, and nothing to look out for.
  const tone = isOfTransport(row) ? 'neutral' : look?.tone;
  return (
    <li className={styles.row} data-relation={relation} data-chosen={isChosen || undefined}>
      <span className={styles.mark}>
        {look === null ? (
          !moved && <span className={styles.quiet}>{t('relation.same')}</span>
        ) : (
          <Badge tone={tone ?? 'neutral'} icon={look.icon}>
            {t(`relation.${relation}`)}
          </Badge>
        )}
        {moved && (
          <Badge icon={IconArrowsVertical} tone="info">
            {t('relation.moved')}
          </Badge>
        )}
      </span>
      <span className={styles.field}>
        <b>
          {place === null ? (
            name
          ) : (
            <UnstyledButton
              className={styles.name}
              aria-pressed={isChosen}
              onClick={() => select(isChosen ? null : place)}
            >
              {name}
            </UnstyledButton>
          )}
        </b>
        {layout.length > 0 && (
          <span className={styles.quiet}>{layout.map((one) => t(`layout.${one}`)).join(', ')}</span>
        )}
        {adder !== null && <span className={styles.quiet}>{t(`adder.${adder}`)}</span>}
        <Value row={row} before={before} after={after} />
      </span>
    </li>
  );
}

function Value({
  row,
  before,
  after,
}: {
  readonly row: FieldRow;
  readonly before: Header;
  readonly after: Header;
}) {
  const t = useCompareWords();
  const runs = runsOf(row, before, after);
  const isCut = [row.before, row.after].some(
    (side) => side !== null && side.item.end - side.item.start > MOST_OF_VALUE,
  );
  return (
    <>
      {runs.map((one, index) => (
        <code key={index} className={styles.value}>
          <Runs runs={one} />
        </code>
      ))}
      {isCut && <span className={styles.quiet}>{t('fields.clipped')}</span>}
    </>
  );
}

/** One line of text, or two where how it was written before and after is the difference. */
function runsOf({ relation, before: old, after: now }: FieldRow, before: Header, after: Header): WordRun[][] {
  if (relation === 'encoding' && old !== null && now !== null)
    return [
      [{ kind: 'removed', pieces: written(before.bytes, old.item) }],
      [{ kind: 'added', pieces: written(after.bytes, now.item) }],
    ];
  const left = old === null ? [] : valueOf(before.bytes, old.item);
  const right = now === null ? [] : valueOf(after.bytes, now.item);
  switch (relation) {
    case 'changed':
      return [wordRuns(left, right)];
    case 'same':
    case 'layout':
    case 'encoding':
    case 'added':
      return [[{ kind: 'same', pieces: right }]];
    case 'removed':
      return [[{ kind: 'same', pieces: left }]];
  }
}

const valueOf = (bytes: Uint8Array, item: HeaderItem): ShownPiece[] =>
  shownText(
    item.kind === 'field'
      ? unfoldedOctets(bytes, item, MOST_OF_VALUE)
      : octetText(bytes, { start: item.start, end: Math.min(item.end, item.start + MOST_OF_VALUE) }),
  );

/** As it stands there, encoded words and all. */
const written = (bytes: Uint8Array, item: HeaderItem): ShownPiece[] =>
  item.kind === 'field' ? shownString(textWithStrays(unfoldedOctets(bytes, item, MOST_OF_VALUE))) : [];
