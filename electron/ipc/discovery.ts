/** Finding a domain's submission server. What it needs is loaded with the first search. */
import { AppFailure } from '#core/contract/errors.ts';
import { askableDomain } from '#core/discovery/targets.ts';
import { windowOf } from '../host/dialogs.ts';
import { systemProxy } from '../host/system-proxy.ts';
import type { Program } from '../program.ts';
import { Secret } from '../secrets/secret.ts';
import { defaultTrust } from '../submission/connection/trust.ts';
import type { HandlersOf } from './border.ts';
import { tell } from './events.ts';

export function discoveryHandlers({ internet }: Program): HandlersOf<'discovery'> {
  /** the one under way in each window */
  const searches = new Map<number, AbortController>();
  return {
    'discovery.start': async ({ proxy, proxyPassword, ...request }, { windowId }) => {
      const domain = askableDomain(request.domain);
      if (domain === null) throw new AppFailure({ code: 'bad-request' });
      searches.get(windowId)?.abort();
      const abort = new AbortController();
      searches.set(windowId, abort);
      const [{ findServers }, { mayConnect }, { routeBy }] = await Promise.all([
        import('../discovery/discovery.ts'),
        import('../discovery/addresses.ts'),
        import('../discovery/way.ts'),
      ]);
      const password = proxyPassword === null ? null : new Secret(proxyPassword);
      const routeTo = routeBy(proxy, password, systemProxy);
      try {
        return await findServers(
          { ...internet, mayConnect, trust: defaultTrust, routeTo },
          { ...request, domain },
          abort.signal,
          (progress) => {
            const window = windowOf(windowId);
            // Another search may have begun meanwhile; the window follows that one.
            if (window !== undefined && searches.get(windowId) === abort)
              tell(window, 'discovery.progress', progress);
          },
        );
      } finally {
        if (searches.get(windowId) === abort) searches.delete(windowId);
      }
    },
    'discovery.stop': (_, { windowId }) => {
      searches.get(windowId)?.abort();
      return null;
    },
  };
}
