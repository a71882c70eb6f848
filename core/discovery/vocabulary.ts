/** The words for finding a domain's submission server: what was asked, what came of it, and the candidates. Shared by service and window. */
import { z } from 'zod';
import { oneLine } from '../account/one-line.ts';

/** How the server wants to be signed in to, as far as it is known before a connection. */
export const SignIn = z.enum(['password', 'app-password', 'oauth2', 'none']);
export type SignIn = z.infer<typeof SignIn>;

/** What is asked, in the order in which it is shown. `srv` is asked twice, `probe` once a host and port. */
export const Task = z.enum([
  'presets',
  'autoconfig',
  'well-known',
  'ispdb',
  'srv',
  'mx',
  'mx-autoconfig',
  'mx-ispdb',
  'probe',
]);
export type Task = z.infer<typeof Task>;

/** What came of it. Words: i18n `discovery.outcome.<code>`; `detail` is filled into them. */
export const OutcomeCode = z.enum([
  /** the built-in list */
  'in-list',
  'not-in-list',
  /** a file of settings was there; detail: the servers in it */
  'settings',
  'no-outgoing-server',
  'not-xml',
  'xml-entities',
  'xml-too-deep',
  'too-large',
  /** detail: the status */
  'http-status',
  'redirect-to-http',
  'too-many-redirects',
  /** DNS; detail: the targets */
  'records',
  'no-records',
  'not-offered',
  'bad-target',
  /** detail: the provider whose servers take the domain's mail */
  'provider',
  /** a probe; detail: TLS version and mechanisms */
  'tls',
  'starttls',
  'no-starttls',
  'no-sign-in',
  'not-smtp',
  'refused-by-server',
  /** any connection */
  'no-such-host',
  'dns-failed',
  'private-address',
  'connection-refused',
  'unreachable',
  'certificate',
  'timeout',
  'failed',
  /** a connection through the account's proxy */
  'proxy-unreachable',
  'proxy-not-speaking',
  'proxy-sign-in-refused',
  'proxy-refused',
  'proxy-unsupported',
  /** nothing was asked */
  'not-needed',
  'switched-off',
  'names-by-proxy',
  'stopped',
]);
export type OutcomeCode = z.infer<typeof OutcomeCode>;

export const DiscoveryStep = z.strictObject({
  task: Task,
  /** whom or what: a host, a record's name, `host:port` */
  subject: z.string().max(300),
  state: z.enum(['running', 'found', 'nothing', 'failed', 'refused', 'skipped']),
  outcome: OutcomeCode.nullable(),
  detail: z.string().max(500),
  ms: z.number().nonnegative().nullable(),
});
export type DiscoveryStep = z.infer<typeof DiscoveryStep>;

/** Who named a candidate, the most trustworthy first: the rank of a candidate follows this order. */
export const CandidateSource = z.enum([
  'preset',
  'autoconfig',
  'well-known',
  'srv',
  'ispdb',
  'preset-mx',
  'mx-autoconfig',
  'mx-ispdb',
  'guess',
]);
export type CandidateSource = z.infer<typeof CandidateSource>;

/** What a connection to it found; no sign-in is tried. */
export const Probe = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('untried') }),
  z.strictObject({
    state: z.literal('answered'),
    tls: z.string().max(50),
    mechanisms: z.array(z.string().max(50)).max(50),
  }),
  z.strictObject({ state: z.literal('failed'), outcome: OutcomeCode }),
]);
export type Probe = z.infer<typeof Probe>;

/** Why a candidate stands where it does. Words: i18n `discovery.reason.<code>`. */
export const Reason = z.enum([
  ...CandidateSource.options,
  'answered',
  'unanswered',
  'certificate',
  'implicit-tls',
  'untried',
]);
export type Reason = z.infer<typeof Reason>;

/** Never one without encryption: whoever wants that sets it up by hand. */
export const Candidate = z.strictObject({
  host: oneLine(255),
  port: z.int().min(1).max(65535),
  security: z.enum(['tls', 'starttls']),
  /** as autoconfig writes it, e.g. `%EMAILADDRESS%`; empty: the provider gives a name of its own */
  user: oneLine(320),
  signIn: SignIn,
  /** id of the preset that the host belongs to; null: none that is known */
  provider: z.string().max(50).nullable(),
  source: CandidateSource,
  reasons: z.array(Reason).max(20),
  /** Outside the address's domain, by the word of somebody unauthenticated: it wants an explicit yes (RFC 6186 §6). */
  outside: z.boolean(),
  probe: Probe,
});
export type Candidate = z.infer<typeof Candidate>;

/** All that is known so far. */
export const DiscoveryProgress = z.strictObject({
  domain: z.string().max(255),
  steps: z.array(DiscoveryStep).max(200),
  /** best first */
  candidates: z.array(Candidate).max(100),
});
export type DiscoveryProgress = z.infer<typeof DiscoveryProgress>;

/** The domain of an address is all that main is told: neither the name before the @ nor a password. */
export const DiscoveryRequest = z.strictObject({
  domain: z.string().min(1).max(255),
  /** whether Mozilla's database may learn the domain */
  askMozilla: z.boolean(),
  /** ask the network although the built-in list knows the domain */
  askAnyway: z.boolean(),
});
export type DiscoveryRequest = z.infer<typeof DiscoveryRequest>;
