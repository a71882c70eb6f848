// All mail paused by the user: nothing begins, what is sent is taken, and all goes on by one word; remembered with the settings.
import { describe, expect, it } from 'vitest';
import { arrived, gate, HOUR, MINUTE, only, SECOND, shown, stage, type Stage } from './stage.ts';

/** The user pauses all mail, or lets it go on. */
interface Switch {
  undoSeconds: number;
  outboxPaused: boolean;
}

const paused = async (more: Partial<Switch> = {}, script: Parameters<typeof stage>[0] = {}) => {
  const settings: Switch = { undoSeconds: 0, outboxPaused: true, ...more };
  const staged = await stage(script, { settings });
  const set = (outboxPaused: boolean): void => {
    settings.outboxPaused = outboxPaused;
    staged.rig.outbox.settingsChanged();
  };
  return { ...staged, settings, set };
};

/** By then whatever could have begun has begun. */
const aDayPasses = ({ rig, time }: Pick<Stage, 'rig' | 'time'>): void => {
  for (let hour = 0; hour < 24; hour += 1) time.pass(HOUR);
  rig.outbox.resume();
};

describe('while all mail is paused', () => {
  it('what is sent is taken, waits without a time, and says for what', async () => {
    const { rig, server, time } = await paused();
    const id = await rig.send({ subject: 'Kept' });
    aDayPasses({ rig, time });
    const { submission, waitsFor, nextTryAt, actions } = shown(rig, id);
    expect([submission.status, waitsFor, nextTryAt]).toEqual(['queued', 'all-paused', null]);
    expect(actions).not.toContain('send-now');
    expect(server.connections).toHaveLength(0);
    expect(rig.outbox.summary()).toMatchObject({ allPaused: true, waiting: 1, nextTryAt: null });
  });

  it('the undo delay ends as it would, and what waits then is told', async () => {
    const { rig, time } = await paused({ undoSeconds: 5 });
    await rig.send({});
    expect(only(rig).waitsFor).toBe('undo');
    time.pass(6 * SECOND);
    await expect.poll(() => rig.changes.at(-1)?.item?.waitsFor).toBe('all-paused');
  });

  it('nothing is sent by a word about one message or about all, and nothing changes by it', async () => {
    const { rig, server } = await paused();
    const id = await rig.send({});
    const before = shown(rig, id);
    await expect(rig.outbox.decisions.sendNow(id)).rejects.toMatchObject({ error: { code: 'not-now' } });
    expect(await rig.outbox.sendAllNow()).toBe(0);
    expect(shown(rig, id)).toEqual(before);
    expect(server.connections).toHaveLength(0);
  });

  it('nothing is worth waiting for before the program quits, and nothing is lost by quitting', async () => {
    const { rig, server, again, set, settings } = await paused();
    await rig.send({ subject: 'Kept' });
    expect(rig.outbox.pending(60 * MINUTE)).toBe(0);
    const next = await again({ settings });
    expect(only(next).waitsFor).toBe('all-paused');
    expect(server.connections).toHaveLength(0);
    set(false);
    next.outbox.settingsChanged();
    await next.settled(only(next).submission.id);
    expect(arrived(server)).toEqual(['Kept']);
  });
});

it('lets what is on its way come to its end, and begins nothing after it', async () => {
  const dot = gate();
  const reached = gate();
  const { rig, server, set } = await paused(
    { outboxPaused: false },
    {
      at: {
        dot: async (connection) => {
          reached.open();
          await dot.opened;
          connection.reply('250 2.0.0 Ok');
        },
      },
    },
  );
  const first = await rig.send({ subject: 'Under way' });
  await reached.opened;
  set(true);
  const second = await rig.send({ subject: 'After it' });
  expect(rig.outbox.pending(0)).toBe(1);
  dot.open();
  expect((await rig.settled(first)).submission.status).toBe('sent');
  expect([arrived(server), shown(rig, second).waitsFor]).toEqual([['Under way'], 'all-paused']);
  await expect.poll(() => rig.outbox.pending(60 * MINUTE)).toBe(0);
  set(false);
  await rig.settled(second);
  expect(arrived(server)).toEqual(['Under way', 'After it']);
});

it('sends all that waits when it goes on, in whatever state each was, but for what waits for its user', async () => {
  const { rig, server, time, set } = await paused({ undoSeconds: 5 });
  const ids = [await rig.send({ subject: 'One' }), await rig.send({ subject: 'Two' })];
  const kept = await rig.send({ subject: 'Three' });
  await rig.outbox.decisions.pause(kept);
  time.pass(MINUTE);
  set(false);
  await Promise.all(ids.map((id) => rig.settled(id)));
  expect(arrived(server).toSorted()).toEqual(['One', 'Two']);
  expect(shown(rig, kept).submission.status).toBe('paused');
});
