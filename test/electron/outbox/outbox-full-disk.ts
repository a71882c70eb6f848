/** Sends until the disk is full at one of the writes, frees it, and starts again; prints what the server got and what is known. Run by small-disk.ts. */
import { closeSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import path from 'node:path';
import { startScriptedServer } from '../../servers/scripted-smtp.ts';
import { openRig, to } from './rig.ts';

const folder = process.argv[2] ?? '';
const profile = path.join(folder, 'profile');
const ballast = path.join(folder, 'ballast');
const told: unknown[] = [];

/** Leaves so many bytes, more or less a page. */
function fill(room: number): void {
  const file = openSync(ballast, 'w');
  const block = Buffer.alloc(4096);
  let size = 0;
  try {
    for (;;) size += writeSync(file, block);
  } catch {
    // Full, as wanted.
  }
  closeSync(file);
  truncateSync(ballast, Math.max(0, size - room));
}

/** Too little for the journal's log, and enough for a message. */
const NO_LOG = 400_000;

/** At which step of the conversation the disk fills up, what it leaves, and what was left before the message was made. */
const CASES = [
  ['build', 0],
  ['build', 16_384],
  ['MAIL', 0],
  ['DATA', 0],
  ['DATA', 0, NO_LOG],
  ['dot', 0],
  ['dot', 4096],
  ['QUIT', 0],
] as const;

for (const [when, room, before] of CASES) {
  let dots = 0;
  const at = (step: string): void => {
    if (step === when) fill(room);
  };
  const server = await startScriptedServer({
    at: {
      MAIL: (connection) => {
        at('MAIL');
        connection.reply('250 2.1.0 Ok');
      },
      DATA: (connection) => {
        at('DATA');
        connection.beginBody();
        connection.reply('354 go');
      },
      dot: (connection) => {
        dots += 1;
        at('dot');
        connection.reply('250 2.0.0 Ok');
      },
      QUIT: (connection) => {
        at('QUIT');
        connection.finish('221 2.0.0 bye\r\n');
      },
    },
  });
  rmSync(profile, { recursive: true, force: true });
  const first = await openRig({ profile, port: server.port });
  const identity = first.account.identities[0];
  if (identity === undefined) throw new Error('no identity');
  const draft = await first.drafts.create({ accountId: first.account.id, identityId: identity.id });
  const content = { ...draft.content, to: to('a@dest.example'), body: 'x'.repeat(20_000) };
  const { revision } = await first.drafts.save(draft.id, 0, content);
  if (before !== undefined) fill(before);
  at('build');
  const id = (await first.outbox.send(draft.id, revision).catch(() => null))?.submissionId ?? null;
  const tried = id === null ? null : (await first.settled(id)).submission;
  const fate = tried?.status ?? 'not sent';
  const why = tried?.diagnosis?.code ?? null;
  const conversation = dots;
  rmSync(ballast, { force: true });
  await first.close();
  const second = await openRig({ profile, port: server.port });
  const [item] = second.outbox.list();
  const sent = (await second.index.page({ list: 'sent', offset: 0, limit: 10 })).total;
  const drafts = (await second.drafts.list()).length;
  told.push({
    when,
    room,
    hasLog: before === undefined,
    fate,
    why,
    dots: conversation,
    after: item?.submission.status ?? null,
    sent,
    drafts,
  });
  await second.close();
  await server.stop();
}
console.log(JSON.stringify(told));
