/** The source: the message's exact bytes, header first, the body on request; find, keyboard, the dock below and the verdict at the foot. */
import { useMediaQuery, useResizeObserver } from '@mantine/hooks';
import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
} from 'react';
import type { Settings } from '#core/contract/settings.ts';
import { call, useCall } from '../../../api.ts';
import { useReveal, useSelection } from '../selection.tsx';
import type { ViewProps } from '../views.ts';
import { BytePages } from '../bytes/byte-pages.ts';
import { Dock } from './Dock.tsx';
import { SourceLines } from '../bytes/source-lines.ts';
import { SourceRows } from './SourceRows.tsx';
import { SourceStatus } from './SourceStatus.tsx';
import { SourceTools } from './SourceTools.tsx';
import { useFindingMarks } from '../findings/marks.ts';
import { useFind } from './use-find.ts';
import { useSourceCopy } from './use-source-copy.ts';
import type { RowsHandle } from './VirtualRows.tsx';
import styles from './source.module.css';

/** JetBrains Mono at 12.5 px; a row without wrapping takes so many bytes that sideways scrolling stays swift. */
const CHARACTER = 7.5;
const UNWRAPPED = 4000;
/** px beside the text: number, mark, line-end caps */
const BESIDE = 132;
/** octets of a body line that the dock looks at */
const QUOTED = 64;

const asDefault: Settings['source'] = { lineEnds: true, spaces: true, wrap: true };

export default function SourceView({ message, header }: ViewProps) {
  const total = message.size;
  const [read] = useState(() => message.read);
  const [pages] = useState(() => new BytePages(total, read));
  const [lines] = useState(() => new SourceLines(header.parsed, total, UNWRAPPED));
  useSyncExternalStore(pages.subscribe, () => pages.version);
  useSyncExternalStore(lines.subscribe, () => lines.version);
  const source = useCall('settings.get', null).data?.source ?? asDefault;
  const [sized, box] = useResizeObserver<HTMLDivElement>();
  const { item, select } = useSelection();
  const [active, setActive] = useState(() => (item === null ? 0 : lines.stopOfItem(item)));
  const [hovered, setHovered] = useState<number | null>(null);
  const [dockOpen, setDockOpen] = useState(false);
  const narrow = useMediaQuery('(width < 860px)', false, { getInitialValueInEffect: false });
  const rows = useRef<RowsHandle>(null);
  const field = useRef<HTMLInputElement>(null);

  const wrapped = Math.max(8, Math.floor((box.width - BESIDE) / CHARACTER));
  const width = source.wrap && box.width > 0 ? wrapped : UNWRAPPED;
  useLayoutEffect(() => lines.setWidth(width), [lines, width]);

  const choose = (stop: number) => {
    setActive(stop);
    const line = lines.lineOfStop(stop);
    select(line === null ? null : (lines.owners[line]?.place ?? null));
  };
  useReveal(
    (place) => {
      const stop = lines.stopOfItem(place);
      setActive(stop);
      rows.current?.show(lines.rowOfStop(stop));
    },
    box.width > 0 && lines.width === width,
  );
  const go = (stop: number) => {
    const to = Math.min(Math.max(stop, 0), lines.stops - 1);
    choose(to);
    // The pointer rests; the keyboard leads.
    setHovered(null);
    rows.current?.show(lines.rowOfStop(to));
  };
  const reveal = (offset: number) => {
    choose(lines.stopOfOffset(offset));
    setHovered(null);
    rows.current?.show(lines.rowOfOffset(offset));
  };
  const finding = useFind(read, reveal);
  const found = useFindingMarks({ message, header });
  const searchable = lines.open ? total : header.bytes.length;
  const here = () => {
    const line = lines.lineOfStop(active);
    return line === null ? header.bytes.length : lines.lineRange(line).start;
  };
  const step = (by: 1 | -1) => {
    const offset = finding.step(by, here());
    if (offset !== undefined) reveal(offset);
  };
  const openBody = (open: boolean) => {
    lines.setOpen(open, read);
    if (finding.text !== '') finding.search(finding.text, open ? total : header.bytes.length, null);
  };
  const copying = useSourceCopy({ message, header, item }, lines.open);
  useFindKey(() => field.current?.select());

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || ((event.ctrlKey || event.metaKey) && !/^(Home|End)$/.test(event.key))) return;
    const fitting = rows.current?.fitting() ?? 1;
    const target = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: fitting,
      PageUp: -fitting,
      Home: -Infinity,
      End: Infinity,
    }[event.key];
    if (target !== undefined) go(active + target);
    else if ((event.key === 'Enter' || event.key === ' ') && lines.lineOfStop(active) === null)
      openBody(!lines.open);
    else return;
    event.preventDefault();
  };

  const looked = lines.lineOfStop(hovered ?? active);
  const owner = looked === null ? undefined : lines.owners[looked];
  const bodyLine = (line: number | null) => {
    const start = line === null ? total : lines.lineRange(line).start;
    return pages.slice(start, start + QUOTED);
  };
  const showDock = !narrow || dockOpen;
  return (
    <div className={styles.source}>
      <SourceTools
        finding={finding}
        input={field}
        source={source}
        onText={(text) => finding.search(text, searchable, here())}
        onPattern={(isPattern) => finding.search(finding.text, searchable, here(), isPattern)}
        onStep={step}
        onSource={(next) => void call('settings.set', { source: next })}
        copying={copying}
        onLeave={() => rows.current?.focus()}
        compact={narrow}
        whole={searchable === total}
      />
      <div ref={sized} className={styles.box}>
        <SourceRows
          lines={lines}
          pages={pages}
          header={header.bytes}
          source={source}
          finding={finding}
          found={found}
          active={active}
          handle={rows}
          onActive={choose}
          onHover={setHovered}
          onBody={openBody}
          onKeyDown={onKeyDown}
        />
      </div>
      {showDock && (
        <Dock
          owner={owner}
          header={header.bytes}
          findings={looked === null ? [] : found.ofLine(looked)}
          ofField={owner === undefined || owner.place === null ? [] : found.ofItem(owner.place)}
          message={message}
          bodyLine={owner === undefined ? bodyLine(looked) : undefined}
        />
      )}
      <SourceStatus
        message={message}
        failed={lines.failed || pages.failed}
        position={looked === null ? null : { line: looked, byte: lines.lineRange(looked).start }}
        lastLine={lines.stops - 1}
        reading={lines.open && !lines.failed && lines.known < total ? lines.known : null}
        onDock={narrow ? () => setDockOpen(!dockOpen) : null}
        dockOpen={dockOpen}
      />
    </div>
  );
}

/** Ctrl+F belongs to the view, not to a command of the whole window. */
function useFindKey(find: () => void): void {
  const pressed = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.shiftKey ||
      event.key.toLowerCase() !== 'f'
    )
      return;
    event.preventDefault();
    find();
  });
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
