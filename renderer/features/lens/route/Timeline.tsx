/** The hops of a header with Received fields, in the order of travel; arrow keys choose one, the dock shows its bytes. */
import { Button } from '@mantine/core';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { joined } from '#core/headers/bytes.ts';
import type { Hop, Route } from '#core/headers/route/route.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import type { Header } from '../message.ts';
import { useReveal, useSelection } from '../selection.tsx';
import { useReport } from '../share/use-report.ts';
import { HopDock } from './HopDock.tsx';
import { AddressMark, EncryptionMark, HostMark } from './HopMarks.tsx';
import { clockAsWritten, hopName, hopSaid, peerName, timeWithOffset } from './hop-words.ts';
import { Stop, type Delay } from './Stop.tsx';
import { Summary } from './Summary.tsx';
import styles from './route.module.css';

/** Drawn at once, and added on request: a hostile header has any number. */
const AT_ONCE = 100;

const ORIGIN = 'route-origin';
const stopId = (index: number) => `route-stop-${index}`;

export function Timeline({ route, header }: { readonly route: Route; readonly header: Header }) {
  const { t, language } = useWords();
  const { item, select } = useSelection();
  const places = useMemo(() => placesOf(route, header), [route, header]);
  const [drawn, setDrawn] = useState(() => Math.max(AT_ONCE, item === null ? 0 : places.indexOf(item) + 1));
  const selected = Math.max(0, item === null ? 0 : places.indexOf(item));
  const list = useRef<HTMLDivElement>(null);
  const choose = (index: number) => select(places[index] ?? null);
  /** Above the first stop is where the message was written. */
  const show = (index: number) => {
    if (index === 0) list.current?.previousElementSibling?.scrollIntoView({ block: 'nearest' });
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  useReveal((place) => show(places.indexOf(place)));
  const shown = route.hops.slice(0, drawn);
  const rest = Math.min(AT_ONCE * 10, route.hops.length - shown.length);
  const chosen = route.hops[selected];
  useReport(header, 'route', () =>
    joined(route.hops.map(({ field }) => header.bytes.subarray(field.start, field.end))),
  );
  const longest = route.slowest === null ? null : (route.hops[route.slowest]?.delay ?? null);
  /** From a stop to the next one that tells a time; behind a stop without a clock there is nothing to measure from. */
  const delayFrom = (index: number): Delay | null => {
    if (index >= 0 && !route.hops[index]?.received.date) return null;
    let next = index + 1;
    while (next < route.hops.length && !route.hops[next]?.received.date) next += 1;
    const ms = route.hops[next]?.delay ?? null;
    return ms === null
      ? null
      : { ms, share: longest === null ? 0 : ms / longest, slowest: next === route.slowest };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(selected + step, 0), shown.length - 1);
    choose(next);
    show(next);
  };
  return (
    <div className={styles.route}>
      <div className={styles.main} role="region" aria-label={t('lens.route.timeline')}>
        <Summary route={route} />
        {route.older > 0 && (
          <p className={styles.older}>
            {t('lens.route.older', { count: route.older, shown: formatNumber(route.older, language) })}
          </p>
        )}
        <ol className={styles.origin} id={ORIGIN}>
          <Origin route={route} delay={delayFrom(-1)} />
        </ol>
        <div
          className={styles.stops}
          ref={list}
          role="listbox"
          tabIndex={0}
          aria-label={t('lens.route.stops')}
          aria-describedby={ORIGIN}
          aria-activedescendant={stopId(selected)}
          onKeyDown={onKeyDown}
        >
          {shown.map((hop, index) => (
            <Stop
              key={hop.field.start}
              place={index === route.hops.length - 1 ? 'last' : 'between'}
              time={hop.received.date ? clockAsWritten(hop.received.date) : t('lens.route.noTime')}
              name={hopName(t, hop)}
              marks={<Marks hop={hop} origin={index === 0} />}
              said={hopSaid(t, hop)}
              delay={delayFrom(index)}
              choice={{
                id: stopId(index),
                selected: index === selected,
                onSelect: () => choose(index),
              }}
            />
          ))}
        </div>
        {rest > 0 && (
          <div className={styles.more}>
            <Button size="xs" onClick={() => setDrawn(drawn + rest)}>
              {t('lens.route.showMore', { count: rest, shown: formatNumber(rest, language) })}
            </Button>
          </div>
        )}
      </div>
      {chosen && <HopDock hop={chosen} header={header.bytes} />}
    </div>
  );
}

/** Of each hop, its field's place among the header's items. */
function placesOf(route: Route, { parsed }: Header): number[] {
  const places = new Map(parsed.items.map((one, place) => [one.start, place]));
  return route.hops.map(({ field }) => places.get(field.start) ?? -1);
}

function Origin({ route, delay }: { readonly route: Route; readonly delay: Delay | null }) {
  const { t } = useWords();
  const from = route.hops[0]?.received.from ?? null;
  const { written } = route;
  return (
    <Stop
      place="first"
      time={written ? clockAsWritten(written) : t('lens.route.noTime')}
      name={peerName(from) ?? t('lens.route.unnamed')}
      marks={
        from && (
          <>
            {from.name !== null && <HostMark host={from.name} />}
            {from.address && <AddressMark address={from.address} />}
          </>
        )
      }
      said={written ? t('lens.route.written', { time: timeWithOffset(written) }) : t('lens.route.noDate')}
      delay={delay}
    />
  );
}

/** The address is the one that the connection came from; the origin's stands on its own row. */
function Marks({ hop, origin }: { readonly hop: Hop; readonly origin: boolean }) {
  const { by, from } = hop.received;
  return (
    <>
      {typeof by?.name === 'string' && <HostMark host={by.name} />}
      <EncryptionMark hop={hop} />
      {by?.address && <AddressMark address={by.address} />}
      {!origin && from?.address && from.address.text !== by?.address?.text && (
        <AddressMark address={from.address} />
      )}
    </>
  );
}
