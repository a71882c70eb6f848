// The user's word against the outbox's own next step, in one moment: whoever comes first counts, and what was said holds.
import { describe, expect, it } from 'vitest';
import { AccountId, type SubmissionId } from '#core/message/ids.ts';
import type { Rig } from './rig.ts';
import { arrived, gate, MINUTE, said, SECOND, shown, stage } from './stage.ts';

const OTHER = AccountId.parse('01JD0000000000000000000009');
const undo = { settings: { undoSeconds: 5 } };
const later = (now: number) => ({ at: now + 60 * MINUTE, zone: 'Europe/Paris' });

describe('a word in the moment in which a message becomes due', () => {
  const words: Record<string, (rig: Rig, id: SubmissionId, now: number) => Promise<unknown>> = {
    pause: (rig, id) => rig.outbox.decisions.pause(id),
    edit: (rig, id) => rig.outbox.decisions.edit(id),
    cancel: (rig, id) => rig.outbox.decisions.cancel(id),
    'another time': (rig, id, now) => rig.outbox.decisions.reschedule(id, later(now)),
  };
  for (const [name, say] of Object.entries(words))
    it(`holds when it came first, though others are sent meanwhile: ${name}`, async () => {
      const { rig, server, time } = await stage({}, undo);
      const id = await rig.send({ subject: 'Decided' });
      const others: SubmissionId[] = [];
      for (let n = 0; n < 20; n += 1) others.push(await rig.send({ subject: `Other ${String(n)}` }));
      const word = say(rig, id, time.now());
      time.pass(5 * SECOND);
      await word;
      await Promise.all(others.map((other) => rig.settled(other)));
      time.pass(MINUTE);
      await rig.outbox.close();
      expect(arrived(server)).not.toContain('Decided');
      expect(arrived(server).length).toBe(20);
      const events = (await rig.journal.eventsOf(id)).map(({ kind }) => kind);
      expect(events).not.toContain('attempt-began');
    });

  it('holds when it came first: another account, and never the first one’s server', async () => {
    const { rig, server, time } = await stage(
      {},
      { ...undo, others: [{ id: OTHER, ehloName: 'other.example' }], account: { ehloName: 'first.example' } },
    );
    const id = await rig.send({ subject: 'Rerouted' });
    for (let n = 0; n < 20; n += 1) await rig.send({ subject: `Other ${String(n)}` });
    const word = rig.outbox.decisions.reroute({ how: 'same', id, accountId: OTHER });
    time.pass(5 * SECOND);
    await word;
    expect((await rig.settled(id)).submission.status).toBe('sent');
    const through = server.connections.find(({ bodies }) =>
      bodies.some((body) => body.includes('Subject: Rerouted\r\n')),
    );
    expect(through?.lines[0]).toBe('EHLO other.example');
  });

  it('comes too late when the message has begun, and says so', async () => {
    const { rig, time } = await stage({}, undo);
    const id = await rig.send({});
    time.pass(5 * SECOND);
    await expect(rig.outbox.decisions.edit(id)).rejects.toThrow('not-now');
    expect((await rig.settled(id)).submission.status).toBe('sent');
    expect(await rig.drafts.list()).toEqual([]);
  });
});

describe('a word in the moment of quitting', () => {
  it('that gave it up holds: the draft is back, and nothing goes out', async () => {
    const { rig, server, time, again } = await stage({}, undo);
    const id = await rig.send({ subject: 'Given up' });
    const word = rig.outbox.decisions.edit(id).catch(() => undefined);
    const next = await again();
    await word;
    time.pass(MINUTE);
    expect(next.outbox.list()).toEqual([]);
    expect((await next.drafts.list()).map(({ subject }) => subject)).toEqual(['Given up']);
    expect(server.connections).toEqual([]);
  });

  it('that paused it holds', async () => {
    const { rig, server, time, again } = await stage({}, undo);
    const id = await rig.send({});
    const word = rig.outbox.decisions.pause(id);
    const next = await again();
    await word;
    time.pass(MINUTE);
    expect(shown(next, id).submission.status).toBe('paused');
    expect(server.connections).toEqual([]);
  });

  it('that came after is refused, and the message waits', async () => {
    const { rig, again } = await stage({}, undo);
    const id = await rig.send({});
    const closing = rig.outbox.close();
    await expect(rig.outbox.decisions.edit(id)).rejects.toThrow('not-now');
    await closing;
    expect(shown(await again(), id).submission.status).toBe('queued');
  });
});

describe('the same word twice', () => {
  it('is one: Send', async () => {
    const { rig, server } = await stage();
    const { id: draftId } = await rig.drafts.create({
      accountId: rig.account.id,
      identityId: rig.account.identities[0]?.id ?? expect.fail('no identity'),
    });
    const { content, revision } = await rig.drafts.open(draftId);
    const to = [{ name: '', address: 'a@dest.example' }];
    const saved = await rig.drafts.save(draftId, revision, { ...content, to, subject: 'Once', body: 'x' });
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () => rig.outbox.send(draftId, saved.revision)),
    );
    const taken = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(taken.length).toBe(1);
    for (const { submissionId } of taken) await rig.settled(submissionId);
    await rig.outbox.close();
    expect(arrived(server)).toEqual(['Once']);
  });

  it('is one: Send now', async () => {
    const { rig, server } = await stage({}, undo);
    const id = await rig.send({ subject: 'Once' });
    const answers = await Promise.allSettled([
      rig.outbox.decisions.sendNow(id),
      rig.outbox.decisions.sendNow(id),
      rig.outbox.sendAllNow(),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await rig.settled(id);
    await rig.outbox.close();
    expect(arrived(server)).toEqual(['Once']);
  });

  it('is one: Send again', async () => {
    let lose = true;
    const { rig, server } = await stage({
      at: { dot: (connection) => (lose ? connection.reset() : connection.reply('250 Ok')) },
    });
    const id = await rig.send({ subject: 'Again' });
    await rig.settled(id);
    lose = false;
    const again = () => rig.outbox.decisions.word(id, 'send-again');
    const answers = await Promise.allSettled([again(), again()]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(again()).rejects.toThrow('not-');
    await rig.settled(id);
    await rig.outbox.close();
    expect(arrived(server)).toEqual(['Again', 'Again']);
  });
});

it('takes neither another account nor a word while it is being sent, and puts nothing away while somebody waits', async () => {
  const { opened, open } = gate();
  const { rig, server } = await stage(
    {
      at: {
        DATA: async (connection) => {
          await opened;
          connection.beginBody();
          connection.reply('354 go on');
        },
      },
    },
    { others: [{ id: OTHER }] },
  );
  const id = await rig.send({});
  await expect.poll(() => said(server, 'DATA').length).toBe(1);
  const { decisions } = rig.outbox;
  for (const say of [
    decisions.reroute({ how: 'same', id, accountId: OTHER }),
    decisions.reroute({ how: 'rebuilt', id, accountId: OTHER, identityId: null }),
    decisions.word(id, 'arrived'),
    decisions.dismiss(id),
    decisions.sendNow(id),
  ])
    await expect(say).rejects.toThrow('not-now');
  open();
  expect((await rig.settled(id)).submission.status).toBe('sent');
  const waits = await rig.send({}, { at: Date.now() + 60 * MINUTE, zone: 'UTC' });
  await expect(decisions.dismiss(waits)).rejects.toThrow('not-now');
  expect(shown(rig, waits).submission.dismissed).toBe(false);
});
