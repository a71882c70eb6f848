/**
 * The page's only way out: typed calls to main, their answers kept by TanStack Query under `[channel, request]`, and the events that keep
 * those answers true. Which words a failure gets is decided in ui/panes/ErrorPane.tsx.
 */
import {
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { FacteurBridge } from '#core/contract/bridge.ts';
import type { Channel, Reply, Request } from '#core/contract/channels.ts';
import type { AppError } from '#core/contract/errors.ts';
import type { EventName, EventPayload } from '#core/contract/events.ts';

declare global {
  interface Window {
    readonly facteur: FacteurBridge;
  }
}

/** What a call throws: main's answer was one of the closed set of errors. */
export class CallFailed extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.name = 'CallFailed';
    this.error = error;
  }
}

export async function call<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>> {
  const result = await window.facteur.call(channel, request);
  if (!result.ok) throw new CallFailed(result.error);
  return result.value;
}

/** The error of a caught value; what is not ours is `unexpected`. */
export const errorOf = (caught: unknown): AppError =>
  caught instanceof CallFailed ? caught.error : { code: 'unexpected' };

export const queries = new QueryClient({
  defaultOptions: {
    // Main tells what changes, so nothing goes stale by itself and nothing depends on being online.
    queries: { retry: false, staleTime: Infinity, networkMode: 'always', refetchOnWindowFocus: false },
    mutations: { networkMode: 'always' },
  },
});

type CallOptions<C extends Channel> = Omit<UseQueryOptions<Reply<C>, CallFailed>, 'queryKey' | 'queryFn'>;

export function useCall<C extends Channel>(
  channel: C,
  request: Request<C>,
  options?: CallOptions<C>,
): UseQueryResult<Reply<C>, CallFailed> {
  return useQuery<Reply<C>, CallFailed>({
    ...options,
    queryKey: [channel, request],
    queryFn: () => call(channel, request),
  });
}

export function useAction<C extends Channel>(
  channel: C,
): UseMutationResult<Reply<C>, CallFailed, Request<C>> {
  return useMutation<Reply<C>, CallFailed, Request<C>>({ mutationFn: (request) => call(channel, request) });
}

/** Subscribes as long as the component is mounted; the listener may change at each render. */
export function useEvent<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): void {
  const heard = useEffectEvent(listener);
  useEffect(() => window.facteur.on(name, (payload) => heard(payload)), [name]);
}

/** Puts what main tells into the answers already held; the outbox's are in outbox-answers.ts. Called once, before the first render. */
export function followEvents(): void {
  const on: FacteurBridge['on'] = (event, listener) => window.facteur.on(event, listener);
  on('app.facts', (facts) => queries.setQueryData(['app.facts', null], facts));
  on('app.notices', (notices) => queries.setQueryData(['app.notices', null], notices));
  on('settings.changed', (settings) => queries.setQueryData(['settings.get', null], settings));
  on('accounts.changed', (accounts) => queries.setQueryData(['accounts.list', null], accounts));
  on('drafts.changed', () => void queries.invalidateQueries({ queryKey: ['drafts.list'] }));
  on('contacts.changed', () => {
    for (const channel of ['contacts.page', 'contacts.lists', 'contacts.list'])
      void queries.invalidateQueries({ queryKey: [channel] });
  });
  on('spelling.changed', () => void queries.invalidateQueries({ queryKey: ['spelling.words'] }));
  on('sent.changed', () => {
    void queries.invalidateQueries({ queryKey: ['sent.page'] });
    void queries.invalidateQueries({ queryKey: ['sent.lines'] });
    void queries.invalidateQueries({ queryKey: ['sent.days'] });
  });
}
