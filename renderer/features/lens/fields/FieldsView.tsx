/** Every field of the header in its order, decoded and taken apart; arrow keys choose one, the dock explains it. */
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { unfolded } from '#core/headers/unfold.ts';
import { useCall } from '../../../api.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { useReveal, useSelection } from '../selection.tsx';
import { useReport } from '../share/use-report.ts';
import { useCopy } from '../use-copy.ts';
import type { ViewProps } from '../views.ts';
import { useFindingMarks } from '../findings/marks.ts';
import { COPY_KEY, FieldDock } from './FieldDock.tsx';
import { FieldList } from './field-list.ts';
import { FieldRow, rowId } from './FieldRow.tsx';
import { FieldsHead } from './FieldsHead.tsx';
import { MeasuredRows } from './MeasuredRows.tsx';
import { RowMeter } from './row-meter.ts';
import { useSentMail } from './use-sent-mail.ts';
import styles from './fields.module.css';

export default function FieldsView({ message, header }: ViewProps) {
  const { t, language } = useWords();
  const copy = useCopy();
  const isSent = message.kind === 'sent';
  const list = useMemo(() => new FieldList(header, isSent), [header, isSent]);
  const [meter] = useState(() => new RowMeter(list.items.length, (place) => list.guess(place)));
  const { item, select, show } = useSelection();
  const chosen = Math.min(item ?? 0, list.items.length - 1);
  // An opened copy's own name leads to what was sent from here.
  const sent = useSentMail(list, isSent ? message.view.message.messageIdField : '');
  const singleKeys = useCall('settings.get', null).data?.singleKeyShortcuts ?? true;
  const found = useFindingMarks({ message, header });
  const narrow = useMediaQuery('(width < 860px)', false, { getInitialValueInEffect: false });
  const [dockOpen, setDockOpen] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  useReveal((place) => meter.show(place));
  useReport(header, 'fields', () => list.decodedText());

  const go = (place: number) => {
    const to = Math.min(Math.max(place, 0), list.items.length - 1);
    select(to);
    // The pointer rests; the keyboard leads.
    setHovered(null);
    meter.show(to);
  };
  const field = list.items[chosen];
  const looked = hovered ?? chosen;
  const follow = () => {
    const [first] = sent.named(list.reading(chosen));
    if (first) sent.open(first.name);
    else if (field?.kind === 'field' && field.name.toLowerCase() === 'received') show('route', chosen);
    else show('source', chosen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || ((event.ctrlKey || event.metaKey) && !/^(Home|End)$/.test(event.key))) return;
    const fitting = meter.fitting;
    const step = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: fitting,
      PageUp: -fitting,
      Home: -Infinity,
      End: Infinity,
    }[event.key];
    if (step !== undefined) go(chosen + step);
    else if (event.key === 'Enter') follow();
    else if (event.key === COPY_KEY && singleKeys && field?.kind === 'field')
      copy(unfolded(header.bytes, field));
    else return;
    event.preventDefault();
  };
  const showDock = !narrow || dockOpen;
  return (
    <div className={styles.fields}>
      <FieldsHead list={list} dockOpen={dockOpen} onDock={narrow ? () => setDockOpen(!dockOpen) : null} />
      <MeasuredRows
        meter={meter}
        role="listbox"
        aria-label={t('lens.fields.list')}
        aria-activedescendant={list.items.length > 0 ? rowId(chosen) : undefined}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setHovered(null)}
        draw={(place) => (
          <FieldRow
            key={place}
            list={list}
            place={place}
            bytes={header.bytes}
            chosen={place === chosen}
            marked={!list.unstamped}
            meter={meter}
            findings={found.ofItem(place)}
            sentAs={sent.subject}
            onChoose={() => select(place)}
            onHover={setHovered}
          />
        )}
      >
        {list.left > 0 && (
          <p className={styles.tooMany}>
            {t('lens.fields.tooMany', { shown: formatNumber(list.items.length, language) })}
          </p>
        )}
      </MeasuredRows>
      {showDock && (
        <FieldDock
          list={list}
          place={looked}
          bytes={header.bytes}
          targets={sent.named(list.reading(looked)).slice(0, 3)}
          findings={found.ofItem(looked)}
          onSent={sent.open}
        />
      )}
    </div>
  );
}
