// What one account's connections carry, when they are opened, and what is said on each of them.
import { describe, expect, it } from 'vitest';
import type { Account } from '#core/account/account.ts';
import { Secret } from '#electron/secrets/secret.ts';
import type { ScriptedOptions } from '../../servers/scripted-smtp.ts';
import { PASSWORD } from '../../faults/session-trial.ts';
import type { Rig } from './rig.ts';
import { arrived, gate, HOUR, MINUTE, said, SECOND, stage } from './stage.ts';

const signingIn = { user: 'ada', host: '127.0.0.1' };
const throttle = (more: Partial<Account['throttle']>): Account['throttle'] => ({
  connections: 5,
  messagesPerConnection: 100,
  messagesPerMinute: 0,
  ...more,
});
const sendMany = async (rig: Rig, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await rig.send({ subject: `No. ${String(n)}` });
};
const undo = { settings: { undoSeconds: 60 } };

describe('an account that may sign in no more', () => {
  it('is not tried once for each message of the connections that broke', async () => {
    let refuses = false;
    const { opened, open } = gate();
    const script: ScriptedOptions = {
      at: {
        AUTH: (connection) => connection.reply(refuses ? '535 5.7.8 not accepted' : '235 2.7.0 welcome'),
        // Whoever has come this far waits until all have, and then all connections break.
        RCPT: async (connection) => {
          await opened;
          connection.reset();
        },
      },
    };
    const { rig, server, time } = await stage(script, {
      ...undo,
      account: { ...signingIn, throttle: throttle({}) },
    });
    await sendMany(rig, 30);
    time.pass(MINUTE);
    await expect.poll(() => said(server, 'RCPT').length).toBe(5);
    const before = said(server, 'AUTH').length;
    refuses = true;
    open();
    await expect.poll(() => rig.outbox.running()).toBe(0);
    rig.outbox.resume();
    await expect.poll(() => rig.heldAccounts.length).toBe(1);
    await expect.poll(() => rig.outbox.running()).toBe(0);
    time.pass(HOUR);
    expect([before, said(server, 'AUTH').length]).toEqual([5, 6]);
  });

  it('is asked once though five connections are allowed and two hundred messages wait; a stored password lets all go', async () => {
    let refuses = true;
    const { rig, server, time, again } = await stage(
      {
        at: {
          AUTH: (connection) => connection.reply(refuses ? '535 5.7.8 not accepted' : '235 2.7.0 welcome'),
        },
      },
      { ...undo, idleFor: 15_000, account: { ...signingIn, throttle: throttle({}) } },
    );
    await sendMany(rig, 200);
    time.pass(MINUTE);
    await expect.poll(() => rig.outbox.summary().held).toBe(200);
    time.pass(HOUR);
    expect([said(server, 'AUTH').length, rig.heldAccounts.length]).toEqual([1, 1]);
    const next = await again();
    time.pass(HOUR);
    next.outbox.resume();
    expect(said(server, 'AUTH').length).toBe(1);
    refuses = false;
    await next.outbox.releaseAccount(next.account.id);
    await expect
      .poll(
        () => {
          time.pass(SECOND);
          return next.outbox.summary().total;
        },
        { timeout: 40_000 },
      )
      .toBe(0);
    expect([new Set(arrived(server)).size, arrived(server).length]).toEqual([200, 200]);
    expect(next.heldAccounts).toEqual([]);
  }, 60_000);

  it('whose keychain is locked is not connected to, and goes on when it is open', async () => {
    let locked = true;
    const { rig, server, time, again } = await stage(
      {},
      {
        ...undo,
        account: { ...signingIn, throttle: throttle({}) },
        secret: () =>
          Promise.resolve(
            locked
              ? { kind: 'failed', code: 'keychain-locked' }
              : { kind: 'secret', secret: new Secret(PASSWORD) },
          ),
      },
    );
    await sendMany(rig, 20);
    time.pass(MINUTE);
    await expect.poll(() => rig.outbox.summary().held).toBe(20);
    expect(rig.heldAccounts.map(({ diagnosis }) => diagnosis.code)).toEqual(['keychain-locked']);
    const next = await again();
    time.pass(HOUR);
    expect([server.connections.length, next.heldAccounts.length]).toEqual([0, 0]);
    locked = false;
    await next.outbox.releaseAccount(next.account.id);
    await expect.poll(() => next.outbox.summary().total, { timeout: 20_000 }).toBe(0);
    expect(arrived(server).length).toBe(20);
  });
});

it('asks a server once about a message that is too large for it', async () => {
  const { rig, server } = await stage(
    { at: { EHLO: '250-test\r\n250-SIZE 100\r\n250 AUTH PLAIN' } },
    { account: { ...signingIn, throttle: throttle({}) } },
  );
  const { submission } = await rig.settled(await rig.send({}));
  expect([submission.status, submission.diagnosis?.code]).toEqual(['held', 'message-too-large']);
  expect(said(server, 'AUTH').length).toBe(1);
});

it('uses no connection that was made before the account changed', async () => {
  const { rig, server } = await stage({}, { idleFor: 15_000, account: { ehloName: 'before.example' } });
  await rig.settled(await rig.send({ subject: 'Before' }));
  rig.setAccount({ ...rig.account, ehloName: 'after.example' });
  await rig.settled(await rig.send({ subject: 'After' }));
  expect(said(server, 'EHLO')).toEqual(['EHLO before.example', 'EHLO after.example']);
});

it('keeps a connection that is at work, however long it idled before', async () => {
  const { opened, open } = gate();
  let dots = 0;
  const { rig, server, time } = await stage(
    {
      at: {
        dot: async (connection) => {
          dots += 1;
          if (dots > 1) await opened;
          connection.reply('250 Ok');
        },
      },
    },
    { idleFor: 15_000, account: { throttle: throttle({ connections: 1 }) } },
  );
  await rig.settled(await rig.send({}));
  time.pass(14 * SECOND);
  const second = await rig.send({});
  await expect.poll(() => dots).toBe(2);
  time.pass(14 * SECOND);
  const third = await rig.send({});
  open();
  await rig.settled(second);
  await rig.settled(third);
  expect(server.connections.length).toBe(1);
});

it('does not go on asking for connections where the server takes only so many', async () => {
  let open = 0;
  let refused = 0;
  let seconds = 0;
  const { rig, server, time } = await stage(
    {
      at: {
        greeting: (connection) => {
          open += 1;
          void connection.closed.then(() => (open -= 1));
          if (open <= 2) connection.reply('220 here');
          else {
            refused += 1;
            connection.finish('421 4.7.0 too many connections\r\n');
          }
        },
      },
    },
    { ...undo, idleFor: 15_000, account: { throttle: throttle({}) } },
  );
  await sendMany(rig, 100);
  time.pass(MINUTE);
  await expect
    .poll(
      () => {
        // A slow machine must not let more time pass for each message.
        if (rig.outbox.running() === 0) {
          time.pass(SECOND);
          seconds += 1;
        }
        return rig.outbox.summary().total;
      },
      { timeout: 40_000, interval: 5 },
    )
    .toBe(0);
  expect(new Set(arrived(server)).size).toBe(100);
  // How many it tries in a second depends on how soon each message is over: every other second at most.
  expect(refused).toBeLessThan(seconds / 2);
}, 60_000);

it('hands five hundred messages over in few connections, each accepted in its first attempt', async () => {
  const attempts: number[] = [];
  const { rig, server, time } = await stage(
    {},
    {
      ...undo,
      idleFor: 15_000,
      account: { throttle: throttle({ connections: 3, messagesPerConnection: 200 }) },
    },
  );
  await sendMany(rig, 500);
  time.pass(MINUTE);
  await expect.poll(() => rig.outbox.summary().total, { timeout: 60_000 }).toBe(0);
  for (const { item } of rig.changes)
    if (item?.submission.status === 'sent') attempts.push(item.submission.attempts);
  expect(new Set(attempts)).toEqual(new Set([1]));
  expect(rig.changes.filter(({ item }) => item?.submission.diagnosis).length).toBe(0);
  expect([new Set(arrived(server)).size, arrived(server).length]).toEqual([500, 500]);
  expect(server.connections.length).toBeLessThanOrEqual(5);
}, 90_000);
