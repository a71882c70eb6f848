/** The parts as a tree, flat and indented; arrow keys choose one. Drawn in portions: a hostile message has ten thousand. */
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconFile,
  IconFileText,
  IconHierarchy,
  IconLink,
  IconMail,
  IconPhoto,
  type TablerIcon,
} from '@tabler/icons-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { shownString } from '#core/headers/values/shown-text.ts';
import type { Part, Structure } from '#core/mime/structure.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { Pieces } from '../fields/Pieces.tsx';
import type { Contents } from './use-structure.ts';
import { useStructureWords } from './words.ts';
import styles from './structure.module.css';

const AT_ONCE = 200;
/** Deeper ones stand no further in. */
const MOST_INDENTED = 12;

export function PartTree({
  structure,
  contents,
  chosen,
  onChoose,
}: {
  readonly structure: Structure;
  readonly contents: Contents | undefined;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) {
  const t = useStructureWords();
  const { language } = useWords();
  const id = useId();
  const tree = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(AT_ONCE);
  const { parts, beyond } = structure;
  const shown = parts.slice(0, drawn);
  const rest = Math.min(AT_ONCE * 5, parts.length - shown.length);
  const go = (index: number) => {
    const to = Math.min(Math.max(index, 0), shown.length - 1);
    onChoose(to);
    tree.current?.children[to]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity }[
      event.key
    ];
    if (step !== undefined) go(chosen + step);
    else if (event.key === 'ArrowLeft') go(parts[chosen]?.parent ?? chosen);
    else if (event.key === 'ArrowRight') go(parts[chosen + 1]?.parent === chosen ? chosen + 1 : chosen);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <b>{t('parts', { count: parts.length, shown: formatNumber(parts.length, language) })}</b>{' '}
        {t('summary', { size: formatBytes(structure.size, language) })}
        {beyond > 0 && ` ${t('beyond', { count: beyond, shown: formatNumber(beyond, language) })}`}
      </div>
      <div
        ref={tree}
        className={styles.tree}
        role="tree"
        aria-label={t('tree')}
        aria-activedescendant={`${id}${String(chosen)}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {shown.map((part) => (
          <Row
            key={part.index}
            id={`${id}${String(part.index)}`}
            part={part}
            size={contents?.get(part.index)?.size}
            strayed={(contents?.get(part.index)?.stray ?? 0) > 0}
            chosen={part.index === chosen}
            onChoose={() => onChoose(part.index)}
          />
        ))}
      </div>
      {rest > 0 && (
        <div className={styles.more}>
          <Button size="xs" onClick={() => setDrawn(drawn + rest)}>
            {t('showMore', { count: rest, shown: formatNumber(rest, language) })}
          </Button>
        </div>
      )}
    </div>
  );
}

function iconOf({ kind, mediaType }: Part): TablerIcon {
  if (kind === 'multipart') return IconHierarchy;
  if (mediaType === 'message/external-body') return IconLink;
  if (mediaType.startsWith('message/')) return IconMail;
  if (mediaType.startsWith('image/')) return IconPhoto;
  return mediaType.startsWith('text/') ? IconFileText : IconFile;
}

function Row({
  id,
  part,
  size,
  strayed,
  chosen,
  onChoose,
}: {
  readonly id: string;
  readonly part: Part;
  /** bytes, decoded */
  readonly size: number | undefined;
  readonly strayed: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const t = useStructureWords();
  const { language } = useWords();
  const { number, mediaType, charset, encodingTold, disposition, fileName, depth, body, kind } = part;
  const wire = formatBytes(body.end - body.start, language);
  const said = [charset, encodingTold, disposition].filter((one) => one !== null).join(' · ');
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={chosen}
      className={styles.row}
      data-active={chosen || undefined}
      data-indent={Math.min(depth, MOST_INDENTED)}
      onClick={onChoose}
    >
      <span className={styles.number}>{number}</span>
      <Icon of={iconOf(part)} size={16} />
      <span className={styles.what}>
        <b>{mediaType}</b>
        {fileName !== null && (
          <span className={styles.fileName}>
            <Pieces pieces={shownString(fileName)} limit={200} />
          </span>
        )}
        {number === '' && kind !== 'multipart' && <span>{t('whole')}</span>}
        {said !== '' && <span className={styles.said}>{said}</span>}
      </span>
      {(part.remarks.length > 0 || strayed) && (
        <span className={styles.alert}>
          <Icon of={IconAlertTriangle} size={16} />
        </span>
      )}
      <span className={styles.sizes}>
        {wire}
        {kind !== 'multipart' && size !== undefined && size !== body.end - body.start && (
          <> → {formatBytes(size, language)}</>
        )}
      </span>
    </div>
  );
}
