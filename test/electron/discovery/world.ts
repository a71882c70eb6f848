/** A small world for discovery: a DNS server, an HTTPS server and submission servers on the loopback interface, with certificates of one authority. */
import { mayConnect, type MayConnect } from '#electron/discovery/addresses.ts';
import { findServers } from '#electron/discovery/discovery.ts';
import { namesFrom } from '#electron/discovery/names.ts';
import { straight, type RouteTo } from '#electron/discovery/way.ts';
import type { DiscoveryProgress, DiscoveryRequest, DiscoveryStep, Task } from '#core/discovery/vocabulary.ts';
import {
  makeServerCertificate,
  makeTestCertificates,
  type TestCertificates,
} from '#test/servers/certificates.ts';
import { a, startDnsServer, type DnsServer, type Zone } from '#test/servers/dns.ts';
import { startHttpsFiles, type Files, type HttpsFiles } from '#test/servers/https-files.ts';
import { freePort } from '#test/servers/ports.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';

export interface Plan {
  readonly zones: Readonly<Record<string, Zone>>;
  readonly files?: Files;
  /** where the well-known ports are; one that is not named is closed */
  readonly ports?: Readonly<Record<number, number>>;
  /** as the account will go; straight by default */
  readonly routeTo?: RouteTo;
  /** instead of the rule for private addresses */
  readonly mayConnect?: MayConnect;
}

/** RFC 6761 keeps `.test` for this: its names may lead to this machine. */
export const DOMAIN = 'velmont.test';

const HOSTS = [
  DOMAIN,
  `*.${DOMAIN}`,
  'autoconfig.thunderbird.net',
  'provider.test',
  '*.provider.test',
  'velmont.fr',
  '*.velmont.fr',
];

/** Addresses for names that are on this machine. */
export const here = (...names: readonly string[]): Record<string, Zone> =>
  Object.fromEntries(names.map((name) => [name, [a(name)]]));

export interface Found extends DiscoveryProgress {
  /** `state outcome detail` of the steps of a task */
  readonly said: (task: Task, subject?: string) => readonly string[];
  /** `security host:port source` of the candidates, best first */
  readonly servers: readonly string[];
}

export class World {
  readonly dns: DnsServer;
  readonly https: HttpsFiles;
  readonly progress: DiscoveryProgress[] = [];
  readonly #plan: Plan;
  readonly #trust: readonly string[];
  readonly #closed: number;

  constructor(dns: DnsServer, https: HttpsFiles, plan: Plan, trust: readonly string[], closed: number) {
    this.dns = dns;
    this.https = https;
    this.#plan = plan;
    this.#trust = trust;
    this.#closed = closed;
  }

  async find(request: Partial<DiscoveryRequest> = {}, signal = new AbortController().signal): Promise<Found> {
    const { ports = {}, mayConnect: rule = mayConnect, routeTo = straight } = this.#plan;
    const known: Readonly<Record<number, number>> = { 443: this.https.port, ...ports };
    const isWellKnown = (port: number): boolean => port < 1024 || port === 2525;
    const found = await findServers(
      {
        names: namesFrom(this.dns.server),
        mayConnect: rule,
        trust: () => this.#trust,
        portOf: (port) => (isWellKnown(port) ? (known[port] ?? this.#closed) : port),
        routeTo,
      },
      { domain: DOMAIN, askMozilla: true, askAnyway: false, ...request },
      signal,
      (progress) => this.progress.push(progress),
    );
    return { ...found, said: saidIn(found.steps), servers: found.candidates.map(nameOf) };
  }
}

const saidIn =
  (steps: readonly DiscoveryStep[]) =>
  (task: Task, subject?: string): readonly string[] =>
    steps
      .filter((step) => step.task === task && (subject === undefined || step.subject === subject))
      .map(({ state, outcome, detail }) => `${state} ${outcome ?? ''} ${detail}`.trim());

const nameOf = ({ security, host, port, source }: Found['candidates'][number]): string =>
  `${security} ${host}:${String(port)} ${source}`;

/** What the tests of one file share; what a test started ends with it. */
export class Worlds {
  readonly certificates: TestCertificates;
  readonly identity: { readonly key: string; readonly certificate: string };
  readonly #stops: (() => Promise<void>)[] = [];

  private constructor(certificates: TestCertificates, identity: Worlds['identity']) {
    this.certificates = certificates;
    this.identity = identity;
  }

  static async make(): Promise<Worlds> {
    const certificates = await makeTestCertificates();
    return new Worlds(certificates, await makeServerCertificate(certificates.authority, HOSTS));
  }

  async start(plan: Plan, identity = this.identity): Promise<World> {
    const dns = await startDnsServer(plan.zones);
    const https = await startHttpsFiles(plan.files ?? {}, identity);
    this.#stops.push(
      () => dns.stop(),
      () => https.stop(),
    );
    return new World(dns, https, plan, [this.certificates.authority.certificate], await freePort());
  }

  /** A submission server with TLS on connect, or with STARTTLS. */
  async submission(security: 'tls' | 'starttls', options: ScriptedOptions = {}): Promise<ScriptedServer> {
    const server = await startScriptedServer({
      identity: this.identity,
      implicitTls: security === 'tls',
      ...options,
    });
    this.#stops.push(() => server.stop());
    return server;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#stops.splice(0).map((stop) => stop()));
  }
}
