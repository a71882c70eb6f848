/**
 * A list of any number of rows of one height, only those in view drawn. Browsers stop at some 30 million pixels; beyond a limit the
 * scroll bar stands for a share of the rows instead of pixels.
 */
import {
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type ReactNode,
  type Ref,
} from 'react';
import styles from './source.module.css';

const TALLEST = 12_000_000;
const BEYOND = 6;
/** px above the first row and below the last */
const PAD = 8;

export interface RowsHandle {
  /** Scrolls as little as needed. */
  readonly show: (row: number) => void;
  /** Rows that fit into the view. */
  readonly fitting: () => number;
  readonly focus: () => void;
}

export function VirtualRows({
  rows,
  height,
  draw,
  handle,
  ...rest
}: {
  readonly rows: number;
  /** px of one row */
  readonly height: number;
  readonly draw: (row: number) => ReactNode;
  readonly handle?: Ref<RowsHandle>;
} & HTMLAttributes<HTMLDivElement>) {
  const element = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [view, setView] = useState(600);
  const full = rows * height;
  const tall = Math.min(full, TALLEST) + 2 * PAD;
  const scaled = full > TALLEST;
  const range = Math.max(1, tall - view);
  // Rows above the view, as a fraction.
  const above = scaled
    ? (Math.min(top, range) / range) * (rows - (view - 2 * PAD) / height)
    : (top - PAD) / height;
  const first = Math.max(0, Math.floor(above) - BEYOND);
  const last = Math.min(rows, Math.ceil(above + view / height) + BEYOND);
  const offset = PAD + (scaled ? top - (above - first) * height : first * height);

  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return;
    setView(box.clientHeight);
    const observer = new ResizeObserver(() => setView(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  /** `upper`: the row that shall be the first one seen, as a fraction. */
  const scrollTo = useCallback(
    (upper: number) => {
      const box = element.current;
      if (box === null) return;
      box.scrollTop = scaled
        ? (upper / Math.max(1, rows - (view - 2 * PAD) / height)) * range
        : PAD + upper * height;
    },
    [scaled, rows, view, height, range],
  );

  useImperativeHandle(
    handle,
    () => ({
      show: (row) => {
        const seen = (view - PAD) / height;
        if (row < above) scrollTo(row - PAD / height);
        else if (row + 1 > above + seen) scrollTo(row + 1 - seen);
      },
      fitting: () => Math.max(1, Math.floor(view / height) - 1),
      focus: () => element.current?.focus(),
    }),
    [above, view, height, scrollTo],
  );

  return (
    <div
      {...rest}
      ref={element}
      className={styles.rows}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className={styles.tall} role="presentation" style={{ height: tall }}>
        <div className={styles.drawn} role="presentation" style={{ transform: `translateY(${offset}px)` }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, step) => draw(first + step))}
        </div>
      </div>
    </div>
  );
}
