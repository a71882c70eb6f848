/** One situation: a server that behaves so, an account that meets it, and what the diagnosis has to say. */
import type { Account } from '#core/account/account.ts';
import type { Security } from '#core/account/tls-policy.ts';
import type { CauseCode, SituationCode } from '#core/smtp/situations/vocabulary.ts';
import type { Diagnosis, DiagnosisCode, FixCode, SmtpStep } from '#core/smtp/vocabulary.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { passwordOf } from '#electron/submission/sign-in/credentials.ts';
import { SessionFailure, type SessionTimeouts, type Transaction } from '#electron/submission/session.ts';
import type { SessionSurroundings } from '#electron/submission/connection/opening.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';
import type { TestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type Step,
  type Act,
} from '#test/servers/scripted-smtp.ts';
import { makeMessage, PASSWORD, Trial } from '#test/faults/session-trial.ts';

export interface World {
  readonly certificates: TestCertificates;
}

export interface Met {
  readonly port: number;
  /** what else the session finds: names, other ports */
  readonly surroundings?: Partial<SessionSurroundings>;
  readonly stop: () => Promise<void>;
}

export interface Case {
  /** what the server or the network does */
  readonly when: string;
  readonly server: (world: World) => Promise<Met>;
  readonly security?: Security;
  readonly account?: Partial<Account>;
  readonly timeouts?: Partial<SessionTimeouts>;
  /** whom a message is handed over for; none: only opened and signed in to */
  readonly to?: readonly string[];
  readonly more?: Partial<Transaction>;
  readonly body?: string;
  readonly step: SmtpStep;
  readonly code: DiagnosisCode;
  readonly situation?: SituationCode;
  /** the likeliest */
  readonly fix?: FixCode;
  readonly cause?: CauseCode;
  readonly params?: Readonly<Record<string, string>>;
}

export const A = 'ada@dest.example';
export const B = 'bob@dest.example';

/** A scripted server that says this at a step and is ordinary else. */
export const scripted =
  (options: ScriptedOptions | ((world: World) => ScriptedOptions)) =>
  async (world: World): Promise<Met> => {
    const server = await startScriptedServer(typeof options === 'function' ? options(world) : options);
    return { port: server.port, stop: () => server.stop() };
  };

export const says = (step: Step, act: Act) => scripted({ at: { [step]: act } });

/** The diagnosis that a session on such a server ends with; null when nothing was wrong. */
export async function meet(one: Case, world: World): Promise<Diagnosis | null> {
  const met = await one.server(world);
  const { security = 'none', to = [] } = one;
  const { authority } = world.certificates;
  const trial = new Trial({
    sessions: (surroundings) => smtpSessions({ ...surroundings, ...met.surroundings }),
    port: met.port,
    security,
    trust: [authority.certificate],
    ...(one.timeouts === undefined ? {} : { timeouts: one.timeouts }),
    ...(one.account === undefined ? {} : { more: one.account }),
  });
  const message = await makeMessage(one.body ?? 'Subject: x\r\n\r\nx\r\n');
  try {
    await trial.open();
    if (one.account?.user !== '')
      await trial.session.signIn(passwordOf(one.account?.user ?? USER, new Secret(PASSWORD)));
    if (to.length === 0) return null;
    return (await trial.submit(message, to, undefined, one.more)).diagnosis;
  } catch (error) {
    if (error instanceof SessionFailure) return error.diagnosis;
    throw error;
  } finally {
    await trial.session.close();
    await met.stop();
    await message.remove();
  }
}

const USER = 'ada@example.org';
