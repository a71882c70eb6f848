/**
 * Finding the submission server of a domain: the built-in list, then what the domain itself publishes (autoconfig, SRV), then Mozilla's
 * database, then who takes its mail, then knocking at the usual doors. Each is asked only when those before it were not enough, so that
 * nobody learns the domain without need; the order is also that of trust. No address and no password ever come here.
 */
import { presetForDomain } from '#core/discovery/presets/index.ts';
import { nominationsOf, rankedCandidates, probeKey, type Nomination } from '#core/discovery/rank.ts';
import type { DiscoveryProgress, DiscoveryRequest, OutcomeCode, Probe } from '#core/discovery/vocabulary.ts';
import type { MayConnect } from './addresses.ts';
import { guesses, type Guess } from './guesses.ts';
import { lookupFor } from './lookup.ts';
import type { Names } from './names.ts';
import { probe, type ProbeTools } from './probe.ts';
import { askFile, askMx, askServices, mxDomains, type SourceTools } from './sources.ts';
import { Steps, found, without } from './steps.ts';
import { mayAskDns, waysBy, type RouteTo } from './way.ts';

export interface DiscoveryTools {
  readonly names: Names;
  readonly mayConnect: MayConnect;
  /** PEM certificates of the authorities that a chain may end at */
  readonly trust: () => readonly string[];
  /** where a port really is; tests have none of the well-known ones */
  readonly portOf: (port: number) => number;
  /** as the account will go */
  readonly routeTo: RouteTo;
}

/** Mozilla's ISPDB; it learns the domain, and that somebody asked. */
const MOZILLA = 'autoconfig.thunderbird.net';
/** ms for one file, and for everything */
const FILE_WITHIN = 6_000;
const ALL_WITHIN = 60_000;
/** connections open at once */
const AT_ONCE = 6;
/** What another port of the same host would say too. */
const ABOUT_THE_HOST: ReadonlySet<OutcomeCode> = new Set(['no-such-host', 'private-address']);
/** RFC 8314 §5.1, RFC 6186 §3.1 */
const SERVICES = ['_submissions._tcp', '_submission._tcp'] as const;
/** Servers that were named and are knocked at; nobody honest names more. */
const MAX_PROBES = 12;

interface Exchangers {
  readonly hosts: readonly string[];
  /** the built-in list has a provider behind them */
  readonly isKnown: boolean;
}

/** `domain` in A-labels (`askableDomain`). Whatever the network does is a result; stopped or out of time, it is what was known by then. */
export function findServers(
  tools: DiscoveryTools,
  request: DiscoveryRequest,
  signal: AbortSignal,
  tell: (progress: DiscoveryProgress) => void,
): Promise<DiscoveryProgress> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(ALL_WITHIN)]);
  return new Search(tools, request, either, tell).run();
}

class Search {
  readonly #request: DiscoveryRequest;
  readonly #signal: AbortSignal;
  readonly #steps: Steps;
  readonly #tools: SourceTools & ProbeTools;
  readonly #routeTo: RouteTo;
  readonly #tell: (progress: DiscoveryProgress) => void;
  readonly #nominations: Nomination[] = [];
  readonly #probes = new Map<string, Probe>();
  /** hosts that are not there, or may not be connected to, whatever the port */
  readonly #closed = new Set<string>();

  constructor(
    { names, mayConnect, trust, portOf, routeTo }: DiscoveryTools,
    request: DiscoveryRequest,
    signal: AbortSignal,
    tell: (progress: DiscoveryProgress) => void,
  ) {
    this.#request = request;
    this.#signal = signal;
    this.#tell = tell;
    this.#steps = new Steps(
      signal,
      () => performance.now(),
      () => this.#tell(this.#progress()),
    );
    const lookup = lookupFor(request.domain, names, mayConnect);
    const wayTo = waysBy(routeTo, names, lookup);
    this.#routeTo = routeTo;
    this.#tools = { domain: request.domain, names, wayTo, trust, portOf, within: FILE_WITHIN, signal };
  }

  async run(): Promise<DiscoveryProgress> {
    const isBuiltIn = await this.#builtIn();
    if (!isBuiltIn || this.#request.askAnyway) await this.#askAround();
    return this.#progress();
  }

  #progress(): DiscoveryProgress {
    return {
      domain: this.#request.domain,
      steps: this.#steps.all,
      candidates: [...rankedCandidates(this.#nominations, this.#probes)],
    };
  }

  async #builtIn(): Promise<boolean> {
    const { domain } = this.#request;
    const preset = presetForDomain(domain);
    await this.#steps.run('presets', domain, () => {
      if (preset === null) return Promise.resolve(without('not-in-list'));
      this.#nominations.push(...nominationsOf(preset));
      return Promise.resolve(found('in-list', preset.name));
    });
    return preset !== null;
  }

  async #askAround(): Promise<void> {
    const isDnsOurs = await mayAskDns(this.#routeTo, this.#request.domain);
    const [hasFile, hasServices, exchangers] = await Promise.all([
      this.#files(),
      isDnsOurs ? this.#services() : this.#noServices(),
      isDnsOurs ? this.#exchangers() : this.#noExchangers(),
    ]);
    if (!hasFile && !hasServices) await this.#byExchanger(exchangers.hosts, exchangers.isKnown);
    const named = this.#nominations.map(({ server }) => server);
    const doors = new Map(named.map((server) => [probeKey(server), server]));
    await this.#knock([...doors.values()].slice(0, MAX_PROBES).map((server) => ({ server, isGuess: false })));
    if (![...this.#probes.values()].some(({ state }) => state === 'answered'))
      await this.#guess(exchangers.isKnown ? [] : exchangers.hosts);
  }

  /** The domain's own word first; only without it is Mozilla told of the domain. */
  async #files(): Promise<boolean> {
    const { domain, askMozilla } = this.#request;
    const [first, second] = await Promise.all([
      this.#file('autoconfig', `autoconfig.${domain}`, '/mail/config-v1.1.xml'),
      this.#file('well-known', domain, '/.well-known/autoconfig/mail/config-v1.1.xml'),
    ]);
    const isOwn = first || second;
    if (isOwn || !askMozilla) {
      this.#steps.skip('ispdb', MOZILLA, isOwn ? 'not-needed' : 'switched-off');
      return isOwn;
    }
    return this.#file('ispdb', MOZILLA, `/v1.1/${domain}`);
  }

  async #file(
    source: 'autoconfig' | 'well-known' | 'ispdb' | 'mx-autoconfig' | 'mx-ispdb',
    host: string,
    path: string,
  ): Promise<boolean> {
    const { state } = await this.#steps.run(source, host, async () => {
      const { ended, nominations } = await askFile(this.#tools, source, `https://${host}${path}`);
      this.#nominations.push(...nominations);
      return ended;
    });
    return state === 'found';
  }

  /** DNS would be asked from here, and everybody between would learn the domain that the proxy is to hide. */
  #noServices(): boolean {
    for (const service of SERVICES)
      this.#steps.skip('srv', `${service}.${this.#request.domain}`, 'names-by-proxy');
    return false;
  }

  #noExchangers(): Exchangers {
    this.#steps.skip('mx', this.#request.domain, 'names-by-proxy');
    return { hosts: [], isKnown: false };
  }

  async #services(): Promise<boolean> {
    const states = await Promise.all(
      SERVICES.map((service) =>
        this.#steps.run('srv', `${service}.${this.#request.domain}`, async () => {
          const { ended, nominations } = await askServices(this.#tools, service);
          this.#nominations.push(...nominations);
          return ended;
        }),
      ),
    );
    return states.some(({ state }) => state === 'found');
  }

  async #exchangers(): Promise<Exchangers> {
    let hosts: readonly string[] = [];
    const { outcome } = await this.#steps.run('mx', this.#request.domain, async () => {
      const asked = await askMx(this.#tools);
      ({ hosts } = asked);
      this.#fromExchanger = asked.nominations;
      return asked.ended;
    });
    return { hosts, isKnown: outcome === 'provider' };
  }

  /** what the built-in list knows of whoever takes the domain's mail */
  #fromExchanger: readonly Nomination[] = [];

  async #byExchanger(hosts: readonly string[], isKnown: boolean): Promise<void> {
    this.#nominations.push(...this.#fromExchanger);
    const [first] = hosts;
    if (isKnown || first === undefined) return;
    for (const domain of mxDomains(first, this.#request.domain)) {
      if (await this.#file('mx-autoconfig', `autoconfig.${domain}`, '/mail/config-v1.1.xml')) return;
      if (!this.#request.askMozilla) this.#steps.skip('mx-ispdb', MOZILLA, 'switched-off');
      else if (await this.#file('mx-ispdb', MOZILLA, `/v1.1/${domain}`)) return;
    }
  }

  async #guess(exchangers: readonly string[]): Promise<void> {
    const { likely, seldom } = guesses(this.#request.domain, exchangers);
    await this.#knock(likely.map((guess) => ({ ...guess, isGuess: true })));
    if (this.#progress().candidates.some(({ source }) => source === 'guess')) {
      this.#steps.skip('probe', '2525, 25', 'not-needed');
      return;
    }
    await this.#knock(seldom.map((guess) => ({ ...guess, isGuess: true })));
  }

  async #knock(doors: readonly (Guess & { readonly isGuess: boolean })[]): Promise<void> {
    const waiting = doors.filter(({ server }) => !this.#probes.has(probeKey(server)));
    const next = async (): Promise<void> => {
      for (let door = waiting.shift(); door !== undefined; door = waiting.shift())
        if (!this.#closed.has(door.server.host)) await this.#knockAt(door, door.isGuess);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  async #knockAt(door: Guess, isGuess: boolean): Promise<void> {
    const { server } = door;
    await this.#steps.run('probe', probeKey(server), async () => {
      const probed = await probe(server, this.#tools, this.#signal);
      if (probed.state === 'failed') {
        this.#probes.set(probeKey(server), probed);
        if (ABOUT_THE_HOST.has(probed.outcome)) this.#closed.add(server.host);
        if (isGuess && mayBeTrusted(server, probed.outcome)) this.#guessed(door);
        return without(probed.outcome);
      }
      // A server that lets nobody sign in takes mail for its own domains: nothing can be submitted there.
      if (isGuess && probed.mechanisms.length === 0) {
        this.#probes.set(probeKey(server), { state: 'failed', outcome: 'no-sign-in' });
        return without('no-sign-in');
      }
      this.#probes.set(probeKey(server), probed);
      if (isGuess) this.#guessed(door);
      const detail = [probed.tls.replace('TLSv', 'TLS '), probed.mechanisms.join(', ')];
      return found(server.security, detail.filter((part) => part !== '').join(' · '));
    });
  }

  #guessed({ server, outside = false }: Guess): void {
    this.#nominations.push({ server, source: 'guess', outside });
  }
}

/**
 * Its certificate is shown, and asked about, before a password goes there. Hosts at port 25 take mail from other servers, mostly with a
 * certificate that nobody checks, and let nobody sign in.
 */
const mayBeTrusted = ({ port }: Guess['server'], outcome: OutcomeCode): boolean =>
  outcome === 'certificate' && port !== 25;
