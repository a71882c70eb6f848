/** Which candidate comes first, and why. The same server named twice is one candidate with both reasons. */
import { presetForHost } from './presets/index.ts';
import type { Preset } from './presets/preset.ts';
import type { PublishedServer } from './autoconfig.ts';
import { CandidateSource, type Candidate, type Probe, type Reason } from './vocabulary.ts';

/** One who named a server. */
export interface Nomination {
  readonly server: PublishedServer;
  readonly source: CandidateSource;
  /** the host stands outside the address's domain, and no list of ours vouches for it */
  readonly outside: boolean;
}

/** The servers of an entry of the built-in list: nobody's word but our own, and nothing that was tried. */
export const nominationsOf = ({ servers, user, signIn }: Preset): readonly Nomination[] =>
  servers.map((server) => ({ server: { ...server, user, signIn }, source: 'preset', outside: false }));

const nameOf = ({ host, port, security }: PublishedServer): string => `${security} ${host}:${String(port)}`;
export const probeKey = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `${host}:${String(port)}`;

const sourceRank = (source: CandidateSource): number => CandidateSource.options.indexOf(source);

/** Best first. `probes` by `probeKey`; what is not in it is untried. */
export function rankedCandidates(
  nominations: readonly Nomination[],
  probes: ReadonlyMap<string, Probe>,
): readonly Candidate[] {
  const groups = new Map<string, Nomination[]>();
  for (const nomination of nominations) {
    const name = nameOf(nomination.server);
    groups.set(name, [...(groups.get(name) ?? []), nomination]);
  }
  return [...groups.values()]
    .flatMap((group) => candidateOf(group, probes) ?? [])
    .toSorted((a, b) => probeRank(a.probe) - probeRank(b.probe) || order(a, b));
}

function order(a: Candidate, b: Candidate): number {
  return (
    sourceRank(a.source) - sourceRank(b.source) ||
    // RFC 8314 §3.3: TLS on connect is preferred to STARTTLS.
    Number(a.security === 'starttls') - Number(b.security === 'starttls') ||
    portRank(a.port) - portRank(b.port)
  );
}

/** RFC 8314 §3.3, RFC 6409 §3.1; 25 is for relaying, and 2525 is nobody's. */
const PORTS = [465, 587, 2525, 25];
const portRank = (port: number): number => (PORTS.includes(port) ? PORTS.indexOf(port) : 1.5);

const probeRank = (probe: Probe): number => ['answered', 'untried', 'failed'].indexOf(probe.state);

function candidateOf(group: readonly Nomination[], probes: ReadonlyMap<string, Probe>): Candidate | null {
  const [best] = group.toSorted((a, b) => sourceRank(a.source) - sourceRank(b.source));
  if (best === undefined) return null;
  const { server, source } = best;
  const probe = probes.get(probeKey(server)) ?? { state: 'untried' };
  // A guess is worth what its probe found. Whose certificate it is that failed, the user may know: a server of one's own, as often as not.
  const isThere = probe.state === 'answered' || (probe.state === 'failed' && probe.outcome === 'certificate');
  if (source === 'guess' && !isThere) return null;
  // Whoever leads into the user's own network is not offered at all.
  if (probe.state === 'failed' && probe.outcome === 'private-address') return null;
  const known = presetForHost(server.host);
  const sources = [...new Set(group.map((one) => one.source))].toSorted(
    (a, b) => sourceRank(a) - sourceRank(b),
  );
  return {
    host: server.host,
    port: server.port,
    security: server.security,
    user: server.user,
    // What we know of a provider says more than a file that has to suit every program.
    signIn: known?.signIn ?? server.signIn,
    provider: known?.id ?? null,
    source,
    reasons: [
      ...sources,
      ...probeReasons(probe),
      ...(server.security === 'tls' ? ['implicit-tls' as const] : []),
    ],
    outside: group.every(({ outside }) => outside),
    probe,
  };
}

function probeReasons(probe: Probe): readonly Reason[] {
  if (probe.state === 'answered') return ['answered'];
  if (probe.state === 'untried') return ['untried'];
  return [probe.outcome === 'certificate' ? 'certificate' : 'unanswered'];
}
