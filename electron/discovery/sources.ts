/** One question to one source, and what its answer names: a file of settings over HTTPS, SRV records, MX hosts. */
import { publishedServers, type PublishedServer } from '#core/discovery/autoconfig.ts';
import { presetForMx } from '#core/discovery/presets/index.ts';
import { probeKey, type Nomination } from '#core/discovery/rank.ts';
import { askableDomain, targetOf } from '#core/discovery/targets.ts';
import type { CandidateSource } from '#core/discovery/vocabulary.ts';
import { errorCode } from '../submission/connection/dial.ts';
import { readAutoconfig } from './autoconfig-xml.ts';
import { httpsGet, type HttpsTools } from './https-get.ts';
import type { Names } from './names.ts';
import { isOutside, registeredDomain } from './outside.ts';
import { found, without, type Ended } from './steps.ts';

export interface SourceTools extends HttpsTools {
  /** the address's, in A-labels */
  readonly domain: string;
  readonly names: Names;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly ended: Ended;
  readonly nominations: readonly Nomination[];
}

const nothing = (ended: Ended): Answer => ({ ended, nominations: [] });

export async function askFile(tools: SourceTools, source: CandidateSource, url: string): Promise<Answer> {
  const fetched = await httpsGet(url, tools, tools.signal);
  if (!fetched.ok) return nothing(without(fetched.outcome, fetched.detail));
  const file = readAutoconfig(fetched.body);
  if (!file.ok) return nothing(without(file.outcome));
  const { servers, unusable } = publishedServers(file.servers, tools.domain);
  if (servers.length === 0) return nothing(without(unusable > 0 ? 'bad-target' : 'no-outgoing-server'));
  return named('settings', source, servers, tools.domain);
}

/** RFC 6186 §3.1, RFC 8314 §5.1 */
export async function askServices(
  { names, domain }: SourceTools,
  service: '_submissions._tcp' | '_submission._tcp',
): Promise<Answer> {
  const asked = await records(() => names.services(`${service}.${domain}`));
  if (!asked.ok) return nothing(asked.ended);
  // RFC 2782: the root as a target says that the service is decidedly not there.
  if (asked.values.every(({ target }) => target === '' || target === '.'))
    return nothing(without(asked.values.length === 0 ? 'no-records' : 'not-offered'));
  const security = service === '_submissions._tcp' ? 'tls' : 'starttls';
  const servers = asked.values.flatMap(({ target, port }): PublishedServer[] => {
    const named = targetOf(target, port);
    return named === null ? [] : [{ ...named, security, user: '%EMAILADDRESS%', signIn: 'password' }];
  });
  if (servers.length === 0) return nothing(without('bad-target'));
  return named('records', 'srv', servers, domain);
}

export async function askMx({
  names,
  domain,
}: SourceTools): Promise<Answer & { readonly hosts: readonly string[] }> {
  const asked = await records(() => names.mailExchangers(domain));
  if (!asked.ok) return { ...nothing(asked.ended), hosts: [] };
  // RFC 7505: an empty name says that the domain takes no mail.
  const hosts = asked.values.flatMap((host) => askableDomain(host) ?? []);
  if (hosts.length === 0) return { ...nothing(without('no-records')), hosts };
  const provider = hosts.map(presetForMx).find((preset) => preset !== null);
  if (provider === undefined) return { ...nothing(found('records', hosts.join(', '))), hosts };
  const { servers, user, signIn, name } = provider;
  const nominations = servers.map((server) => ({
    server: { ...server, user, signIn },
    source: 'preset-mx' as const,
    outside: isOutside(server.host, domain),
  }));
  return { ended: found('provider', name), nominations, hosts };
}

/** Under which names a provider's file may stand, as Thunderbird looks for it: the MX host without its first label, and its registered domain. */
export function mxDomains(exchanger: string, domain: string): readonly string[] {
  const parent = exchanger.split('.').slice(1).join('.');
  const registered = registeredDomain(exchanger);
  if (registered === null) return [];
  // Nothing above the registered domain: a suffix has no mail.
  const names = parent.endsWith(registered) ? [parent, registered] : [registered];
  return [...new Set(names)].filter((name) => name !== domain);
}

type Records<T> =
  { readonly ok: true; readonly values: readonly T[] } | { readonly ok: false; readonly ended: Ended };

async function records<T>(ask: () => Promise<readonly T[]>): Promise<Records<T>> {
  try {
    return { ok: true, values: await ask() };
  } catch (error) {
    return { ok: false, ended: without(errorCode(error) === 'ETIMEOUT' ? 'timeout' : 'dns-failed') };
  }
}

function named(
  outcome: 'settings' | 'records',
  source: CandidateSource,
  servers: readonly PublishedServer[],
  domain: string,
): Answer {
  return {
    ended: found(outcome, servers.map(probeKey).join(', ')),
    nominations: servers.map((server) => ({ server, source, outside: isOutside(server.host, domain) })),
  };
}
