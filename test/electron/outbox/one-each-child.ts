/**
 * The program's outbox in a process of its own that kills itself while it takes many messages: at the clock's n-th reading of it (`look n`),
 * so many ms after the last one, when the journal is being written (`write n`), or when it is (`written`).
 */
import { MANY, manyEach } from './one-each-draft.ts';
import { openRig } from './rig.ts';

const [profile = '', moment = '', count = '0'] = process.argv.slice(2);
const die = (): boolean => process.kill(process.pid, 'SIGKILL');
/** the first of the submission, one of each message, two of what it is stored by, the undo delay's */
let looks = -Infinity;
const rig = await openRig({
  profile,
  port: 9,
  settings: { undoSeconds: 600 },
  clock: {
    now: () => {
      looks += 1;
      if (moment === 'look' && looks === Number(count)) die();
      if (moment === 'write' && looks === MANY + 2) setTimeout(die, Number(count));
      return Date.now();
    },
  },
  onJournalled: () => moment === 'written' && die(),
});
const identity = rig.account.identities[0];
if (identity === undefined) throw new Error('no identity');
const draft = await rig.drafts.create({ accountId: rig.account.id, identityId: identity.id });
const { revision } = await rig.drafts.save(draft.id, 0, { ...draft.content, ...manyEach });
looks = 0;
await rig.outbox.send(draft.id, revision);
