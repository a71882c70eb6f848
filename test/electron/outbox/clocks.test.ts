// Clocks that leap, machines that sleep, servers that want less at once, and two programs on one profile: no message goes twice or not at all.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Account } from '#core/account/account.ts';
import { AccountId } from '#core/message/ids.ts';
import type { Rig } from './rig.ts';
import { arrived, gate, HOUR, MINUTE, SECOND, shown, stage } from './stage.ts';
import type { Time } from './time.ts';

const DAY = 24 * HOUR;
const at = (time: Time, ms: number) => ({ at: time.now() + ms, zone: 'Europe/Paris' });
describe('a clock that is set', () => {
  it('ahead by a day: what was to go within that day goes at the next look, once', async () => {
    const { rig, server, time } = await stage({}, { settings: { undoSeconds: 60 } });
    const ids = [await rig.send({ subject: 'Undo' }), await rig.send({ subject: 'Later' }, at(time, HOUR))];
    const nextWeek = await rig.send({ subject: 'Next week' }, at(time, 7 * DAY));
    time.leap(DAY);
    time.pass(30 * SECOND);
    for (const id of ids) expect((await rig.settled(id)).submission.status).toBe('sent');
    time.pass(HOUR);
    expect(arrived(server).toSorted()).toEqual(['Later', 'Undo']);
    expect(shown(rig, nextWeek).submission.status).toBe('scheduled');
  });

  it('back by a day: a chosen time is the clock’s, everything else goes as soon as it would have', async () => {
    let tries = 0;
    const { rig, server, time } = await stage(
      { at: { RCPT: (connection) => connection.reply(tries++ === 0 ? '450 4.2.0 later' : '250 Ok') } },
      { settings: { undoSeconds: 5 } },
    );
    const deferred = await rig.send({ subject: 'Deferred' });
    time.pass(5 * SECOND);
    expect((await rig.settled(deferred)).submission.status).toBe('deferred');
    const undo = await rig.send({ subject: 'Undo' });
    const later = await rig.send({ subject: 'Later' }, at(time, HOUR));
    time.leap(-DAY);
    time.pass(MINUTE);
    expect((await rig.settled(undo)).submission.status).toBe('sent');
    expect((await rig.settled(deferred)).submission.status).toBe('sent');
    time.pass(2 * HOUR);
    expect(shown(rig, later).submission.status).toBe('scheduled');
    time.pass(DAY);
    expect((await rig.settled(later)).submission.status).toBe('sent');
    expect(arrived(server).toSorted()).toEqual(['Deferred', 'Later', 'Undo']);
  });

  it('a machine that slept over a chosen time sends when it wakes, once', async () => {
    const { rig, server, time } = await stage();
    const id = await rig.send({ subject: 'Slept' }, at(time, HOUR));
    time.leap(3 * HOUR);
    rig.outbox.resume();
    rig.outbox.resume();
    expect((await rig.settled(id)).submission.status).toBe('sent');
    expect(arrived(server)).toEqual(['Slept']);
  });

  it('another time zone changes nothing: a chosen time is a moment', async () => {
    const before = process.env['TZ'];
    onTestFinished(() => {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    });
    const { rig, time, again } = await stage();
    const schedule = at(time, HOUR);
    const id = await rig.send({}, schedule);
    process.env['TZ'] = 'Pacific/Kiritimati';
    const next = await again();
    expect(shown(next, id).submission.schedule).toEqual(schedule);
    time.pass(HOUR - SECOND);
    expect(shown(next, id).submission.status).toBe('scheduled');
    time.pass(SECOND);
    expect((await next.settled(id)).submission.status).toBe('sent');
  });
});

describe('an account’s throttle', () => {
  const throttled = (more: Partial<Account['throttle']>) => ({
    settings: { undoSeconds: 60 },
    idleFor: 15_000,
    account: { throttle: { connections: 5, messagesPerConnection: 100, messagesPerMinute: 0, ...more } },
  });
  const sendMany = async (rig: Rig, count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) await rig.send({ subject: `No. ${String(n)}` });
  };

  it('bounds the messages of one connection', async () => {
    const { rig, server, time } = await stage({}, throttled({ messagesPerConnection: 3, connections: 2 }));
    await sendMany(rig, 20);
    time.pass(MINUTE);
    await expect.poll(() => rig.outbox.summary().total).toBe(0);
    expect(Math.max(...server.connections.map(({ bodies }) => bodies.length))).toBeLessThanOrEqual(3);
    expect(new Set(arrived(server)).size).toBe(20);
  });

  it('bounds the connections that are open at once', async () => {
    let open = 0;
    let most = 0;
    const { rig, time } = await stage(
      {
        at: {
          connect: (connection) => {
            most = Math.max(most, ++open);
            void connection.closed.then(() => (open -= 1));
          },
        },
      },
      throttled({ connections: 3 }),
    );
    await sendMany(rig, 40);
    time.pass(MINUTE);
    await expect.poll(() => rig.outbox.summary().total).toBe(0);
    expect(most).toBe(3);
  });

  it('bounds the messages of a minute, and forgets none', async () => {
    const { rig, server, time } = await stage({}, throttled({ messagesPerMinute: 5 }));
    await sendMany(rig, 12);
    time.pass(MINUTE);
    await expect.poll(() => rig.outbox.summary().total).toBe(7);
    await expect.poll(() => rig.outbox.running()).toBe(0);
    for (let second = 0; second < 58; second += 1) time.pass(SECOND);
    // Whoever is begun is taken in the same turn.
    expect(rig.outbox.running()).toBe(0);
    time.pass(3 * SECOND);
    await expect.poll(() => rig.outbox.summary().total).toBe(2);
    time.pass(MINUTE);
    await expect.poll(() => rig.outbox.summary().total).toBe(0);
    expect(new Set(arrived(server)).size).toBe(12);
  });

  it('slows down where the server says 4.7.x, and recovers', async () => {
    let tries = 0;
    const { rig, server, time } = await stage(
      {
        at: {
          RCPT: (connection) => connection.reply(tries++ === 0 ? '450 4.7.1 too fast' : '250 2.1.5 Ok'),
        },
      },
      throttled({ connections: 1 }),
    );
    await sendMany(rig, 10);
    time.pass(MINUTE);
    await expect.poll(() => rig.outbox.summary().sending).toBe(0);
    const soon = arrived(server).length;
    expect(soon).toBeLessThan(9);
    const left = (): number => {
      time.pass(SECOND);
      return rig.outbox.summary().total;
    };
    await expect.poll(left, { timeout: 15_000 }).toBe(0);
    expect(new Set(arrived(server)).size).toBe(10);
    expect(arrived(server).length).toBe(10);
  });
});

describe('the bytes of a message', () => {
  const OTHER = AccountId.parse('01JD0000000000000000000009');
  const bytesOf = async (rig: Rig, id: Parameters<typeof shown>[1]): Promise<Buffer> =>
    readFile(rig.files.pathOf(shown(rig, id).submission.messageId));

  it('never change once there was an attempt: not for a retry, a restart, another address, another account', async () => {
    let word = '450 4.2.0 later';
    const { rig, server, time, again } = await stage(
      { at: { RCPT: (connection) => connection.reply(word) } },
      { others: [{ id: OTHER }] },
    );
    const id = await rig.send({ subject: 'Fixed' });
    await rig.settled(id);
    const before = await bytesOf(rig, id);
    await expect(rig.outbox.decisions.reschedule(id, at(time, HOUR))).rejects.toThrow('not-now');
    word = '550 5.1.1 no';
    await rig.outbox.decisions.sendNow(id);
    await rig.settled(id);
    const next = await again();
    await next.outbox.decisions.correct(id, 'jonas@dest.example', 'j@dest.example');
    await next.settled(id);
    word = '450 4.2.0 later';
    await next.outbox.decisions.correct(id, 'j@dest.example', 'jo@dest.example');
    await next.settled(id);
    await next.outbox.decisions.reroute({ how: 'same', id, accountId: OTHER });
    await next.settled(id);
    expect((await bytesOf(next, id)).equals(before)).toBe(true);
    word = '250 2.1.5 Ok';
    await next.outbox.decisions.sendNow(id);
    expect((await next.settled(id)).submission.status).toBe('sent');
    const [body] = server.connections.flatMap(({ bodies }) => bodies);
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(body ?? Buffer.alloc(0))).toBe(digest(before));
  });
});

it('a second start on the profile while the first sends takes nothing and touches nothing', async () => {
  const { opened, open } = gate();
  const { rig, server, profile } = await stage({
    at: {
      DATA: async (connection) => {
        await opened;
        connection.beginBody();
        connection.reply('354 go on');
      },
    },
  });
  const id = await rig.send({ subject: 'Mine' });
  await rig.send({ subject: 'Too' });
  await expect.poll(() => server.connections.length).toBeGreaterThan(0);
  const child = fileURLToPath(new URL('./instance-child.ts', import.meta.url));
  const start = () => promisify(execFile)(process.execPath, [child, profile, String(server.port)]);
  const starts = await Promise.all([start(), start()]);
  expect(starts.map(({ stdout }) => stdout.trim())).toEqual(['profile-in-use', 'profile-in-use']);
  open();
  expect((await rig.settled(id)).submission.status).toBe('sent');
  await expect.poll(() => rig.outbox.summary().total).toBe(0);
  expect(arrived(server).toSorted()).toEqual(['Mine', 'Too']);
}, 30_000);
