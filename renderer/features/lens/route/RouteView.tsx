/** The route: every Received field as a stop on a timeline, first hop first; for mail that no server has stamped, what is known of its departure. */
import { useMemo } from 'react';
import type { MessageView } from '#core/contract/sent.ts';
import { routeOf } from '#core/headers/route/route.ts';
import type { Header } from '../message.ts';
import { Departure } from './Departure.tsx';
import { Timeline } from './Timeline.tsx';

export default function RouteView({ view, header }: { readonly view: MessageView; readonly header: Header }) {
  const route = useMemo(() => routeOf(header.parsed, header.bytes), [header]);
  return route.hops.length === 0 ? (
    <Departure view={view} route={route} />
  ) : (
    <Timeline route={route} header={header} />
  );
}
