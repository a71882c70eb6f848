// What the outbox does without being asked: delays, times, retries. Real files, journal and servers; only time is the test's.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ScriptedOptions } from '../../servers/scripted-smtp.ts';
import { to } from './rig.ts';
import { HOUR, MINUTE, SECOND, only, stage } from './stage.ts';
import type { Time } from './time.ts';

describe('the undo delay', () => {
  it('says nothing to any server before it is over', async () => {
    const { rig, server, time } = await stage({}, { settings: { undoSeconds: 5 } });
    const id = await rig.send({});
    time.pass(4_999);
    expect([only(rig).waitsFor, server.connections.length]).toEqual(['undo', 0]);
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
    const { submission } = only(rig);
    const message = await readFile(rig.files.pathOf(submission.messageId), 'latin1');
    expect(Date.parse(/^Date: (.*)\r$/m.exec(message)?.[1] ?? '')).toBe(
      Math.floor(schedule.at / 1000) * 1000,
    );
    time.pass(2 * HOUR - SECOND);
    expect([only(rig).submission.status, server.connections.length]).toEqual(['scheduled', 0]);
    time.pass(SECOND);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });

  it('can be another one: the Date follows, the Message-ID stays', async () => {
    const { rig, time } = await stage();
    const id = await rig.send({}, at(time, HOUR));
    const before = only(rig);
    await rig.outbox.decisions.reschedule(id, at(time, 3 * HOUR));
    const after = only(rig);
    expect(after.messageIdField).toBe(before.messageIdField);
    const message = await readFile(rig.files.pathOf(after.submission.messageId), 'latin1');
    expect(message).toContain(`Message-ID: ${before.messageIdField}`);
    await expect(readFile(rig.files.pathOf(before.submission.messageId))).rejects.toThrow('ENOENT');
    time.pass(2 * HOUR);
    expect(only(rig).submission.status).toBe('scheduled');
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
    expect([only(next).submission.status, only(next).submission.hold]).toEqual(['held', 'missed-schedule']);
    expect(server.connections).toEqual([]);
    const { id } = only(next).submission;
    await next.outbox.decisions.sendNow(id);
    expect((await next.settled(id)).submission.status).toBe('sent');
  });
});

describe('a time that was chosen and passed unnoticed, where the user wants to be asked', () => {
  const settings = { undoSeconds: 0, missedSchedule: 'ask' as const, outboxPaused: false };

  it('while the computer slept: it is asked about, and remembered', async () => {
    const { rig, server, time, again } = await stage({}, { settings });
    const id = await rig.send({}, { at: time.now() + HOUR, zone: 'Europe/Paris' });
    time.leap(10 * HOUR);
    rig.outbox.resume();
    expect([only(rig).submission.status, only(rig).submission.hold]).toEqual(['held', 'missed-schedule']);
    await expect.poll(() => rig.changes.at(-1)?.item?.submission.hold).toBe('missed-schedule');
    const next = await again();
    time.pass(HOUR);
    expect([only(next).submission.hold, server.connections.length]).toEqual(['missed-schedule', 0]);
    await next.outbox.decisions.sendNow(id);
    expect((await next.settled(id)).submission.status).toBe('sent');
  });

  it('while all mail was paused: it is asked about when that ends, and what had no time goes', async () => {
    const own = { ...settings, outboxPaused: true };
    const { rig, time } = await stage({}, { settings: own });
    const timed = await rig.send({ subject: 'Timed' }, { at: time.now() + HOUR, zone: 'Europe/Paris' });
    const plain = await rig.send({ subject: 'Plain' });
    time.pass(3 * HOUR);
    own.outboxPaused = false;
    rig.outbox.settingsChanged();
    expect((await rig.settled(plain)).submission.status).toBe('sent');
    expect([only(rig).submission.id, only(rig).submission.hold]).toEqual([timed, 'missed-schedule']);
  });

  it('not where the program was awake: it goes at its time', async () => {
    const { rig, time } = await stage({}, { settings });
    const id = await rig.send({}, { at: time.now() + HOUR, zone: 'Europe/Paris' });
    time.pass(HOUR);
    expect((await rig.settled(id)).submission.status).toBe('sent');
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

  it('has its whole time again after a pause, in which nothing was tried', async () => {
    const { rig, time } = await stage(greylisting(2), { settings: { giveUpAfterHours: 48 } });
    const id = await rig.send({});
    await rig.settled(id);
    await rig.outbox.decisions.pause(id);
    time.pass(50 * HOUR);
    await rig.outbox.decisions.resume(id);
    const { submission } = await rig.settled(id);
    expect([submission.status, submission.hold]).toEqual(['deferred', null]);
    time.pass(2 * MINUTE);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });

  it('waits while it is paused, and goes on when that ends', async () => {
    const { rig, time } = await stage(greylisting(1));
    const id = await rig.send({});
    await rig.settled(id);
    await rig.outbox.decisions.pause(id);
    time.pass(HOUR);
    expect(only(rig).submission.status).toBe('paused');
    await rig.outbox.decisions.resume(id);
    expect((await rig.settled(id)).submission.status).toBe('sent');
  });
});
