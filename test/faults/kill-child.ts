/** The program's outbox in a process of its own, for a test that kills it: sends one message, says when, and goes on until it is killed. */
import { openRig, to } from '../electron/outbox/rig.ts';

const [profile = '', port = '0'] = process.argv.slice(2);
const rig = await openRig({ profile, port: Number(port) });
process.stdout.write('open\n');
const id = await rig.send({ to: to('one@dest.example', 'two@dest.example'), body: 'x'.repeat(200_000) });
process.stdout.write(`submitted ${id}\n`);
await rig.settled(id);
process.stdout.write('settled\n');
