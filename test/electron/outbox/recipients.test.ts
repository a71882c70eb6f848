// Several recipients: all or none, more than the server takes at once, and what each of them is told to be after a crash in between.
import { copyFile, cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { startScriptedServer, type ScriptedOptions } from '../../servers/scripted-smtp.ts';
import { temporaryFolder } from '../database/folder.ts';
import { openRig, to } from './rig.ts';
import { arrived, fates, MINUTE, said, shown, stage } from './stage.ts';

const THREE = to('a@dest.example', 'wrong@dest.example', 'c@dest.example');
const allOrNone = { to: THREE, subject: 'All', sending: { ...USUAL_SENDING, allOrNone: true } };
const refusing: ScriptedOptions = {
  at: {
    RCPT: (connection, line) =>
      connection.reply(line.includes('wrong') ? '550 5.1.1 no such user' : '250 2.1.5 Ok'),
  },
};

describe('a message for all or none, of whose recipients one is refused', () => {
  it('is sent to nobody: no DATA, and the refused one is named', async () => {
    const { rig, server } = await stage(refusing);
    const id = await rig.send(allOrNone);
    const item = await rig.settled(id);
    expect([item.submission.status, item.submission.hold]).toEqual(['held', 'all-or-none']);
    expect(fates(item)).toEqual([
      'a@dest.example waiting',
      'wrong@dest.example refused',
      'c@dest.example waiting',
    ]);
    expect(item.submission.diagnosis).toMatchObject({
      code: 'recipient-refused',
      params: { address: 'wrong@dest.example' },
    });
    expect([said(server, 'DATA'), said(server, 'RSET').length]).toEqual([[], 1]);
    expect(arrived(server)).toEqual([]);
  });

  it('goes to all once when the address is corrected, also after a restart', async () => {
    const { rig, server, again } = await stage(refusing);
    const id = await rig.send(allOrNone);
    await rig.settled(id);
    const next = await again();
    expect(shown(next, id).submission.hold).toBe('all-or-none');
    await next.outbox.decisions.correct(id, 'wrong@dest.example', 'right@dest.example');
    const sent = await next.settled(id);
    expect(fates(sent)).toEqual([
      'a@dest.example accepted',
      'right@dest.example accepted',
      'c@dest.example accepted',
    ]);
    expect(arrived(server)).toEqual(['All']);
  });

  it('goes to the others when the user says so, and to nobody when they give up', async () => {
    const { rig, server } = await stage(refusing);
    const [first, second] = [await rig.send(allOrNone), await rig.send({ ...allOrNone, subject: 'None' })];
    await rig.settled(first);
    await rig.settled(second);
    await rig.outbox.decisions.sendNow(first);
    expect((await rig.settled(first)).submission.status).toBe('partly-sent');
    await rig.outbox.decisions.cancel(second);
    await rig.outbox.close();
    expect(arrived(server)).toEqual(['All']);
    expect((await rig.drafts.list()).map(({ subject }) => subject)).toEqual(['None']);
  });
});

describe('a server that takes two recipients at once', () => {
  /** 452 to the third of a transaction (RFC 5321 §4.5.3.1.10). */
  const two = (more: ScriptedOptions['at'] = {}): ScriptedOptions => {
    let count = 0;
    return {
      at: {
        MAIL: (connection) => {
          count = 0;
          connection.reply('250 2.1.0 Ok');
        },
        RCPT: (connection) => {
          count += 1;
          connection.reply(count <= 2 ? '250 2.1.5 Ok' : '452 4.5.3 Too many recipients');
        },
        ...more,
      },
    };
  };
  const five = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@dest.example`);

  it('gets the rest in further transactions of the same attempt, the same bytes each time', async () => {
    const { rig, server } = await stage(two());
    const item = await rig.settled(await rig.send({ to: to(...five) }));
    expect([item.submission.status, item.submission.attempts, server.connections.length]).toEqual([
      'sent',
      1,
      1,
    ]);
    const bodies = server.connections.flatMap((connection) => connection.bodies);
    expect(bodies.length).toBe(3);
    expect(bodies.every((body) => body.equals(bodies[0] ?? Buffer.alloc(0)))).toBe(true);
  });

  describe('when the message goes to all or to none', () => {
    const together = { to: to(...five), subject: 'All', sending: { ...USUAL_SENDING, allOrNone: true } };

    it('gets it for nobody, is not asked again, and goes on in parts by the user’s word, also after a restart', async () => {
      const { rig, server, again, time } = await stage(two());
      const id = await rig.send(together);
      const { submission } = await rig.settled(id);
      expect(submission).toMatchObject({
        status: 'held',
        hold: 'not-all-at-once',
        diagnosis: { code: 'not-all-at-once', params: { taken: '2', all: '5' } },
      });
      time.pass(24 * 60 * MINUTE);
      await rig.outbox.sendAllNow();
      expect([server.connections.length, said(server, 'DATA')]).toEqual([1, []]);
      const next = await again();
      expect(shown(next, id).submission.hold).toBe('not-all-at-once');
      await next.outbox.decisions.sendNow(id);
      const sent = await next.settled(id);
      expect(fates(sent)).toEqual(five.map((address) => `${address} accepted`));
      expect(arrived(server)).toEqual(['All', 'All', 'All']);
    });

    it('is not taken apart by a word that is for all that waits, though it is paused', async () => {
      const { rig, server } = await stage(two());
      const id = await rig.send(together);
      await rig.settled(id);
      await rig.outbox.decisions.pause(id);
      expect(await rig.outbox.sendAllNow()).toBe(0);
      await rig.outbox.decisions.resume(id);
      expect(shown(rig, id).submission).toMatchObject({ status: 'held', allOrNone: true });
      expect(said(server, 'DATA')).toEqual([]);
    });

    it('gives it back as a draft', async () => {
      const { rig } = await stage(two());
      const id = await rig.send(together);
      await rig.settled(id);
      await rig.outbox.decisions.edit(id);
      expect((await rig.drafts.list()).map(({ subject }) => subject)).toEqual(['All']);
    });
  });

  it('is given the rest alone after a crash between two transactions', async () => {
    const crashed = temporaryFolder();
    let profile = '';
    let datas = 0;
    const { rig, profile: live } = await stage(
      two({
        DATA: async (connection) => {
          datas += 1;
          // The second transaction is under way: what is on disk now is what a crash leaves.
          if (datas === 2) await snapshot(profile, crashed);
          connection.beginBody();
          connection.reply('354 go on');
        },
      }),
    );
    profile = live;
    const id = await rig.send({ to: to(...five) });
    await rig.settled(id);
    const healthy = await startScriptedServer();
    const after = await openRig({ profile: crashed, port: healthy.port });
    onTestFinished(async () => {
      await after.close();
      await healthy.stop();
    });
    expect(fates(await after.settled(id))).toEqual(five.map((address) => `${address} accepted`));
    expect(said(healthy, 'RCPT')).toEqual(five.slice(2).map((address) => `RCPT TO:<${address}>`));
  });

  it('and is lost behind the second dot: two have it, two are unknown, one waits', async () => {
    let dots = 0;
    const { rig, server, time } = await stage(
      two({
        dot: (connection) => {
          dots += 1;
          if (dots === 2) connection.reset();
          else connection.reply('250 2.0.0 Ok');
        },
      }),
    );
    const id = await rig.send({ to: to(...five) });
    const item = await rig.settled(id);
    const known = fates(item).map((fate) => fate.split(' ')[1]);
    expect(known.slice(0, 4)).toEqual(['accepted', 'accepted', 'unknown', 'unknown']);
    expect(['waiting', 'deferred']).toContain(known[4]);
    expect(item.submission.status).toBe('unknown');
    time.pass(60 * MINUTE);
    const last = await rig.settled(id);
    expect(fates(last).map((fate) => fate.split(' ')[1])).toEqual([
      'accepted',
      'accepted',
      'unknown',
      'unknown',
      'accepted',
    ]);
    expect(server.connections[1]?.lines.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<e@dest.example>',
    ]);
  });
});

/** The profile as a crash would leave it at this moment. */
async function snapshot(from: string, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const name of await readdir(from))
    if (name === 'archive' || name === 'attachments')
      await cp(path.join(from, name), path.join(into, name), { recursive: true });
    else await copyFile(path.join(from, name), path.join(into, name));
}
