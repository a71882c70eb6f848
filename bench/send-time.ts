/**
 * How long one message of 2 KB takes from Send to its fate in the journal, against the bare session handing over the same bytes: on a
 * connection that is open, and on one that has to be opened.
 */
import { rmSync } from 'node:fs';
import { openRig, type Rig } from '#test/electron/outbox/rig.ts';
import { openSession, submitted } from './bare-session.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { newProfile } from './program.ts';
import { median, type Row } from './table.ts';

const MESSAGES = 40;
/** not measured: what is compiled and loaded on first use */
const WARM_UP = 10;
const BODY = 'Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do.\n'.repeat(20);
const MOST = 10;
const HOUR = 60 * 60 * 1000;

export async function benchSendTime(): Promise<Row[]> {
  const sink = await startMailSink();
  try {
    return [
      row('open connection', await compare(sink, HOUR)),
      row('connection to be opened', await compare(sink, 0)),
    ];
  } finally {
    await sink.stop();
  }
}

interface Times {
  readonly ours: number[];
  readonly bare: number[];
}

function row(what: string, { ours, bare }: Times): Row {
  const over = median(ours.map((time, n) => time - (bare[n] ?? Number.NaN)));
  return {
    what: `from Send to acceptance, ${what}: over the session`,
    measured: `${over.toFixed(1)} ms (${median(ours).toFixed(1)} ms; session ${median(bare).toFixed(1)} ms)`,
    bound: `${String(MOST)} ms`,
    within: over <= MOST,
  };
}

/** `idleFor`: ms that the outbox keeps its connection. */
async function compare(sink: MailSink, idleFor: number): Promise<Times> {
  const profile = newProfile();
  let done: () => void = () => undefined;
  const rig = await openRig({
    profile,
    port: sink.port,
    idleFor,
    onJournalled: (events) => {
      if (events.some(({ kind }) => kind === 'attempt-ended')) done();
    },
  });
  const times: Times = { ours: [], bare: [] };
  const kept = openSession(sink.port);
  await kept.open();
  try {
    for (let n = -WARM_UP; n < MESSAGES; n += 1) {
      const press = await written(rig);
      const accepted = new Promise<void>((resolve) => (done = resolve));
      let began = performance.now();
      const { submissionId } = await press();
      await accepted;
      const ours = performance.now() - began;
      const item = await rig.settled(submissionId);
      const { message } = item.submission;
      if (message === null || item.submission.status !== 'sent') throw new Error('not sent');
      const source = { ...message, path: rig.files.pathOf(message.messageId) };
      began = performance.now();
      if (idleFor > 0) await submitted(kept, source);
      else {
        const session = openSession(sink.port);
        await session.open();
        await submitted(session, source);
        void session.close();
      }
      const bare = performance.now() - began;
      if (n < 0) continue;
      times.ours.push(ours);
      times.bare.push(bare);
    }
    return times;
  } finally {
    await kept.close();
    await rig.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** A draft that is saved, and Send. */
async function written({ drafts, outbox, account }: Rig) {
  const identity = account.identities[0];
  if (identity === undefined) throw new Error('no identity');
  const draft = await drafts.create({ accountId: account.id, identityId: identity.id });
  const to = [{ name: 'Jonas', address: 'jonas@dest.example' }];
  const content = { ...draft.content, to, subject: 'Quote', body: BODY };
  const { revision } = await drafts.save(draft.id, draft.revision, content);
  return () => outbox.send(draft.id, revision);
}
