/** A process that runs the campaign's program as its parent orders, for one case after the other, until it is killed or left alone. */
import type { SubmissionId } from '#core/message/ids.ts';
import { Program } from './program.ts';
import { countSyncs, installWatch, watchSyncs } from './syncs.ts';
import { Order, type Setting, type Told } from './words.ts';

installWatch();
let program: Program | null = null;

const tell = (told: Told): void => void process.send?.(told);

async function start(setting: Setting): Promise<Program> {
  watchSyncs({ profile: setting.profile, mirror: setting.mirror, death: setting.death });
  program = await Program.open(setting);
  return program;
}

async function carryOut(order: Order): Promise<void> {
  switch (order.kind) {
    case 'send': {
      const started = await start(order.setting);
      countSyncs();
      const accepted: SubmissionId[] = [];
      for (const [message, what] of order.messages.entries()) {
        const id = await started.send(what).catch(() => null);
        if (id === null) continue;
        accepted.push(id);
        tell({ kind: 'accepted', message });
      }
      if (!order.setting.paused) await started.attempted(accepted);
      if (order.stays) await started.toRest();
      tell({ kind: 'rest', said: null });
      return;
    }
    case 'resume': {
      const started = await start(order.setting);
      await started.moveOn();
      tell({ kind: 'rest', said: await started.says() });
      return;
    }
    case 'close':
      await program?.close();
      program = null;
      watchSyncs(null);
      {
        tell({ kind: 'closed' });
        return;
      }
  }
}

process.on('message', (message) => {
  carryOut(Order.parse(message)).catch((error: unknown) =>
    tell({ kind: 'failed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
tell({ kind: 'ready' });
