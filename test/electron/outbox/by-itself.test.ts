// What the outbox does without being asked: delays, times, retries, held accounts. Real files, journal and servers; only time is the test's.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { USUAL_TLS } from '#core/account/tls-policy.ts';
import { AccountId } from '#core/message/ids.ts';
import { makeTestCertificates } from '../../servers/certificates.ts';
import { goAheadAndReset, type ScriptedOptions, type ScriptedServer } from '../../servers/scripted-smtp.ts';
import { to, type Rig } from './rig.ts';
import { HOUR, MINUTE, SECOND, stage } from './stage.ts';
import type { Time } from './time.ts';

const one = (rig: Rig) => {
  const [item] = rig.outbox.list();
  if (item === undefined) throw new Error('the outbox is empty');
  return item;
};
const auths = ({ connections }: ScriptedServer): number =>
  connections.flatMap(({ lines }) => lines).filter((line) => line.startsWith('AUTH')).length;

describe('the undo delay', () => {
  it('says nothing to any server before it is over', async () => {
    const { rig, server, time } = await stage({}, { settings: { undoSeconds: 5 } });
    const id = await rig.send({});
    time.pass(4_999);
    expect([one(rig).waitsFor, server.connections.length]).toEqual(['undo', 0]);
    time.pass(1);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });

  it('brings the draft back exactly as it was', async () => {
    const { rig, server, time } = await stage({}, { settings: { undoSeconds: 5 } });
    const id = await rig.send({ subject: 'Not yet', bcc: to('b@dest.example') });
    const draftId = await rig.outbox.decisions.edit(id);
    const draft = await rig.drafts.open(draftId);
    expect([draft.content.subject, draft.content.bcc[0]?.address]).toEqual(['Not yet', 'b@dest.example']);
    time.pass(HOUR);
    expect([rig.outbox.list().length, server.connections.length]).toEqual([0, 0]);
    expect((await rig.drafts.list()).length).toBe(1);
  });

  it('outlives the program, and ends though the clock is set back', async () => {
    const { rig, time, again } = await stage({}, { settings: { undoSeconds: 60 } });
    const id = await rig.send({});
    const next = await again();
    time.leap(-24 * HOUR);
    time.pass(MINUTE);
    expect((await next.settled(id)).submission.status).toBe('sent');
  });
});

describe('a time that was chosen', () => {
  const at = (time: Time, ms: number) => ({ at: time.now() + ms, zone: 'Europe/Paris' });

  it('is the message’s Date, and is kept', async () => {
    const { rig, server, time } = await stage();
    const schedule = at(time, 2 * HOUR);
    const id = await rig.send({}, schedule);
    const { submission } = one(rig);
    const message = await readFile(rig.files.pathOf(submission.messageId), 'latin1');
    expect(Date.parse(/^Date: (.*)\r$/m.exec(message)?.[1] ?? '')).toBe(
      Math.floor(schedule.at / 1000) * 1000,
    );
    time.pass(2 * HOUR - SECOND);
    expect([one(rig).submission.status, server.connections.length]).toEqual(['scheduled', 0]);
    time.pass(SECOND);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });

  it('can be another one: the Date follows, the Message-ID stays', async () => {
    const { rig, time } = await stage();
    const id = await rig.send({}, at(time, HOUR));
    const before = one(rig);
    await rig.outbox.decisions.reschedule(id, at(time, 3 * HOUR));
    const after = one(rig);
    expect(after.messageIdField).toBe(before.messageIdField);
    const message = await readFile(rig.files.pathOf(after.submission.messageId), 'latin1');
    expect(message).toContain(`Message-ID: ${before.messageIdField}`);
    await expect(readFile(rig.files.pathOf(before.submission.messageId))).rejects.toThrow('ENOENT');
    time.pass(2 * HOUR);
    expect(one(rig).submission.status).toBe('scheduled');
    time.pass(HOUR);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });

  it('goes at once when the user says so, with the Date of now', async () => {
    const { rig, time } = await stage();
    const id = await rig.send({}, at(time, HOUR));
    await rig.outbox.decisions.sendNow(id);
    const { submission } = await rig.settled(id);
    const message = await readFile(rig.files.pathOf(submission.messageId), 'latin1');
    expect(submission.status).toBe('sent');
    expect(Math.abs(Date.parse(/^Date: (.*)\r$/m.exec(message)?.[1] ?? '') - time.now())).toBeLessThan(2000);
  });

  it('that passed while the program was closed is sent at the next start', async () => {
    const { rig, time, again } = await stage();
    const id = await rig.send({}, at(time, HOUR));
    time.leap(2 * HOUR);
    expect((await (await again()).settled(id)).submission.status).toBe('sent');
  });

  it('that passed while the program was closed is asked about, where the user wants that', async () => {
    const { rig, server, time, again } = await stage();
    await rig.send({}, at(time, HOUR));
    time.leap(2 * HOUR);
    const next = await again({ settings: { missedSchedule: 'ask' } });
    expect([one(next).submission.status, one(next).submission.hold]).toEqual(['held', 'missed-schedule']);
    expect(server.connections).toEqual([]);
    const { id } = one(next).submission;
    await next.outbox.decisions.sendNow(id);
    expect((await next.settled(id)).submission.status).toBe('sent');
  });
});

describe('a message that is put off', () => {
  /** 450 to the first `times`, then 250. */
  const greylisting = (times: number): ScriptedOptions => {
    let tries = 0;
    return {
      at: {
        RCPT: (connection) => connection.reply(tries++ < times ? '450 4.2.0 come back' : '250 2.1.5 Ok'),
      },
    };
  };

  it('is tried again after a minute, then after two', async () => {
    const { rig, time } = await stage(greylisting(2));
    const id = await rig.send({});
    const first = await rig.settled(id);
    expect([first.submission.status, (first.nextTryAt ?? 0) - time.now()]).toEqual(['deferred', MINUTE]);
    time.pass(MINUTE);
    const second = await rig.settled(id);
    expect((second.nextTryAt ?? 0) - time.now()).toBe(2 * MINUTE);
    time.pass(2 * MINUTE);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });

  it('is tried again at the next start', async () => {
    const { rig, time, again } = await stage(greylisting(1));
    const id = await rig.send({});
    await rig.settled(id);
    const next = await again();
    time.pass(MINUTE);
    expect((await next.settled(id)).submission.status).toBe('sent');
  });

  it('is tried at once when the machine wakes up', async () => {
    const { rig } = await stage(greylisting(1));
    const id = await rig.send({});
    await rig.settled(id);
    rig.outbox.resume();
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });

  it('waits no longer than an hour or so, wherever the clock leaps', async () => {
    const { rig, time } = await stage(greylisting(1));
    const id = await rig.send({});
    await rig.settled(id);
    time.leap(-48 * HOUR);
    time.pass(MINUTE);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });

  it('waits for the user once it was tried for as long as they want; no fate changes', async () => {
    const { rig, time } = await stage(greylisting(9), { settings: { giveUpAfterHours: 1 } });
    const id = await rig.send({});
    await rig.settled(id);
    time.pass(HOUR);
    const held = await rig.settled(id);
    expect([held.submission.status, held.submission.hold, held.fates.deferred]).toEqual([
      'held',
      'gave-up',
      1,
    ]);
  });

  it('waits while it is paused, and goes on when that ends', async () => {
    const { rig, time } = await stage(greylisting(1));
    const id = await rig.send({});
    await rig.settled(id);
    await rig.outbox.decisions.pause(id);
    time.pass(HOUR);
    expect(one(rig).submission.status).toBe('paused');
    await rig.outbox.decisions.resume(id);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });
});

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
      expect(one(rig).submission).toMatchObject({ status: 'held', hold: 'account' });

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

describe('the word of the user', () => {
  it('gives a refused recipient another address, which alone gets the same message', async () => {
    const { rig, server } = await stage({
      at: {
        RCPT: (connection, line) => connection.reply(line.includes('wrong') ? '550 5.1.1 no' : '250 Ok'),
      },
    });
    const id = await rig.send({ to: to('right@dest.example', 'wrong@dest.example') });
    const partly = await rig.settled(id);
    await rig.outbox.decisions.correct(id, 'wrong@dest.example', 'fixed@dest.example');
    const sent = await rig.settled(id);
    expect([sent.submission.status, sent.submission.messageId]).toEqual([
      'sent',
      partly.submission.messageId,
    ]);
    expect(sent.submission.recipients[1]).toMatchObject({ correctedFrom: 'wrong@dest.example' });
    expect(server.connections[1]?.lines.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<fixed@dest.example>',
    ]);
    expect(server.connections[1]?.body.equals(server.connections[0]?.body ?? Buffer.alloc(0))).toBe(true);
  });

  it('refuses a correction that is no address, or one of the others', async () => {
    const { rig } = await stage({ at: { RCPT: '550 5.1.1 no' } });
    const id = await rig.send({ to: to('a@dest.example', 'b@dest.example') });
    await rig.settled(id);
    await expect(rig.outbox.decisions.correct(id, 'a@dest.example', 'nobody')).rejects.toMatchObject({
      error: { code: 'draft-problems' },
    });
    await expect(rig.outbox.decisions.correct(id, 'a@dest.example', 'b@DEST.example')).rejects.toThrow(
      'not-now',
    );
  });

  it('sends the same bytes through another account, or others built for it', async () => {
    const other = AccountId.parse('01JD0000000000000000000009');
    const { rig } = await stage(
      {},
      { settings: { undoSeconds: 60 }, others: [{ id: other, name: 'Other' }] },
    );
    const same = await rig.send({ subject: 'Same' });
    const before = one(rig);
    await rig.outbox.decisions.reroute({ how: 'same', id: same, accountId: other });
    expect(one(rig)).toMatchObject({
      accountId: other,
      accountName: 'Other',
      messageIdField: before.messageIdField,
    });
    expect(one(rig).submission.messageId).toBe(before.submission.messageId);
    const rebuilt = await rig.send({ subject: 'Rebuilt' });
    const [first] = rig.outbox.list();
    await rig.outbox.decisions.reroute({ how: 'rebuilt', id: rebuilt, accountId: other, identityId: null });
    const after = rig.outbox.list().find(({ submission }) => submission.id === rebuilt);
    expect(after?.messageIdField).toBe(first?.messageIdField);
    expect(after?.submission.messageId).not.toBe(first?.submission.messageId);
    for (const id of [same, rebuilt]) {
      await rig.outbox.decisions.sendNow(id);
      expect((await rig.settled(id)).submission.status).toBe('sent');
    }
  });

  it('takes nothing back while it is being sent', async () => {
    const tried: unknown[] = [];
    const { rig } = await stage({
      // No PIPELINING: the answer to MAIL comes late, and would come behind RCPT's.
      extensions: ['8BITMIME'],
      at: {
        MAIL: async (connection) => {
          const { id } = one(rig).submission;
          for (const say of [
            () => rig.outbox.decisions.edit(id),
            () => rig.outbox.decisions.cancel(id),
            () => rig.outbox.decisions.pause(id),
          ])
            tried.push(await say().catch((error: unknown) => String(error)));
          connection.reply('250 fine');
        },
      },
    });
    expect((await rig.settled(await rig.send({}))).submission.status).toBe('sent');
    expect(tried).toEqual(Array(3).fill('AppFailure: not-now'));
  });
});

it('keeps what was said when the connection stalls, before the attempt is over', async () => {
  const { rig, time } = await stage({ at: { DATA: () => undefined } });
  const id = await rig.send({});
  await expect.poll(() => one(rig).progress?.step).toBe('data');
  time.pass(SECOND);
  await expect
    .poll(async () => {
      const { attempts } = await rig.outbox.open(id);
      return attempts.map(({ endedAt }) => endedAt);
    })
    .toEqual([null]);
  rig.outbox.stop(id);
  const { submission } = await rig.settled(id);
  expect(submission.status).toBe('paused');
});
