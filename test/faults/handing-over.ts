/** What the tests of any session share: a scripted server, and one message handed over to it on a connection of its own. */
import { afterAll, onTestFinished } from 'vitest';
import {
  startScriptedServer,
  type Act,
  type ScriptedConnection,
  type ScriptedServer,
  type Step,
} from '#test/servers/scripted-smtp.ts';
import { makeMessage, Trial, type Contender, type TrialOptions } from './session-trial.ts';

export const A = 'a@example.net';
export const B = 'b@example.net';

export const message = await makeMessage('Subject: hello\r\n\r\n.dots\r\n..and more\r\n');
afterAll(() => message.remove());

/** With the sessions of one contender. */
export function handingOver(sessions: Contender['sessions']) {
  async function meet(
    at: Partial<Record<Step, Act>>,
    more: Partial<TrialOptions> = {},
  ): Promise<{ trial: Trial; server: ScriptedServer }> {
    const server = await startScriptedServer({ at });
    onTestFinished(() => server.stop());
    return { trial: new Trial({ sessions, port: server.port, security: 'none', ...more }), server };
  }

  async function submit(
    at: Partial<Record<Step, Act>>,
    more: Partial<TrialOptions> = {},
    to: readonly string[] = [A],
  ) {
    const met = await meet(at, more);
    await met.trial.open();
    const result = await met.trial.submit(message, to);
    await met.trial.session.close();
    const connection = met.server.connections[0];
    if (connection === undefined) throw new Error('nobody connected');
    return { ...met, result, connection };
  }

  return { meet, submit };
}

/** The first time only. */
export function once(
  act: (connection: ScriptedConnection) => void,
): (connection: ScriptedConnection) => void {
  let isDone = false;
  return (connection) => {
    if (!isDone) act(connection);
    isDone = true;
  };
}
