/** Knocking at a submission server: TCP, TLS or STARTTLS, EHLO, QUIT, by the session that would submit there. No name, no password, no mail. */
import { Account } from '#core/account/account.ts';
import type { OutcomeCode, Probe } from '#core/discovery/vocabulary.ts';
import { SessionFailure } from '../submission/session.ts';
import { smtpSessions } from '../submission/smtp-session.ts';
import { probeOutcome } from './outcomes.ts';
import type { WayTo } from './way.ts';

export interface ProbeTarget {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}

export interface ProbeTools {
  readonly wayTo: WayTo;
  readonly trust: () => readonly string[];
  readonly portOf: (port: number) => number;
}

export type Probed = Extract<Probe, { state: 'answered' | 'failed' }>;

/** ms; a server that wants to be asked patiently is still found by hand. */
const WITHIN = { connect: 5_000, greeting: 10_000, command: 10_000 };

/** Nobody is told of what was said. */
const silence = { step: () => undefined, line: () => undefined, bytes: () => undefined };

export async function probe(
  target: ProbeTarget,
  { wayTo, trust, portOf }: ProbeTools,
  signal: AbortSignal,
): Promise<Probed> {
  const way = await wayTo(target.host, target.port, signal);
  if (!way.ok) return failed(way.outcome);
  const sessions = smtpSessions({ resolve: way.resolve, trust });
  const session = sessions({
    account: { ...STRANGER, ...target, port: portOf(target.port) },
    pinned: [],
    proxy: way.route,
    reporter: silence,
    timeouts: WITHIN,
    signal,
  });
  try {
    const { extensions, tls } = await session.open();
    const offered = extensions.find(({ keyword }) => keyword === 'AUTH')?.parameters ?? '';
    const mechanisms = offered
      .split(/[ =]+/)
      .filter((name) => name !== '' && name.length <= MAX_NAME)
      .slice(0, MAX_MECHANISMS);
    return { state: 'answered', tls: tls?.version ?? '', mechanisms };
  } catch (error) {
    if (!(error instanceof SessionFailure)) throw error;
    return failed(probeOutcome(error.diagnosis.code));
  } finally {
    await session.close();
  }
}

/** RFC 4422 §3.1 allows 20 characters. */
const MAX_NAME = 50;
const MAX_MECHANISMS = 50;

const failed = (outcome: OutcomeCode): Probed => ({ state: 'failed', outcome });

/** An account that is nobody's, for the session to connect with; parsed, so that it has whatever an account has by default. */
const STRANGER = Account.parse({
  id: '00000000000000000000000000',
  name: '',
  host: '',
  port: 465,
  security: 'tls',
  user: '',
  ehloName: '',
  hue: 1,
  identities: [{ id: '00000000000000000000000000', name: '', address: '', replyTo: '', returnPath: '' }],
});
