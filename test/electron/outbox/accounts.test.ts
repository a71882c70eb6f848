// Each account is a world of its own: what holds one, or keeps it from its server, is told once and troubles no other.
import { describe, expect, it } from 'vitest';
import { USUAL_TLS } from '#core/account/tls-policy.ts';
import { AccountId } from '#core/message/ids.ts';
import { makeTestCertificates } from '../../servers/certificates.ts';
import { goAheadAndReset, type ScriptedOptions, type ScriptedServer } from '../../servers/scripted-smtp.ts';
import { HOUR, MINUTE, SECOND, only, stage } from './stage.ts';

const auths = ({ connections }: ScriptedServer): number =>
  connections.flatMap(({ lines }) => lines).filter((line) => line.startsWith('AUTH')).length;

describe('an account whose password is refused', () => {
  it(
    'holds five hundred messages with one error and one AUTH, and lets all go once it is mended',
    { timeout: 60_000 },
    async () => {
      let refuses = true;
      const script: ScriptedOptions = {
        extensions: ['AUTH PLAIN'],
        at: {
          AUTH: (connection) => connection.reply(refuses ? '535 5.7.8 not accepted' : '235 2.7.0 welcome'),
        },
      };
      const { rig, server, time, again } = await stage(script, {
        account: { user: 'ada', host: '127.0.0.1' },
        settings: { undoSeconds: 60 },
        idleFor: 15_000,
      });
      for (let n = 0; n < 500; n += 1) await rig.send({ subject: `No. ${String(n)}` });
      const before = rig.changes.length;
      time.pass(MINUTE);
      await expect.poll(() => rig.heldAccounts.length).toBe(1);
      await expect.poll(() => rig.outbox.summary().held).toBe(500);
      time.pass(HOUR);
      expect(auths(server)).toBe(1);
      expect(rig.heldAccounts.map(({ diagnosis, count }) => [diagnosis.code, count > 0])).toEqual([
        ['sign-in-refused', true],
      ]);
      expect(rig.changes.length - before).toBeLessThan(10);
      expect(rig.outbox.summary().heldAccounts.map(({ count }) => count)).toEqual([500]);
      expect(only(rig).submission).toMatchObject({ status: 'held', hold: 'account' });

      const next = await again();
      time.pass(HOUR);
      expect(auths(server)).toBe(1);
      expect(next.outbox.summary().held).toBe(500);
      refuses = false;
      await next.outbox.releaseAccount(next.account.id);
      const left = (): number => {
        // Whatever is put off comes back in its time.
        time.pass(10 * SECOND);
        return next.outbox.summary().total;
      };
      await expect.poll(left, { timeout: 45_000 }).toBe(0);
      expect(next.heldAccounts).toEqual([]);
    },
  );
});

it('an account that was held gives its mail the whole time again, in which nothing was tried; a restart does not take it', async () => {
  let refuses = true;
  const { rig, time, again } = await stage(
    {
      extensions: ['AUTH PLAIN'],
      at: {
        AUTH: (connection) => connection.reply(refuses ? '535 5.7.8 not accepted' : '235 2.7.0 welcome'),
        RCPT: '450 4.2.0 later',
      },
    },
    { account: { user: 'ada', host: '127.0.0.1' }, settings: { undoSeconds: 0, giveUpAfterHours: 48 } },
  );
  const id = await rig.send({});
  await rig.settled(id);
  time.pass(72 * HOUR);
  refuses = false;
  await rig.outbox.releaseAccount(rig.account.id);
  const first = await rig.settled(id);
  const next = await again();
  time.pass(10 * MINUTE);
  const second = await next.settled(id);
  expect(
    [first, second].map(({ submission: { attempts, status, hold } }) => [attempts, status, hold]),
  ).toEqual([
    [2, 'deferred', null],
    [3, 'deferred', null],
  ]);
});

describe('accounts', () => {
  it('do not wait for each other', async () => {
    const other = AccountId.parse('01JD0000000000000000000009');
    let release = (): void => undefined;
    const stuck = new Promise<void>((resolve) => (release = resolve));
    let isFirst = true;
    const { rig } = await stage(
      {
        at: {
          greeting: async (connection) => {
            const mine = isFirst;
            isFirst = false;
            if (mine) await stuck;
            connection.reply('220 here');
          },
        },
      },
      { others: [{ id: other }] },
    );
    const slow = await rig.send({});
    await expect.poll(() => isFirst).toBe(false);
    const quick = await rig.send({ accountId: other });
    expect((await rig.settled(quick)).submission.status).toBe('sent');
    release();
    expect((await rig.settled(slow)).submission.status).toBe('sent');
  });

  it('use one connection for many messages', async () => {
    const { rig, server } = await stage({}, { idleFor: 15_000 });
    await rig.settled(await rig.send({}));
    await rig.settled(await rig.send({}));
    expect(server.connections.length).toBe(1);
  });

  it('whose server cannot be reached fail once for all their mail, and come back by themselves', async () => {
    const { rig, server, time } = await stage({ at: { greeting: '421 4.3.2 too busy' } });
    const ids = [await rig.send({}), await rig.send({}), await rig.send({})];
    const first = await Promise.race(ids.map((id) => rig.settled(id)));
    expect(first.submission.diagnosis?.code).toBe('server-closing');
    expect(server.connections.length).toBe(1);
    expect(rig.outbox.list().map(({ waitsFor }) => waitsFor)).toEqual(Array(3).fill('account-retry'));
    time.pass(MINUTE);
    await expect.poll(() => server.connections.length).toBe(2);
  });

  it('whose server cuts the TLS handshake are tried again by themselves, not held', async () => {
    const { good, authority } = await makeTestCertificates();
    let cuts = true;
    const { rig, server, time } = await stage(
      {
        identity: good,
        at: {
          STARTTLS: (connection) => {
            if (cuts) goAheadAndReset(connection);
            else {
              connection.reply('220 2.0.0 go ahead');
              connection.startTls();
            }
          },
        },
      },
      {
        account: {
          security: 'starttls',
          host: 'localhost',
          tls: { ...USUAL_TLS, authorities: { name: 'test.pem', pem: authority.certificate } },
        },
      },
    );
    const id = await rig.send({});
    const first = await rig.settled(id);
    expect([first.waitsFor, first.submission.diagnosis?.situation]).toEqual(['account-retry', 'tls-cut']);
    expect(rig.heldAccounts).toEqual([]);
    cuts = false;
    time.pass(MINUTE);
    expect((await rig.settled(id)).submission.status).toBe('sent');
    expect(server.connections.length).toBe(2);
  });

  it('wait for the network where there is none, and use it at once when it is back', async () => {
    let online = false;
    const { rig, server, time } = await stage(
      {
        at: {
          greeting: (connection) => {
            if (online) connection.reply('220 here');
            else connection.destroy();
          },
        },
      },
      { network: { online: () => online } },
    );
    const id = await rig.send({});
    expect((await rig.settled(id)).waitsFor).toBe('network');
    expect(rig.outbox.summary().offline).toBe(true);
    online = true;
    time.pass(5 * SECOND);
    expect((await rig.settled(id)).submission.status).toBe('sent');
    expect(server.connections.length).toBe(2);
  });
});
