/** One composition, several messages, before a real server: each goes alone, all are taken or none, and one Undo brings back the one draft. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DraftContent } from '#core/message/draft.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import type { ScriptedServer } from '../../servers/scripted-smtp.ts';
import { temporaryFolder } from '../database/folder.ts';
import { MANY, manyEach } from './one-each-draft.ts';
import { openRig, to, type Rig } from './rig.ts';
import { MINUTE, said, SECOND, stage, type Stage } from './stage.ts';
import type { Time } from './time.ts';

const each = (changes: Partial<DraftContent> = {}): Partial<DraftContent> => ({
  to: to('a@dest.example', 'b@dest.example'),
  cc: to('c@dest.example'),
  bcc: to('d@dest.example'),
  subject: 'Each',
  sending: { ...USUAL_SENDING, oneEach: true },
  ...changes,
});
const PEOPLE = ['a@dest.example', 'b@dest.example', 'c@dest.example', 'd@dest.example'];

/** Time goes on until it is so: what is told to the window and put away waits for a moment. */
const until = (time: Time, isSo: () => boolean): Promise<void> =>
  expect
    .poll(
      () => {
        time.pass(SECOND);
        return isSo();
      },
      { timeout: 15_000 },
    )
    .toBe(true);
const atRest = ({ rig, time }: Pick<Stage, 'rig' | 'time'>) =>
  until(time, () => rig.outbox.summary().total === 0);
const heads = ({ connections }: ScriptedServer): string[] =>
  connections.flatMap(({ bodies }) =>
    bodies.map((body) => body.toString('latin1').split('\r\n\r\n')[0] ?? ''),
  );
const fieldsOf = (server: ScriptedServer, name: string): string[] =>
  heads(server).flatMap((head) =>
    head.split('\r\n').flatMap((line) => (line.startsWith(`${name}: `) ? line.slice(name.length + 2) : [])),
  );
const subjects = async (rig: Rig): Promise<string[]> =>
  (await rig.drafts.list()).map(({ subject }) => subject);
const archived = async (profile: string): Promise<string[]> =>
  (await readdir(path.join(profile, 'archive'), { recursive: true })).filter((name) => name.endsWith('.eml'));

describe('one message each', () => {
  it('is a message for each recipient, with one RCPT, and one To in the header', async () => {
    const { rig, server, time } = await stage();
    await rig.send(each());
    await atRest({ rig, time });
    expect(
      said(server, 'RCPT')
        .map((line) => /<(.*)>/.exec(line)?.[1])
        .toSorted(),
    ).toEqual(PEOPLE);
    expect(said(server, 'MAIL')).toHaveLength(4);
    expect(fieldsOf(server, 'To').toSorted()).toEqual(PEOPLE);
    expect([...fieldsOf(server, 'Cc'), ...fieldsOf(server, 'Bcc')]).toEqual([]);
  });

  it('gives each its own Message-ID and its own line in Sent', async () => {
    const { rig, server, time } = await stage();
    await rig.send(each());
    await atRest({ rig, time });
    expect(new Set(fieldsOf(server, 'Message-ID')).size).toBe(4);
    await expect
      .poll(async () => (await rig.index.page({ list: 'sent', offset: 0, limit: 10 })).total)
      .toBe(4);
  });

  it('answers with how many there are, and removes the draft when all of them are over', async () => {
    const { rig, time } = await stage();
    const draft = await saved(rig, each());
    const { messages } = await rig.outbox.send(draft.id, draft.revision);
    await atRest({ rig, time });
    expect(messages).toBe(4);
    await expect.poll(() => rig.drafts.submitted()).toEqual([]);
    expect(await rig.drafts.list()).toEqual([]);
    await expect.poll(() => rig.journal.readAll()).toEqual([]);
  });

  it('learns everybody who accepted it', async () => {
    const { rig, time } = await stage();
    await rig.send(each());
    await atRest({ rig, time });
    await expect.poll(async () => (await rig.contacts.page('', 0, 9)).total).toBe(4);
  });

  it('keeps the draft for its files until the last of them is over', async () => {
    const { rig, time } = await stage({
      at: { RCPT: (connection, line) => connection.reply(line.includes('<b@') ? '550 5.1.1 no' : '250 Ok') },
    });
    await rig.send(each());
    await until(time, () => rig.outbox.summary().failed === 1 && rig.outbox.summary().total === 1);
    const [failed] = rig.outbox.list();
    if (failed === undefined) throw new Error('nothing failed');
    expect(await rig.drafts.submitted()).toHaveLength(1);
    // The others have it: what is left is no draft any more.
    expect(failed.actions).not.toContain('edit');
    await rig.outbox.decisions.dismiss(failed.submission.id);
    expect(await rig.drafts.submitted()).toEqual([]);
    expect(await rig.drafts.list()).toEqual([]);
    // The records of the others may still be on their way to the disk.
    await expect.poll(() => rig.journal.readAll()).toEqual([]);
  });

  it('brings the draft back when all of them were refused and put away', async () => {
    const { rig, time } = await stage({ at: { RCPT: '550 5.1.1 no such user' } });
    await rig.send(each());
    await until(
      time,
      () => rig.outbox.list().filter(({ actions }) => actions.includes('dismiss')).length === 4,
    );
    for (const { submission } of rig.outbox.list()) await rig.outbox.decisions.dismiss(submission.id);
    expect(await subjects(rig)).toEqual(['Each']);
    expect(await rig.journal.readAll()).toEqual([]);
  });

  it('takes none where one cannot be built', async () => {
    const { rig, profile, server } = await stage();
    await mkdir(path.join(profile, 'archive'), { recursive: true });
    const bcc = [{ name: '', address: 'josé@dest.example' }];
    await expect(rig.send(each({ bcc }))).rejects.toMatchObject({ error: { code: 'draft-problems' } });
    expect(rig.outbox.list()).toEqual([]);
    expect(await archived(profile)).toEqual([]);
    expect(await subjects(rig)).toEqual(['Each']);
    expect(server.connections).toEqual([]);
  });
});

describe('Undo', () => {
  const undoable = { settings: { undoSeconds: 10 } };

  it('brings the one draft back, and none of them goes', async () => {
    const { rig, server, time } = await stage({}, undoable);
    const id = await rig.send(each());
    expect(rig.outbox.list()).toHaveLength(4);
    await rig.outbox.decisions.edit(id);
    expect(rig.outbox.list()).toEqual([]);
    time.pass(MINUTE);
    expect(server.connections).toEqual([]);
    expect(await subjects(rig)).toEqual(['Each']);
    const [draft] = await rig.drafts.list();
    if (draft === undefined) throw new Error('no draft');
    const { content } = await rig.drafts.open(draft.id);
    expect([content.to, content.cc, content.bcc].map((entries) => entries.length)).toEqual([2, 1, 1]);
    expect(content.sending.oneEach).toBe(true);
  });

  it('is the same from any of them', async () => {
    const { rig } = await stage({}, undoable);
    await rig.send(each());
    const last = rig.outbox.list()[0];
    if (last === undefined) throw new Error('nothing waits');
    await rig.outbox.decisions.edit(last.submission.id);
    expect(rig.outbox.list()).toEqual([]);
    expect(await subjects(rig)).toEqual(['Each']);
  });

  it('is not offered, and refused, once one of them has gone', async () => {
    const { rig, time } = await stage({}, undoable);
    const id = await rig.send(each());
    const [other] = rig.outbox.list().filter(({ submission }) => submission.id !== id);
    if (other === undefined) throw new Error('only one');
    await rig.outbox.decisions.sendNow(other.submission.id);
    await until(time, () => rig.outbox.summary().total === 3);
    expect(rig.outbox.list().flatMap(({ actions }) => actions)).not.toContain('edit');
    await expect(rig.outbox.decisions.edit(id)).rejects.toMatchObject({ error: { code: 'not-now' } });
    expect(await rig.drafts.list()).toEqual([]);
  });

  it('can be sent again afterwards, and goes once to each', async () => {
    const { rig, server, time } = await stage({}, undoable);
    const id = await rig.send(each());
    const draftId = await rig.outbox.decisions.edit(id);
    const { revision } = await rig.drafts.open(draftId);
    await rig.outbox.send(draftId, revision);
    time.pass(11 * SECOND);
    await atRest({ rig, time });
    expect(said(server, 'RCPT')).toHaveLength(4);
  });
});

describe('another start', () => {
  it('sends each that waits once, and settles the draft by all of them', async () => {
    let isDeaf = true;
    const { rig, server, time, again } = await stage({
      at: {
        RCPT: (connection, line) => connection.reply(isDeaf && line.includes('<b@') ? '550 no' : '250 Ok'),
      },
    });
    await rig.send(each());
    await until(time, () => rig.outbox.summary().failed === 1 && rig.outbox.summary().total === 1);
    isDeaf = false;
    const second = await again();
    const [failed] = second.outbox.list();
    if (failed === undefined) throw new Error('lost');
    expect(await second.drafts.submitted()).toHaveLength(1);
    await second.outbox.decisions.correct(failed.submission.id, 'b@dest.example', 'e@dest.example');
    await atRest({ rig: second, time });
    expect(heads(server)).toHaveLength(4);
    await expect.poll(() => second.drafts.submitted()).toEqual([]);
    expect(await second.drafts.list()).toEqual([]);
  });
});

describe('kill -9 while they are taken', () => {
  const child = fileURLToPath(new URL('./one-each-child.ts', import.meta.url));

  /** Which look at the clock it dies at: each message looks once, the undo delay last, just before the journal is written. */
  const moments = [1, 2, MANY / 2, MANY, MANY + 1, MANY + 2].map((look) => `look ${String(look)}`);

  it.each([...moments, 'write 0', 'write 1', 'write 3', 'written'])(
    'at %s: none of them, or all',
    async (moment) => {
      const profile = temporaryFolder();
      const [code] = await ended(
        spawn(process.execPath, [child, profile, ...moment.split(' ')], { stdio: 'inherit' }),
      );
      expect(code).toBeNull();
      const rig = await openRig({ profile, port: 9, settings: { undoSeconds: 600 } });
      onTestFinished(() => rig.close());
      const waiting = rig.outbox.summary().total;
      expect([0, MANY]).toContain(waiting);
      if (moment.startsWith('look')) expect(waiting).toBe(0);
      if (moment === 'written') expect(waiting).toBe(MANY);
      // One of the two has it, never both and never none.
      expect((await rig.drafts.list()).length + (await rig.drafts.submitted()).length).toBe(1);
      expect(await subjects(rig)).toEqual(waiting === 0 ? [manyEach.subject] : []);
      const [item] = rig.outbox.list();
      if (item !== undefined) await rig.outbox.decisions.edit(item.submission.id);
      expect(await subjects(rig)).toEqual([manyEach.subject]);
    },
    60_000,
  );

  const ended = (process: ReturnType<typeof spawn>): Promise<unknown[]> => once(process, 'exit');
});

async function saved(rig: Rig, changes: Partial<DraftContent>) {
  const identity = rig.account.identities[0];
  if (identity === undefined) throw new Error('no identity');
  const draft = await rig.drafts.create({ accountId: rig.account.id, identityId: identity.id });
  const { revision } = await rig.drafts.save(draft.id, 0, { ...draft.content, ...changes });
  return { id: draft.id, revision };
}
