/** What differs between two messages: both named, the usual changes in sentences, then fields, body and signatures. */
import { Button } from '@mantine/core';
import { IconArrowsExchange, IconInfoCircle, IconListCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { typicalChanges, type TypicalChange } from '#core/compare/changes.ts';
import { compareHeaders, type FieldRow } from '#core/compare/fields.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { decoded } from '#core/headers/unfold.ts';
import { formatBytes, formatDateTime, formatNumber } from '../../../format.ts';
import { useCommand } from '../../../commands.tsx';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Header, LensMessage } from '../message.ts';
import { useCopy } from '../use-copy.ts';
import { BodyPart } from './BodyPart.tsx';
import { FieldRows } from './FieldRows.tsx';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

export interface Side {
  readonly message: LensMessage;
  readonly header: Header;
}

export function Comparison({
  before,
  after,
  self,
  onSwap,
  onOther,
}: {
  readonly before: Side;
  readonly after: Side;
  /** key of the message that the lens looks at */
  readonly self: string;
  readonly onSwap: () => void;
  readonly onOther: () => void;
}) {
  const t = useCompareWords();
  const compared = useMemo(() => compareHeaders(before.header, after.header), [before.header, after.header]);
  const changes = useMemo(
    () => typicalChanges(before.header, after.header, compared),
    [before.header, after.header, compared],
  );
  const copy = useCopy();
  useCommand('copy-tab', () => copy(table(compared.rows, before.header, after.header)));
  return (
    <>
      <div className={styles.sides} role="group" aria-label={t('chosen.sides')}>
        <SideCard side={before} which="before" isSelf={before.message.key === self} />
        <SideCard side={after} which="after" isSelf={after.message.key === self} />
        <div className={styles.actions}>
          <Button size="xs" leftSection={<Icon of={IconArrowsExchange} size={16} />} onClick={onSwap}>
            {t('chosen.swap')}
          </Button>
          <Button size="xs" leftSection={<Icon of={IconListCheck} size={16} />} onClick={onOther}>
            {t('chosen.other')}
          </Button>
        </div>
      </div>
      {changes.length > 0 && (
        <section aria-labelledby="compare-short">
          <h2 id="compare-short">{t('short')}</h2>
          <ul className={styles.sentences}>
            {changes.map((change) => (
              <li key={change.code}>
                <Icon of={IconInfoCircle} size={16} />
                <Sentence change={change} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <FieldRows
        before={before.header}
        after={after.header}
        rows={compared.rows}
        self={before.message.key === self ? 'before' : 'after'}
      />
      <BodyPart before={before} after={after} />
    </>
  );
}

/** One line a field that differs, as a spreadsheet would want it: what became of it, name, value before, value after. */
function table(rows: readonly FieldRow[], before: Header, after: Header): string {
  const value = ({ bytes }: Header, side: FieldRow['before']) =>
    side?.item.kind === 'field' ? decoded(bytes, side.item).replaceAll(/\s+/g, ' ') : '';
  return rows
    .filter(({ relation, moved }) => relation !== 'same' || moved)
    .map((row) => {
      const item = (row.after ?? row.before)?.item;
      const name = item?.kind === 'field' ? item.name : '';
      const what = [...(row.relation === 'same' ? [] : [row.relation]), ...(row.moved ? ['moved'] : [])].join(
        '+',
      );
      return [what, name, value(before, row.before), value(after, row.after)].join('\t');
    })
    .join('\n');
}

function SideCard({
  side: { message, header },
  which,
  isSelf,
}: {
  readonly side: Side;
  readonly which: 'before' | 'after';
  readonly isSelf: boolean;
}) {
  const t = useCompareWords();
  const { language } = useWords();
  const [field] = fieldsNamed(header.parsed, 'Subject');
  const subject = field === undefined ? '' : decoded(header.bytes, field).slice(0, 300);
  const where =
    message.kind === 'sent'
      ? t('sentOn', { when: formatDateTime(message.view.made.at, language) })
      : (message.kind === 'opened' && message.name) || t('pasted');
  return (
    <div className={styles.side}>
      <span className={styles.which}>
        {t(`chosen.${which}`)}
        {isSelf && ` · ${t('chosen.this')}`}
      </span>
      <b>{subject === '' ? t('noSubject') : subject}</b>
      <span className={styles.quiet}>
        {where} · {formatBytes(message.size, language)}
      </span>
    </div>
  );
}

function Sentence({ change }: { readonly change: TypicalChange }) {
  const t = useCompareWords();
  const { language } = useWords();
  const counted = (count: number) => ({ count, shown: formatNumber(count, language) });
  switch (change.code) {
    case 'other-message':
      return <span>{t('change.other-message', { was: change.was, is: change.is })}</span>;
    case 'transport':
      return (
        <span>
          {t('change.transport', counted(change.count))}
          {change.servers > 0 && ` ${t('change.servers', counted(change.servers))}`}
        </span>
      );
    case 'from-rewritten':
      return (
        <span>
          {t('change.from-rewritten', { was: change.was, is: change.is })}
          {change.kept !== '' && ` ${t('change.from-kept', { field: change.kept })}`}
        </span>
      );
    case 'subject-marked':
      return <span>{t('change.subject-marked', { mark: change.mark })}</span>;
    case 'layout':
    case 'encoding':
    case 'moved':
      return <span>{t(`change.${change.code}`, counted(change.count))}</span>;
    case 'same-header':
    case 'list':
    case 'bcc-removed':
    case 'line-ends':
      return <span>{t(`change.${change.code}`)}</span>;
  }
}
