/** What becomes of the draft behind a submission, whatever comes in between: it is neither lost nor sent twice. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SubmissionId, type DraftId } from '#core/message/ids.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { startScriptedServer, type ScriptedOptions } from '../../servers/scripted-smtp.ts';
import { temporaryFolder } from '../database/folder.ts';
import { openRig, to, type Rig } from './rig.ts';

const REFUSED: ScriptedOptions = { at: { RCPT: '550 5.1.1 no such user' } };
const DEAF: ScriptedOptions = { at: { greeting: '554 5.3.2 no service' } };

/** One profile that is opened again and again, as by the program's starts. */
async function profileWith(script: ScriptedOptions): Promise<{
  folder: string;
  bodies: () => number;
  start: () => Promise<Rig>;
}> {
  const server = await startScriptedServer(script);
  const folder = temporaryFolder();
  onTestFinished(() => server.stop());
  return {
    folder,
    bodies: () => server.connections.filter((connection) => connection.hasDot).length,
    start: async () => {
      const rig = await openRig({ profile: folder, port: server.port });
      let isOpen = true;
      onTestFinished(async () => {
        if (isOpen) await rig.close();
      });
      return {
        ...rig,
        close: () => {
          isOpen = false;
          return rig.close();
        },
      };
    },
  };
}

const subjects = async (rig: Rig): Promise<string[]> =>
  (await rig.drafts.list()).map(({ subject }) => subject);
const draftOf = async (rig: Rig): Promise<DraftId> => {
  const [hidden] = await rig.drafts.submitted();
  if (hidden === undefined) throw new Error('no draft is hidden');
  return hidden.id;
};

it('brings the draft back when a message that everybody refused is put away', async () => {
  const rig = await (await profileWith(REFUSED)).start();
  const id = await rig.send({ subject: 'Refused' });
  expect((await rig.settled(id)).submission.status).toBe('failed');
  await rig.outbox.decisions.dismiss(id);
  expect(await subjects(rig)).toEqual(['Refused']);
  expect(await rig.journal.readAll()).toEqual([]);
});

it('removes the draft when a message that somebody accepted is put away', async () => {
  const rig = await (
    await profileWith({
      at: {
        RCPT: (connection, line) => connection.reply(line.includes('no@') ? '550 5.1.1 no' : '250 2.1.5 Ok'),
      },
    })
  ).start();
  const id = await rig.send({ to: to('yes@dest.example', 'no@dest.example') });
  expect((await rig.settled(id)).submission.status).toBe('partly-sent');
  await rig.outbox.decisions.dismiss(id);
  expect(await rig.drafts.submitted()).toEqual([]);
  expect(await rig.drafts.list()).toEqual([]);
});

describe('a start', () => {
  it('brings back the draft of a submission that was given up just before a crash', async () => {
    const profile = await profileWith(DEAF);
    const first = await profile.start();
    const id = await first.send({ subject: 'Given up' });
    await first.settled(id);
    const at = Date.now();
    await first.journal.append([
      { kind: 'cancelled', submissionId: id, at },
      { kind: 'dismissed', submissionId: id, at },
    ] satisfies OutboxEvent[]);
    await first.close();
    const second = await profile.start();
    expect(await subjects(second)).toEqual(['Given up']);
    expect(second.outbox.list()).toEqual([]);
  });

  it('goes on when the draft is gone and the journal still has its submission', async () => {
    const profile = await profileWith(DEAF);
    const first = await profile.start();
    const id = await first.send({});
    await first.settled(id);
    await first.drafts.removeSubmitted(await draftOf(first));
    await first.close();
    const second = await profile.start();
    expect(second.outbox.list().map(({ submission }) => submission.id)).toEqual([id]);
    await second.outbox.decisions.cancel(id);
    expect(second.outbox.list()).toEqual([]);
  });

  it('goes on when one message’s record is gone, says so, and brings its draft back', async () => {
    const profile = await profileWith(DEAF);
    const first = await profile.start();
    const lost = await first.send({ subject: 'Record lost' });
    const { submission } = await first.settled(lost);
    const kept = await first.send({ subject: 'Kept' });
    expect(kept).not.toBe(lost);
    const record = first.files.pathOf(submission.messageId).replace(/eml$/, 'jsonl');
    await first.close();
    await rm(record);
    const second = await profile.start();
    expect(second.gone).toBe(1);
    expect(second.outbox.list().map((item) => item.subject)).toEqual(['Kept']);
    expect(await subjects(second)).toEqual(['Record lost']);
  });

  it('brings back a draft whose submission the journal does not know', async () => {
    const profile = await profileWith(DEAF);
    const first = await profile.start();
    await first.settled(await first.send({ subject: 'Forgotten' }));
    await first.close();
    for (const end of ['', '-wal', '-shm', '-log'])
      await rm(path.join(profile.folder, `journal.db${end}`), { force: true });
    const second = await profile.start();
    expect(await subjects(second)).toEqual(['Forgotten']);
  });

  it('removes a draft whose submission the journal does not know and its record knows as accepted', async () => {
    const profile = await profileWith({});
    const first = await profile.start();
    const id = await first.send({});
    const { submission } = await first.settled(id);
    await first.outbox.close();
    const identity = first.account.identities[0];
    if (identity === undefined) throw new Error('no identity');
    const draft = await first.drafts.create({ accountId: first.account.id, identityId: identity.id });
    await first.drafts.hideForSubmission(draft.id, submission.id);
    await first.close();
    const second = await profile.start();
    expect(await second.drafts.submitted()).toEqual([]);
    expect(await second.drafts.list()).toEqual([]);
  });

  it('lists what was accepted even when a crash came before the list was told', async () => {
    const profile = await profileWith({
      at: {
        RCPT: (connection, line) => connection.reply(line.includes('no@') ? '550 5.1.1 no' : '250 2.1.5 Ok'),
      },
    });
    const first = await profile.start();
    await first.settled(await first.send({ to: to('yes@dest.example', 'no@dest.example') }));
    await first.close();
    for (const end of ['', '-wal', '-shm', '-log'])
      await rm(path.join(profile.folder, `index.db${end}`), { force: true });
    const second = await profile.start();
    expect((await second.index.page({ list: 'sent', offset: 0, limit: 10 })).total).toBe(1);
  });
});

describe('one draft', () => {
  it('is not sent again by another window while its message waits in the outbox', async () => {
    const rig = await (await profileWith(DEAF)).start();
    await rig.settled(await rig.send({}));
    const { id, revision } = await rig.drafts.open(await draftOf(rig));
    await expect(rig.outbox.send(id, revision)).rejects.toThrow('not-now');
    expect(rig.outbox.list()).toHaveLength(1);
  });

  it('can be sent again once it came back', async () => {
    const rig = await (await profileWith(DEAF)).start();
    const first = await rig.send({});
    await rig.settled(first);
    await rig.outbox.decisions.cancel(first);
    const [draft] = await rig.drafts.list();
    if (draft === undefined) throw new Error('it did not come back');
    const { revision } = await rig.drafts.open(draft.id);
    const { submissionId: second } = await rig.outbox.send(draft.id, revision);
    expect(rig.outbox.list().map(({ submission }) => [submission.id, submission.status])).toEqual([
      [second, 'held'],
    ]);
  });

  it('that cannot be hidden is sent all the same, and the sender is told so', async () => {
    const profile = await profileWith({});
    const rig = await profile.start();
    const identity = rig.account.identities[0];
    if (identity === undefined) throw new Error('no identity');
    const draft = await rig.drafts.create({ accountId: rig.account.id, identityId: identity.id });
    const { revision } = await rig.drafts.save(draft.id, 0, { ...draft.content, to: to('a@dest.example') });
    const sending = rig.outbox.send(draft.id, revision);
    // Another window removes it meanwhile.
    await rig.drafts.remove(draft.id);
    const id = (await sending.catch(() => null))?.submissionId ?? null;
    // Refused before anything was journalled, or sent and told so: nothing in between.
    if (id === null) expect(await rig.journal.readAll()).toEqual([]);
    else expect((await rig.settled(SubmissionId.parse(id))).submission.status).toBe('sent');
    expect(profile.bodies()).toBe(id === null ? 0 : 1);
  });
});

it('takes two windows at one word when both say “send again”', async () => {
  let drops = 0;
  const profile = await profileWith({
    at: {
      dot: (connection) => {
        if (drops++ === 0) connection.reset();
        else connection.reply('451 4.3.0 later');
      },
    },
  });
  const rig = await profile.start();
  const id = await rig.send({});
  expect((await rig.settled(id)).submission.status).toBe('unknown');
  const said = await Promise.allSettled([
    rig.outbox.decisions.word(id, 'send-again'),
    rig.outbox.decisions.word(id, 'send-again'),
    rig.outbox.decisions.cancel(id),
  ]);
  expect(said.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  const item = await rig.settled(id);
  expect([item.submission.status, item.submission.attempts]).toEqual(['deferred', 2]);
  await rig.outbox.close();
  expect(profile.bodies()).toBe(2);
});
