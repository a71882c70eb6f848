/** What the tests of our own session share: a scripted server and a connection to it, two messages, and what the server was told. */
import { afterAll, onTestFinished } from 'vitest';
import type { MessageSource, Transaction, TransactionResult } from '#electron/submission/session.ts';
import {
  startScriptedServer,
  type Act,
  type ScriptedConnection,
  type ScriptedOptions,
  type Step,
} from '#test/servers/scripted-smtp.ts';
import { makeMessage, Trial, type TrialOptions } from './session-trial.ts';

export const A = 'a@example.net';
export const B = 'b@example.net';
export const C = 'c@example.net';

export const message = await makeMessage('Subject: one\r\n\r\n.dots\r\n');
export const other = await makeMessage('Subject: two\r\n\r\n..more\r\n');
afterAll(() => Promise.all([message.remove(), other.remove()]));

export interface Met {
  readonly trial: Trial;
  readonly connection: ScriptedConnection;
}

export async function meet(
  at: Partial<Record<Step, Act>> = {},
  more: Partial<TrialOptions> & Pick<ScriptedOptions, 'extensions'> = {},
): Promise<Met> {
  const { extensions, ...trialOptions } = more;
  const server = await startScriptedServer({ at, ...(extensions === undefined ? {} : { extensions }) });
  onTestFinished(() => server.stop());
  const trial = new Trial({ port: server.port, security: 'none', ...trialOptions });
  await trial.open();
  const connection = server.connections[0];
  if (connection === undefined) throw new Error('nobody connected');
  return { trial, connection };
}

export const verbs = ({ lines }: ScriptedConnection): string =>
  lines
    .slice(1)
    .map((line) => line.split(' ')[0] ?? '')
    .join(' ');

export const submit = (
  { trial }: Met,
  to: readonly string[] = [A],
  more: Partial<Transaction> = {},
): Promise<TransactionResult> => trial.submit(more.source ?? message, to, undefined, more);

/** Waits until the server has the body, so that the dot comes in a piece of its own. */
export const arrived = ({ connection }: Met, { size }: MessageSource): Pick<Transaction, 'beforeDot'> => ({
  beforeDot: async () => {
    while (connection.body.length < size) await new Promise((resolve) => setImmediate(resolve));
  },
});

export const stopping = (stop: AbortController) => (): Promise<void> => {
  stop.abort();
  return Promise.resolve();
};

/** Answers RCPT by its address. */
export const byAddress =
  (replies: Record<string, string>): Act =>
  (connection, line) => {
    const reply = replies[/<(.*)>/.exec(line)?.[1] ?? ''] ?? '250 2.1.5 fine';
    if (reply !== '') connection.reply(reply);
  };

/** The replies of a step one after the other; the last goes on. */
export function inTurn(...replies: readonly Act[]): Act {
  let at = 0;
  return async (connection, line) => {
    const act = replies[Math.min(at++, replies.length - 1)] ?? '';
    if (typeof act === 'function') await act(connection, line);
    else connection.reply(act);
  };
}
