/** Attaches a file where it lies, sends it through the real outbox, and tells what that took of this process. Run by attachment-2gb.ts. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openRig } from '#test/electron/outbox/rig.ts';
import { peakResident, residentFrom } from './memory.ts';

const [profile = '', file = '', port = '0'] = process.argv.slice(2);

const rig = await openRig({ profile, port: Number(port) });
const { drafts, outbox, account } = rig;

async function send(path: string | null): Promise<{ readonly built: number; readonly sent: number }> {
  const identity = account.identities[0];
  if (identity === undefined) throw new Error('no identity');
  const draft = await drafts.create({ accountId: account.id, identityId: identity.id });
  if (path !== null) {
    const view = await drafts.addFile(draft.id, path);
    if (view.inPlace !== true) throw new Error('a copy was made of it');
  }
  const { revision } = await drafts.save(draft.id, (await drafts.open(draft.id)).revision, {
    ...draft.content,
    to: [{ name: '', address: 'jonas@dest.example' }],
    subject: 'Large',
    body: 'Hello\n',
  });
  const began = performance.now();
  const { submissionId } = await outbox.send(draft.id, revision, null);
  const built = performance.now() - began;
  const { submission } = await rig.settled(submissionId);
  if (submission.status !== 'sent') throw new Error(submission.status);
  return { built, sent: performance.now() - began - built };
}

// A small one first: what is loaded on first use is not the attachment's doing.
await send(null);
const idle = residentFrom(process.pid);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const { built, sent } = await send(file);
delay.disable();
console.log(
  JSON.stringify({
    built,
    sent,
    memory: peakResident(process.pid) - idle,
    delay: delay.percentile(99) / 1e6,
    longest: delay.max / 1e6,
  }),
);
await rig.close();
