// Two messages on one connection at once: the dot of the first travels with the MAIL of the second (RFC 2920), and each keeps its own fate.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SubmissionId } from '#core/message/ids.ts';
import type { ScriptedConnection, ScriptedOptions } from '../../servers/scripted-smtp.ts';
import type { RigOptions } from './rig.ts';
import { arrived, gate, MINUTE, shown, stage, type Stage } from './stage.ts';

interface Pair extends Stage {
  readonly first: SubmissionId;
  readonly second: SubmissionId;
  /** The server answers the first dot as the test wants it. */
  readonly answer: () => void;
}

/** The first message's dot is on the wire and has no reply; the second waits on the same connection. */
async function pair(
  answering: (connection: ScriptedConnection) => void,
  more: Partial<RigOptions> = {},
  at: ScriptedOptions['at'] = {},
): Promise<Pair> {
  const { opened, open } = gate();
  let dots = 0;
  const on = await stage(
    {
      at: {
        ...at,
        dot: async (connection) => {
          dots += 1;
          if (dots > 1) {
            connection.reply('250 2.0.0 Ok');
            return;
          }
          await opened;
          answering(connection);
        },
      },
    },
    {
      settings: { undoSeconds: 5 },
      idleFor: 15_000,
      account: { throttle: { connections: 1, messagesPerConnection: 100, messagesPerMinute: 0 } },
      ...more,
    },
  );
  onTestFinished(open);
  const first = await on.rig.send({ subject: 'First' });
  const second = await on.rig.send({ subject: 'Second' });
  on.time.pass(MINUTE);
  await expect.poll(() => dots).toBe(1);
  await expect.poll(() => on.rig.outbox.running()).toBe(2);
  return { ...on, first, second, answer: open };
}

const well = (connection: ScriptedConnection): void => connection.reply('250 2.0.0 Ok');

describe('the second of two messages on one connection', () => {
  it('is begun in one write with the dot of the first', async () => {
    const { rig, server, first, second, answer } = await pair(well);
    answer();
    const [one, two] = [await rig.settled(first), await rig.settled(second)];
    expect([one.submission.status, two.submission.status]).toEqual(['sent', 'sent']);
    expect(server.connections[0]?.pieces.some((piece) => /^\.\r\nMAIL FROM/.test(piece))).toBe(true);
    expect([one.submission.attempts, two.submission.attempts, server.connections.length]).toEqual([1, 1, 1]);
  });

  it('is stopped alone: the first is heard to its end', async () => {
    const { rig, server, first, second, answer } = await pair(well);
    expect([rig.outbox.stop(first), rig.outbox.stop(second)]).toEqual([false, true]);
    answer();
    expect((await rig.settled(first)).submission.status).toBe('sent');
    const stopped = await rig.settled(second);
    expect([stopped.submission.status, stopped.submission.diagnosis?.code]).toEqual([
      'paused',
      'stopped-by-user',
    ]);
    expect(arrived(server)).toEqual(['First']);
    await rig.outbox.decisions.resume(second);
    expect((await rig.settled(second)).submission.status).toBe('sent');
  });

  it('waits again when the connection is lost under the first, which alone is unknown', async () => {
    const { rig, server, time, first, second, answer } = await pair((connection) => connection.reset());
    answer();
    const lost = await rig.settled(first);
    expect([lost.submission.status, lost.submission.diagnosis?.code]).toEqual(['unknown', 'outcome-unknown']);
    time.pass(60 * MINUTE);
    await expect.poll(() => arrived(server)).toEqual(['First', 'Second']);
    await rig.outbox.close();
    expect(shown(rig, first).submission.status).toBe('unknown');
    const marks = (await rig.journal.readAll()).filter(({ kind }) => kind === 'dot-marked');
    expect(marks.map(({ submissionId }) => submissionId)).toEqual([first]);
    expect(rig.outbox.list().some(({ submission }) => submission.id === second)).toBe(false);
  });

  it('goes on the next connection when the server closes after the first, without a long wait', async () => {
    const { rig, server, time, second, answer } = await pair((connection) =>
      connection.finish('250 2.0.0 Ok\r\n'),
    );
    answer();
    await rig.settled(second);
    time.pass(MINUTE / 4);
    await expect.poll(() => arrived(server)).toEqual(['First', 'Second']);
  });

  it('is interrupted when the program quits, and the first’s reply is journalled', async () => {
    const { rig, server, first, second, answer, again } = await pair(well);
    const closing = rig.outbox.close();
    answer();
    await closing;
    expect(arrived(server)).toEqual(['First']);
    const next = await again({ settings: { undoSeconds: 0 } });
    expect(next.outbox.list().some(({ submission }) => submission.id === first)).toBe(false);
    expect((await next.settled(second)).submission.status).toBe('sent');
    expect(arrived(server)).toEqual(['First', 'Second']);
  });
});
