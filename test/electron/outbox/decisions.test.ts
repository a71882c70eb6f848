// The word of the user about what waits, was refused, or is on its way.
import { describe, expect, it } from 'vitest';
import { AccountId } from '#core/message/ids.ts';
import { to } from './rig.ts';
import { SECOND, only, stage } from './stage.ts';

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
    const before = only(rig);
    await rig.outbox.decisions.reroute({ how: 'same', id: same, accountId: other });
    expect(only(rig)).toMatchObject({
      accountId: other,
      accountName: 'Other',
      messageIdField: before.messageIdField,
    });
    expect(only(rig).submission.messageId).toBe(before.submission.messageId);
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
          const { id } = only(rig).submission;
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
  await expect.poll(() => only(rig).progress?.step).toBe('data');
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
