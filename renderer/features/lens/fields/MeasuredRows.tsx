/** A list of rows of different heights, only those in view drawn; each is measured when it is. */
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
  type HTMLAttributes,
  type ReactNode,
} from 'react';
import type { RowMeter } from './row-meter.ts';
import styles from './fields.module.css';

export function MeasuredRows({
  meter,
  draw,
  children,
  ...rest
}: {
  readonly meter: RowMeter;
  readonly draw: (row: number) => ReactNode;
  /** below the rows */
  readonly children?: ReactNode;
} & Omit<HTMLAttributes<HTMLDivElement>, 'children'>) {
  const box = useRef<HTMLDivElement>(null);
  useSyncExternalStore(meter.subscribe, meter.version);
  useLayoutEffect(() => (box.current ? meter.attach(box.current) : undefined), [meter]);
  const { first, last } = meter.drawn;
  const { heights } = meter;
  return (
    <div
      {...rest}
      ref={box}
      className={styles.rows}
      tabIndex={0}
      onScroll={() => meter.scrolled()}
      onWheel={() => meter.released()}
      onPointerDown={() => meter.released()}
    >
      <div className={styles.tall} role="presentation" style={{ height: heights.total }}>
        <div
          className={styles.drawn}
          role="presentation"
          style={{ transform: `translateY(${heights.top(first)}px)` }}
        >
          {Array.from({ length: Math.max(0, last - first) }, (_, at) => draw(first + at))}
        </div>
      </div>
      {children}
    </div>
  );
}

/** One row; what it holds decides its height. */
export function MeasuredRow({
  meter,
  row,
  ...rest
}: { readonly meter: RowMeter; readonly row: number } & HTMLAttributes<HTMLDivElement>) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => (element.current ? meter.observe(element.current) : undefined), [meter]);
  return <div {...rest} ref={element} data-row={row} />;
}
