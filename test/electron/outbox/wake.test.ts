// A message that waits for its account's pace is woken, however the moment falls in which the dispatcher looks.
import { afterEach, expect, it } from 'vitest';
import type { Timers } from '#electron/outbox/ports.ts';
import { startScriptedServer } from '../../servers/scripted-smtp.ts';
import { temporaryFolder } from '../database/folder.ts';
import { openRig } from './rig.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Each look at the clock finds it `step` ms later; timers go at once, so that many looks fall just before a message may go. */
function timePassesByLooking(step: number): Timers {
  let now = 0;
  return {
    monotonic: () => (now += step),
    after: (_ms, run) => {
      const timer = setImmediate(run);
      return () => clearImmediate(timer);
    },
  };
}

it.each(Array.from({ length: 16 }, (_, n) => 1 + n / 13))(
  'is tried again though a pause ends while the dispatcher looks (%f ms a look)',
  async (step) => {
    let isWell = false;
    const server = await startScriptedServer({
      at: {
        EHLO: (connection) => {
          if (isWell) connection.reply('250 scripted.example');
          else {
            isWell = true;
            connection.reset();
          }
        },
      },
    });
    stops.push(() => server.stop());
    const rig = await openRig({
      profile: temporaryFolder(),
      port: server.port,
      timers: timePassesByLooking(step),
    });
    stops.push(() => rig.close());
    const id = await rig.send({});
    let item = await rig.settled(id);
    while (item.submission.status !== 'sent') item = await rig.settled(id);
    expect(server.connections).toHaveLength(2);
  },
);
