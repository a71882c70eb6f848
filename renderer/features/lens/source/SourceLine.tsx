/** One row of the source: its number, and its bytes as segments. What cannot be seen is drawn, not hidden. */
import type { ReactNode } from 'react';
import { sliceSegments, type Segment } from '#core/headers/source-tokens.ts';
import styles from './source.module.css';

export interface Drawing {
  readonly lineEnds: boolean;
  readonly spaces: boolean;
}

/** Found text within the row, byte offsets. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly current: boolean;
}

export function SegmentsView({
  segments,
  drawing,
  marks,
}: {
  readonly segments: readonly Segment[];
  readonly drawing: Drawing;
  readonly marks: readonly Mark[];
}) {
  return segments.map((segment) => (
    <SegmentView key={segment.start} segment={segment} drawing={drawing} marks={marks} />
  ));
}

function SegmentView({
  segment,
  drawing,
  marks,
}: {
  readonly segment: Segment;
  readonly drawing: Drawing;
  readonly marks: readonly Mark[];
}) {
  const text = marked(segment, marks, drawing);
  switch (segment.kind) {
    case 'name':
      return <b className={styles.name}>{text}</b>;
    case 'encoded-word':
      return <span className={styles.word}>{text}</span>;
    case 'fold':
    case 'space':
      return drawing.spaces ? <i className={styles.space}>{text}</i> : text;
    case 'raw':
      return <span className={styles.raw}>{text}</span>;
    case 'invisible':
      if (segment.text === 'TAB' && !drawing.spaces) return '\t';
      return <i className={styles.cap}>{text}</i>;
    case 'line-end':
      return drawing.lineEnds ? <i className={styles.cap}>{text}</i> : null;
    case 'colon':
    case 'text':
      return text;
  }
}

/** The segment's text, cut where something found begins and ends. */
function marked(segment: Segment, marks: readonly Mark[], drawing: Drawing): ReactNode {
  const drawn = ({ kind, text }: Segment) =>
    drawing.spaces && (kind === 'fold' || kind === 'space') ? '·'.repeat(text.length) : text;
  const within = marks.filter((mark) => mark.end > segment.start && mark.start < segment.end);
  if (within.length === 0) return drawn(segment);
  // A character of several bytes, or a name for one: marked as a whole.
  if (segment.text.length !== segment.end - segment.start)
    return <mark data-current={within.some((mark) => mark.current) || undefined}>{drawn(segment)}</mark>;
  const parts: ReactNode[] = [];
  let at = segment.start;
  for (const mark of within) {
    const start = Math.max(mark.start, segment.start);
    const end = Math.min(mark.end, segment.end);
    for (const piece of sliceSegments([segment], at, start)) parts.push(drawn(piece));
    for (const piece of sliceSegments([segment], start, end))
      parts.push(
        <mark key={start} data-current={mark.current || undefined}>
          {drawn(piece)}
        </mark>,
      );
    at = end;
  }
  for (const piece of sliceSegments([segment], at, segment.end)) parts.push(drawn(piece));
  return parts;
}
