/** The program's outbox in a process of its own, for a test that kills it: sends one message and ends if nobody does. */
import { openRig, to } from '../electron/outbox/rig.ts';

const [profile = '', port = '0', size = '0'] = process.argv.slice(2);
const rig = await openRig({ profile, port: Number(port) });
const line = `${'x'.repeat(70)}\n`;
const body = line.repeat(Math.ceil(Number(size) / line.length));
const id = await rig.send({ to: to('one@dest.example', 'two@dest.example'), body });
await rig.settled(id);
