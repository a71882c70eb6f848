/** The route: every Received field as a stop on a timeline, first hop first; for mail that no server has stamped, what is known of its departure. */
import { useMemo } from 'react';
import { routeOf } from '#core/headers/route/route.ts';
import type { ViewProps } from '../views.ts';
import { Departure } from './Departure.tsx';
import { Timeline } from './Timeline.tsx';

export default function RouteView({ message, header }: ViewProps) {
  const route = useMemo(() => routeOf(header.parsed, header.bytes), [header]);
  if (route.hops.length > 0) return <Timeline route={route} header={header} />;
  return <Departure view={message.kind === 'sent' ? message.view : null} route={route} />;
}
