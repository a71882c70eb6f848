/** Mail that waits for an account which is to be deleted: through another one and back again, or back to drafts. */
import { describe, expect, it } from 'vitest';
import { AccountId } from '#core/message/ids.ts';
import { moveMail } from '#electron/outbox/account-mail.ts';
import type { Rig } from './rig.ts';
import { stage } from './stage.ts';

const other = AccountId.parse('01JD0000000000000000000009');
const one = (rig: Rig) => {
  const [item] = rig.outbox.list();
  if (item === undefined) throw new Error('the outbox is empty');
  return item;
};
const waiting = () => stage({}, { settings: { undoSeconds: 60 }, others: [{ id: other, name: 'Other' }] });

describe('mail that waits for an account', () => {
  it('goes through another one as the same bytes, and comes back by Undo', async () => {
    const { rig } = await waiting();
    const id = await rig.send({ subject: 'Waits' });
    const { accountId, submission } = one(rig);
    expect(rig.outbox.waitingOf(accountId)).toEqual([id]);
    expect(await moveMail(rig.outbox, { accountId, ids: null, to: other })).toEqual({ moved: [id], left: 0 });
    expect(one(rig)).toMatchObject({ accountId: other, accountName: 'Other' });
    expect(one(rig).submission.messageId).toBe(submission.messageId);
    await moveMail(rig.outbox, { accountId: other, ids: [id], to: accountId });
    expect(one(rig).accountId).toBe(accountId);
  });

  it('leaves what waited there before when it comes back', async () => {
    const { rig } = await waiting();
    await rig.send({ subject: 'Waits' });
    const { accountId } = one(rig);
    await moveMail(rig.outbox, { accountId, ids: null, to: other });
    expect(await moveMail(rig.outbox, { accountId: other, ids: [], to: accountId })).toEqual({
      moved: [],
      left: 1,
    });
  });

  it('goes back to drafts', async () => {
    const { rig } = await waiting();
    const id = await rig.send({ subject: 'Waits' });
    const { accountId } = one(rig);
    expect(await moveMail(rig.outbox, { accountId, ids: null, to: null })).toEqual({ moved: [id], left: 0 });
    expect(rig.outbox.list()).toEqual([]);
  });

  it('stays while it is being sent', async () => {
    const tried: unknown[] = [];
    const { rig } = await stage({
      extensions: ['8BITMIME'],
      at: {
        MAIL: async (connection) => {
          const { accountId } = one(rig);
          tried.push(await moveMail(rig.outbox, { accountId, ids: null, to: null }));
          connection.reply('250 fine');
        },
      },
    });
    const id = await rig.send({});
    await rig.settled(id);
    expect(tried).toEqual([{ moved: [], left: 1 }]);
  });
});
