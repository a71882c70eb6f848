import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { IdentityId } from '#core/message/ids.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { readMessageView } from '#electron/archive/message-view.ts';
import type { HandedOver } from '#electron/outbox/making/handing-over.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '../../servers/scripted-smtp.ts';
import { temporaryFolder } from '../database/folder.ts';
import { openRig, to, type Rig, type RigOptions } from './rig.ts';

async function rigWith(
  script: ScriptedOptions = {},
  more: Partial<RigOptions> = {},
): Promise<{ rig: Rig; server: ScriptedServer; profile: string }> {
  const server = await startScriptedServer(script);
  const profile = temporaryFolder();
  const rig = await openRig({ profile, port: server.port, ...more });
  onTestFinished(async () => {
    await rig.close();
    await server.stop();
  });
  return { rig, server, profile };
}

const fates = (item: OutboxItem): string[] => item.submission.recipients.map((r) => `${r.address} ${r.fate}`);
const bodies = (server: ScriptedServer): Buffer[] =>
  server.connections.filter((c) => c.hasDot).map((c) => c.body);
const unstuffed = (body: Buffer): Buffer =>
  Buffer.from(body.toString('latin1').replace(/^\.(?=\.)|(?<=\r\n)\.(?=\.)/g, ''), 'latin1');

describe('sending', () => {
  it('archives exactly the bytes that went between DATA and the final dot', async () => {
    const { rig, server } = await rigWith();
    const id = await rig.send({ body: '.dot first\n..two\nÉté\n', bcc: to('archive@dest.example') });
    const item = await rig.settled(id);
    expect(item.submission.status).toBe('sent');
    const stored = await readFile(rig.files.pathOf(item.submission.messageId));
    expect(bodies(server).map((body) => unstuffed(body).equals(stored))).toEqual([true]);
  });

  it('names a Bcc in the envelope and in no header field', async () => {
    const { rig, server } = await rigWith();
    const item = await rig.settled(await rig.send({ bcc: to('archive@dest.example') }));
    expect(server.connections[0]?.lines.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<jonas@dest.example>',
      'RCPT TO:<archive@dest.example>',
    ]);
    expect(await readFile(rig.files.pathOf(item.submission.messageId), 'latin1')).not.toContain('archive@');
  });

  it('lists an accepted message in Sent, with its conversation and the digest that was streamed', async () => {
    const { rig } = await rigWith();
    const { submission } = await rig.settled(await rig.send({}));
    const page = await rig.index.page({ list: 'sent', offset: 0, limit: 10 });
    expect(page.rows.map((row) => [row.submissionId, row.accepted])).toEqual([[submission.id, 1]]);
    const view = await readMessageView(rig.files, submission.messageId, submission.id);
    expect(view.bytesIntact).toBe(true);
    expect(view.attempts[0]?.streamedSha256).toBe(view.message.sha256);
    expect(view.attempts[0]?.transcript.map((line) => line.text)).toContain('RCPT TO:<jonas@dest.example>');
    expect(view.submission.status).toBe('sent');
  });

  it('leaves the outbox and the drafts when everyone accepted', async () => {
    const { rig } = await rigWith();
    await rig.settled(await rig.send({}));
    await rig.outbox.close();
    expect(rig.outbox.list()).toEqual([]);
    expect(await rig.drafts.list()).toEqual([]);
    expect(await rig.journal.readAll()).toEqual([]);
  });

  it('keeps text 8-bit where the user chose that, says so in each part that holds it, and asks for 8BITMIME', async () => {
    const { rig } = await rigWith({}, { settings: { undoSeconds: 60 } });
    const { id: draftId } = await rig.drafts.create({
      accountId: rig.account.id,
      identityId: rig.account.identities[0]?.id ?? IdentityId.parse('0'.repeat(26)),
    });
    const file = await rig.drafts.beginFile(draftId, 'a.txt', 'text/plain');
    await rig.drafts.chunk(file, new Uint8Array([65]));
    await rig.drafts.finishFile(file);
    const { content, revision } = await rig.drafts.open(draftId);
    const saved = await rig.drafts.save(draftId, revision, {
      ...content,
      to: to('a@dest.example'),
      body: 'Été\n',
      sending: { ...USUAL_SENDING, eightBit: true },
    });
    await rig.outbox.send(draftId, saved.revision);
    const [item] = rig.outbox.list();
    if (item === undefined) throw new Error('nothing waits');
    const message = await readFile(rig.files.pathOf(item.submission.messageId), 'utf8');
    expect(message).toContain('\r\nÉté\r\n');
    expect(message.match(/^Content-Transfer-Encoding: .*$/gm)).toEqual([
      'Content-Transfer-Encoding: 8bit',
      'Content-Transfer-Encoding: 8bit',
      'Content-Transfer-Encoding: base64',
    ]);
    expect(item.submission.envelope?.body).toBe('8bitmime');
  });

  it('refuses a draft with a wrong address and keeps nothing of it', async () => {
    const { rig } = await rigWith();
    await expect(rig.send({ to: to('jonas@dest', 'x@y.example') })).rejects.toMatchObject({
      error: { code: 'draft-problems', problems: [{ code: 'address-domain-not-qualified', field: 'to' }] },
    });
    expect(await rig.journal.readAll()).toEqual([]);
    expect(await rig.drafts.list()).toHaveLength(1);
  });

  it('sends one draft once, however often Send is pressed', async () => {
    const { rig, server } = await rigWith();
    const identity = rig.account.identities[0];
    if (identity === undefined) throw new Error('no identity');
    const draft = await rig.drafts.create({ accountId: rig.account.id, identityId: identity.id });
    const { revision } = await rig.drafts.save(draft.id, 0, { ...draft.content, to: to('a@dest.example') });
    const pressed = await Promise.allSettled([1, 2, 3].map(() => rig.outbox.send(draft.id, revision)));
    expect(pressed.map((press) => press.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const sent = pressed.find(
      (press): press is PromiseFulfilledResult<HandedOver> => press.status === 'fulfilled',
    );
    if (sent === undefined) throw new Error('nothing was sent');
    await rig.settled(sent.value.submissionId);
    await expect(rig.outbox.send(draft.id, revision)).rejects.toThrow();
    expect(bodies(server)).toHaveLength(1);
  });
});

describe('fates', () => {
  it('keeps recipients the server accepted out of the next attempt', async () => {
    let tries = 0;
    const { rig, server } = await rigWith({
      at: {
        RCPT: (connection, line) => {
          const later = line.includes('later@') && tries++ === 0;
          connection.reply(later ? '450 4.2.1 come back' : '250 2.1.5 Ok');
        },
      },
    });
    const id = await rig.send({ to: to('now@dest.example', 'later@dest.example') });
    expect(fates(await rig.settled(id))).toEqual([
      'now@dest.example accepted',
      'later@dest.example deferred',
    ]);
    await rig.outbox.decisions.sendNow(id);
    expect((await rig.settled(id)).submission.status).toBe('sent');
    expect(server.connections[1]?.lines.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<later@dest.example>',
    ]);
  });

  it('says unknown when the connection is lost behind the final dot, and sends again only by the user’s word', async () => {
    let drop = true;
    const { rig, server } = await rigWith({
      at: {
        dot: (connection) => {
          if (drop) connection.reset();
          else connection.reply('250 2.0.0 Ok');
        },
      },
    });
    const id = await rig.send({});
    const item = await rig.settled(id);
    expect([item.submission.status, item.submission.diagnosis?.code]).toEqual(['unknown', 'outcome-unknown']);
    await expect(rig.outbox.decisions.sendNow(id)).rejects.toThrow('not-now');
    drop = false;
    await rig.outbox.decisions.word(id, 'send-again');
    expect((await rig.settled(id)).submission.status).toBe('sent');
    const [first, second] = bodies(server);
    expect(first !== undefined && second !== undefined && first.equals(second)).toBe(true);
  });

  it('takes “it arrived” as the end of it', async () => {
    const { rig } = await rigWith({
      at: {
        dot: (connection) => {
          connection.finish();
        },
      },
    });
    const id = await rig.send({});
    await rig.settled(id);
    await rig.outbox.decisions.word(id, 'arrived');
    expect(rig.outbox.list()).toEqual([]);
  });

  it('brings the draft back when nobody got it and the user gives up', async () => {
    const { rig } = await rigWith({ at: { greeting: '554 5.3.2 no service' } });
    const id = await rig.send({ subject: 'Kept' });
    const item = await rig.settled(id);
    expect(item.submission.diagnosis?.code).toBe('greeting-refused');
    await rig.outbox.decisions.cancel(id);
    expect((await rig.drafts.list()).map((draft) => draft.subject)).toEqual(['Kept']);
    expect(rig.outbox.list()).toEqual([]);
  });

  it('has the server’s answer on disk before it says goodbye, and the goodbye with the conversation', async () => {
    let known: string[] = [];
    const { rig } = await rigWith({
      at: {
        QUIT: async (connection) => {
          const journalled = (await rig.journal.readAll()).map(({ kind }) => kind);
          const [sent] = (await rig.index.page({ list: 'sent', offset: 0, limit: 1 })).rows;
          known = sent === undefined ? journalled : ['transaction-ended'];
          connection.finish('221 2.0.0 bye\r\n');
        },
      },
    });
    const item = await rig.settled(await rig.send({}));
    await rig.close();
    expect(known).toContain('transaction-ended');
    const view = await readMessageView(rig.files, item.submission.messageId, item.submission.id);
    expect(view.attempts[0]?.transcript.map((line) => line.text)).toContain('QUIT');
  });

  it('tells that a record grew by the answer to QUIT, once it is there to be read', async () => {
    const { rig } = await rigWith({ at: { QUIT: (connection) => connection.finish('221 2.0.0 bye\r\n') } });
    const item = await rig.settled(await rig.send({}));
    await expect.poll(() => rig.grown).toEqual([item.submission.id]);
    const view = await readMessageView(rig.files, item.submission.messageId, item.submission.id);
    expect(view.attempts[0]?.transcript.at(-1)?.text).toBe('221 2.0.0 bye');
    await rig.close();
  });

  it('holds a message that is larger than the server takes', async () => {
    const { rig } = await rigWith({ at: { EHLO: '250-test\r\n250 SIZE 100' } });
    const { submission } = await rig.settled(await rig.send({}));
    expect([submission.status, submission.diagnosis?.code]).toEqual(['held', 'message-too-large']);
  });

  it('stops before the final dot and lets everyone wait', async () => {
    const { rig, server } = await rigWith({
      at: {
        DATA: () => {
          const [item] = rig.outbox.list();
          if (item !== undefined) rig.outbox.stop(item.submission.id);
        },
      },
    });
    const id = await rig.send({});
    const item = await rig.settled(id);
    expect([item.submission.status, item.submission.diagnosis?.code]).toEqual(['paused', 'stopped-by-user']);
    expect(bodies(server)).toEqual([]);
  });

  it('ends without a dot when the file is no longer what was recorded', async () => {
    const { rig, server, profile } = await rigWith({
      at: {
        EHLO: async (connection) => {
          const [item] = rig.outbox.list();
          if (item !== undefined) await rewrite(rig.files.pathOf(item.submission.messageId));
          connection.reply('250 test');
        },
      },
    });
    expect(profile).not.toBe('');
    const item = await rig.settled(await rig.send({}));
    expect([item.submission.status, item.submission.diagnosis?.code]).toEqual(['held', 'bytes-changed']);
    expect(bodies(server)).toEqual([]);
  });
});

/** Changes one octet, keeps the size. */
async function rewrite(file: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  const bytes = await readFile(file);
  const before = createHash('sha256').update(bytes).digest('hex');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  expect(createHash('sha256').update(bytes).digest('hex')).not.toBe(before);
  await writeFile(file, bytes);
}
