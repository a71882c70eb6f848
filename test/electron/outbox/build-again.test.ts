// A message that is built again before anybody has it: what the server is told, the header, the journal and the record say the same.
import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AccountId, type SubmissionId } from '#core/message/ids.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { to, type Rig } from './rig.ts';
import { HOUR, MINUTE, only, said, stage } from './stage.ts';
import type { Time } from './time.ts';

const OTHER = AccountId.parse('01JD0000000000000000000009');
const at = (time: Time, ms: number) => ({ at: time.now() + ms, zone: 'Europe/Paris' });

/** The user changes the identity that writes. */
function changeIdentity(rig: Rig, change: { readonly address?: string; readonly bccSelf?: boolean }): void {
  const identities = rig.account.identities.map((identity) => ({ ...identity, ...change }));
  rig.setAccount({ ...rig.account, identities });
}

/** MAIL and RCPT as the record has them. */
async function recorded(rig: Rig, id: SubmissionId): Promise<string[]> {
  const { submission } = await rig.settled(id);
  const made = (await rig.files.readRecords(submission.messageId)).findLast(
    (record) => record.record === 'submission' && record.submissionId === id,
  );
  if (made?.record !== 'submission') throw new Error('the record has no envelope');
  const { returnPath, recipients } = made.envelope;
  return [returnPath, ...recipients.map(({ address }) => address)];
}

/** How many messages are on disk. */
const archived = async (profile: string): Promise<number> =>
  (await readdir(path.join(profile, 'archive'), { recursive: true })).filter((name) => name.endsWith('.eml'))
    .length;

const named = (lines: readonly string[]): string[] => lines.map((line) => /<(.*?)>/.exec(line)?.[1] ?? '');

describe('a scheduled message that is sent now', () => {
  it('goes as it was made, whatever its identity has become', async () => {
    const { rig, server, time } = await stage();
    const [before] = rig.account.identities;
    const id = await rig.send({}, at(time, HOUR));
    changeIdentity(rig, { address: 'new@example.org', bccSelf: true });
    await rig.outbox.decisions.sendNow(id);
    const record = await recorded(rig, id);
    expect(record).toEqual([before?.address, 'jonas@dest.example']);
    expect(named([...said(server, 'MAIL'), ...said(server, 'RCPT')])).toEqual(record);
    const header = server.connections[0]?.body.toString('latin1') ?? '';
    expect(named([/^From:.*$/m.exec(header)?.[0] ?? ''])).toEqual([before?.address]);
  });

  it('of a mailing whose sender gets a copy is to one recipient in its record too', async () => {
    const { rig, time } = await stage();
    changeIdentity(rig, { bccSelf: true });
    const sending = { ...USUAL_SENDING, oneEach: true };
    await rig.send({ to: to('a@dest.example', 'b@dest.example'), sending }, at(time, HOUR));
    const all = rig.outbox.list().map(({ submission }) => submission);
    for (const { id, recipients } of all) {
      await rig.outbox.decisions.sendNow(id);
      expect((await recorded(rig, id)).slice(1)).toEqual(recipients.map(({ address }) => address));
    }
    expect(all).toHaveLength(3);
  });
});

describe('a scheduled mailing that is sent now', () => {
  it('goes as a whole: where one cannot be built, none goes, and no file is left of the others', async () => {
    const { rig, server, time, profile } = await stage();
    const sending = { ...USUAL_SENDING, oneEach: true };
    const id = await rig.send(
      { to: to('a@dest.example', 'b@dest.example', 'c@dest.example'), sending },
      at(time, HOUR),
    );
    const before = rig.outbox.list().map(({ submission }) => submission);
    const last = before.find(({ recipients }) => recipients[0]?.address === 'c@dest.example');
    if (last === undefined) throw new Error('no third message');
    const record = rig.files.pathOf(last.messageId).replace(/eml$/, 'jsonl');
    await rename(record, `${record}.away`);
    const word = { id, action: 'send-now' } as const;
    await expect(rig.outbox.decisions.ofMailing(word)).rejects.toThrow('not-found');
    time.pass(MINUTE);
    expect(rig.outbox.list().map(({ submission }) => submission)).toEqual(before);
    expect([await archived(profile), server.connections.length]).toEqual([3, 0]);
    await rename(`${record}.away`, record);
    expect(await rig.outbox.decisions.ofMailing(word)).toBe(3);
    for (const submission of before)
      expect((await rig.settled(submission.id)).submission.status).toBe('sent');
    expect([await archived(profile), said(server, 'RCPT').length]).toEqual([3, 3]);
  });
});

describe('a message that is built for another account', () => {
  it('goes to whom it went before: no copy more, in the record neither', async () => {
    const { rig, server, time } = await stage();
    const [before] = rig.account.identities;
    const id = await rig.send({}, at(time, HOUR));
    changeIdentity(rig, { address: 'new@example.org', bccSelf: true });
    const accountId = rig.account.id;
    await rig.outbox.decisions.reroute({ how: 'rebuilt', id, accountId, identityId: null });
    await rig.outbox.decisions.sendNow(id);
    const record = await recorded(rig, id);
    expect(before?.address).not.toBe('new@example.org');
    expect(record).toEqual(['new@example.org', 'jonas@dest.example']);
    expect(named([...said(server, 'MAIL'), ...said(server, 'RCPT')])).toEqual(record);
  });

  it('has the corrected address in its record, which is the one that is tried', async () => {
    const { rig, server } = await stage(
      {
        at: {
          RCPT: (connection, line) =>
            connection.reply(line.includes('wrong') ? '550 5.1.1 no' : '450 4.2.0 later'),
        },
      },
      { others: [{ id: OTHER, name: 'Other' }] },
    );
    const id = await rig.send({ to: to('wrong@dest.example') });
    await rig.settled(id);
    await rig.outbox.decisions.correct(id, 'wrong@dest.example', 'fixed@dest.example');
    await rig.settled(id);
    await rig.outbox.decisions.reroute({ how: 'rebuilt', id, accountId: OTHER, identityId: null });
    expect((await recorded(rig, id)).slice(1)).toEqual(['fixed@dest.example']);
    expect(named(said(server, 'RCPT')).at(-1)).toBe('fixed@dest.example');
    expect(only(rig).submission.recipients).toMatchObject([{ correctedFrom: 'wrong@dest.example' }]);
  });
});
