// A draft that is looked at before it goes is sent as the bytes that were looked at, or not at all.
import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PreviewView } from '#core/contract/preview.ts';
import type { DraftContent } from '#core/message/draft.ts';
import type { DraftId } from '#core/message/ids.ts';
import { GOOD_FOR } from '#electron/outbox/making/previews.ts';
import { openRig, to, type Rig, type RigOptions } from './rig.ts';
import { temporaryFolder } from '../database/folder.ts';
import { stage, MINUTE } from './stage.ts';
import { Time } from './time.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** nodemailer's own server; each message as its stream gave it, dots undone. */
async function realServer(): Promise<{ port: number; taken: string[] }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: 0,
    onData(stream, _, done) {
      const hash = createHash('sha256');
      stream.on('data', (chunk: Uint8Array) => hash.update(chunk));
      stream.on('end', () => {
        taken.push(hash.digest('hex'));
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve(portOf(listening.address())));
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port, taken };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  return address.port;
}

async function rigAt(port: number, more: Partial<RigOptions> = {}): Promise<{ rig: Rig; profile: string }> {
  const profile = temporaryFolder();
  const rig = await openRig({ profile, port, ...more });
  onTestFinished(() => rig.close());
  return { rig, profile };
}

async function draftIn(
  rig: Rig,
  content: Partial<DraftContent> = {},
): Promise<{ id: DraftId; revision: number }> {
  const [identity] = rig.account.identities;
  if (identity === undefined) throw new Error('no identity');
  const { id } = await rig.drafts.create({ accountId: rig.account.id, identityId: identity.id });
  return { id, ...(await write(rig, id, content)) };
}

async function write(
  rig: Rig,
  id: DraftId,
  content: Partial<DraftContent> = {},
): Promise<{ revision: number }> {
  const draft = await rig.drafts.open(id);
  return rig.drafts.save(id, draft.revision, {
    ...draft.content,
    to: to('jonas@dest.example'),
    subject: 'Quote',
    body: '.one\n..two\nÉté\n',
    ...content,
  });
}

async function attach(rig: Rig, id: DraftId, bytes: Uint8Array): Promise<void> {
  const file = await rig.drafts.beginFile(id, 'plan.pdf', 'application/pdf');
  for (let at = 0; at < bytes.length; at += 1 << 20)
    await rig.drafts.chunk(file, bytes.subarray(at, at + (1 << 20)));
  await rig.drafts.finishFile(file);
}

/** As the page reads it: by ranges. */
async function shown(rig: Rig, { id, size }: PreviewView): Promise<Buffer> {
  const previews = await rig.outbox.previews();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < size; at += 1 << 20) parts.push((await previews.read(id, at, 1 << 20)).bytes);
  return Buffer.concat(parts);
}

const staged = (profile: string): Promise<string[]> => readdir(path.join(profile, 'archive', 'tmp'));

describe('the bytes', () => {
  it('are the same in the preview, in the archive and at the server', async () => {
    const { port, taken } = await realServer();
    const { rig } = await rigAt(port);
    const { id, revision } = await draftIn(rig, { bcc: to('archive@dest.example') });
    await attach(rig, id, new Uint8Array(3_000_000).fill(7));
    const preview = await (await rig.outbox.previews()).build(id, revision);
    const looked = await shown(rig, preview);
    const { submissionId } = await rig.outbox.send(id, revision, null, preview.id);
    const { submission } = await rig.settled(submissionId);
    const archived = await readFile(rig.files.pathOf(submission.messageId));
    expect([submission.messageId, looked.length]).toEqual([preview.id, preview.size]);
    expect([sha256(looked), sha256(archived), ...taken]).toEqual(new Array<string>(3).fill(preview.sha256));
  });

  it('are sent by Send from the composer too, as long as nothing has changed', async () => {
    const { port, taken } = await realServer();
    const { rig } = await rigAt(port);
    const { id, revision } = await draftIn(rig);
    const preview = await (await rig.outbox.previews()).build(id, revision);
    const { submissionId } = await rig.outbox.send(id, revision);
    await rig.settled(submissionId);
    expect(taken).toEqual([preview.sha256]);
  });

  it('are built once: a second look shows the same', async () => {
    const { rig } = await stage();
    const { id, revision } = await draftIn(rig);
    const previews = await rig.outbox.previews();
    const first = await previews.build(id, revision);
    expect(await previews.build(id, revision)).toEqual(first);
  });

  it('name a Bcc in the envelope alone', async () => {
    const { rig } = await stage();
    const { id, revision } = await draftIn(rig, { bcc: to('archive@dest.example') });
    const preview = await (await rig.outbox.previews()).build(id, revision);
    expect(preview.envelope.recipients.map(({ address }) => address)).toContain('archive@dest.example');
    expect((await shown(rig, preview)).toString('latin1')).not.toContain('archive@');
  });
});

describe('what is sent when something has changed since', () => {
  it('is nothing, when the preview was to be sent', async () => {
    const { rig } = await stage();
    const { id, revision } = await draftIn(rig);
    const preview = await (await rig.outbox.previews()).build(id, revision);
    const changed = await write(rig, id, { subject: 'Another' });
    await expect(rig.outbox.send(id, changed.revision, null, preview.id)).rejects.toMatchObject({
      error: { code: 'preview-outdated' },
    });
    expect(rig.outbox.list()).toEqual([]);
  });

  it('is a message of its own, when the draft was to be sent; of the preview nothing is left', async () => {
    const { rig, profile } = await stage({}, { settings: { undoSeconds: 60 } });
    const { id, revision } = await draftIn(rig);
    const previews = await rig.outbox.previews();
    const preview = await previews.build(id, revision);
    const changed = await write(rig, id, { subject: 'Another' });
    await rig.outbox.send(id, changed.revision);
    const [item] = rig.outbox.list();
    expect(item?.submission.messageId).not.toBe(preview.id);
    await expect(previews.read(preview.id, 0, 10)).rejects.toMatchObject({ error: { code: 'not-found' } });
    expect(await staged(profile)).toEqual([]);
  });

  it('asks again for a sender who has changed', async () => {
    const { rig } = await stage();
    const { id, revision } = await draftIn(rig);
    const preview = await (await rig.outbox.previews()).build(id, revision);
    const identities = rig.account.identities.map((one) => ({ ...one, organisation: 'Elsewhere' }));
    rig.setAccount({ ...rig.account, identities });
    await expect(rig.outbox.send(id, revision, null, preview.id)).rejects.toMatchObject({
      error: { code: 'preview-outdated' },
    });
  });

  it('asks again for a file that came to it, which no save of the draft tells', async () => {
    const { rig } = await stage();
    const { id, revision } = await draftIn(rig);
    const preview = await (await rig.outbox.previews()).build(id, revision);
    await attach(rig, id, new Uint8Array([1]));
    await expect(rig.outbox.send(id, revision, null, preview.id)).rejects.toMatchObject({
      error: { code: 'preview-outdated' },
    });
  });

  it('refuses a file that is not what was attached', async () => {
    const { rig, profile } = await stage();
    const file = path.join(profile, 'plan.txt');
    await writeFile(file, 'one');
    const { id, revision } = await draftIn(rig);
    await rig.drafts.addFile(id, file);
    const preview = await (await rig.outbox.previews()).build(id, revision);
    await appendFile(file, ' and more');
    await expect(rig.outbox.send(id, revision, null, preview.id)).rejects.toThrow();
    expect(rig.outbox.list()).toEqual([]);
  });

  it('has the time that was chosen as its Date, and so other bytes', async () => {
    const { rig, time } = await stage();
    const { id, revision } = await draftIn(rig);
    const preview = await (await rig.outbox.previews()).build(id, revision);
    const at = time.now() + 60 * MINUTE;
    await rig.outbox.send(id, revision, { at, zone: 'UTC' });
    const [item] = rig.outbox.list();
    if (item === undefined) throw new Error('nothing waits');
    const { messageId } = item.submission;
    expect(messageId).not.toBe(preview.id);
    const date = /^Date: (.*)$/m.exec(await readFile(rig.files.pathOf(messageId), 'latin1'))?.[1] ?? '';
    expect(Date.parse(date)).toBe(Math.floor(at / 1000) * 1000);
  });
});

describe('a Date', () => {
  it('grows too old: the preview goes, and another one has the Date of then', async () => {
    const { rig, time, profile } = await stage();
    const { id, revision } = await draftIn(rig);
    const previews = await rig.outbox.previews();
    const first = await previews.build(id, revision);
    time.pass(GOOD_FOR);
    await expect(rig.outbox.send(id, revision, null, first.id)).rejects.toMatchObject({
      error: { code: 'preview-outdated' },
    });
    const second = await previews.build(id, revision);
    expect([second.date - first.date, second.id === first.id]).toEqual([GOOD_FOR, false]);
    expect(await staged(profile)).toEqual([`${second.id}.eml`]);
  });

  it('of tomorrow, for a clock that was set back, is not sent', async () => {
    const { rig, time } = await stage();
    const { id, revision } = await draftIn(rig);
    const preview = await (await rig.outbox.previews()).build(id, revision);
    time.leap(-24 * 60 * MINUTE);
    await expect(rig.outbox.send(id, revision, null, preview.id)).rejects.toMatchObject({
      error: { code: 'preview-outdated' },
    });
  });
});

describe('what is left behind', () => {
  it('is nothing when building is called off', async () => {
    const { rig, profile } = await stage();
    const { id, revision } = await draftIn(rig);
    await attach(rig, id, new Uint8Array(8_000_000));
    const previews = await rig.outbox.previews();
    const built = previews.build(id, revision);
    const dropped = previews.drop(id);
    await expect(built).rejects.toMatchObject({ error: { code: 'cancelled' } });
    await dropped;
    expect(await readdir(path.join(profile, 'archive', 'tmp')).catch(() => [])).toEqual([]);
  });

  it('is nothing when the program ends, nor after it was killed', async () => {
    const { rig, again, profile } = await stage();
    const { id, revision } = await draftIn(rig);
    await (await rig.outbox.previews()).build(id, revision);
    await again();
    expect(await staged(profile)).toEqual([]);
    await writeFile(path.join(profile, 'archive', 'tmp', 'left.eml'), 'x');
    const { files } = await again();
    await files.sweepOrphans(new Set());
    expect(await staged(profile)).toEqual([]);
  });

  it('is one preview of a draft, however often it was changed', async () => {
    const { rig, profile } = await stage();
    const { id, revision } = await draftIn(rig);
    const previews = await rig.outbox.previews();
    await previews.build(id, revision);
    const changed = await write(rig, id, { subject: 'Another' });
    const last = await previews.build(id, changed.revision);
    expect(await staged(profile)).toEqual([`${last.id}.eml`]);
  });
});

it('is refused for a draft that cannot be sent, and says why', async () => {
  const { rig } = await rigAt(1, { clock: new Time() });
  const { id, revision } = await draftIn(rig, { to: to('jonas@dest') });
  await expect((await rig.outbox.previews()).build(id, revision)).rejects.toMatchObject({
    error: { code: 'draft-problems', problems: [{ code: 'address-domain-not-qualified' }] },
  });
});
