/**
 * A sample of the fault campaign on the packaged program, which nobody can look into: the mail is put into its profile by the staged one,
 * which dies at the greeting; the packaged one sends by itself when it starts, dies at a step, and starts again.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { accountAt, done } from '../e2e/calls.ts';
import { ready, write } from '../e2e/hands.ts';
import { launch, newProfile, removeProfile } from '../e2e/launch.ts';
import { deadlyServer } from '../faults/campaign/deadly-server.ts';
import type { Step } from '../faults/campaign/plan.ts';
import type { Seen } from '../faults/campaign/server/connection.ts';

/** `productName`, after which Electron names the folder */
const PRODUCT = 'Facteur';
/** ms */
const PATIENCE = 60_000;
/** ms in which a program that starts would have sent, and much more */
const QUIET = 5_000;

export interface Sample {
  /** transactions that the server took */
  readonly taken: readonly Seen[];
  /** what is left in the outbox, and how many messages Sent lists */
  readonly items: readonly OutboxItem[];
  readonly sent: number;
}

/** `launcher`: starts the packaged program as the unprivileged user. */
export async function killedPackaged(launcher: string, step: Step): Promise<Sample> {
  // What is installed keeps its data in the user's own place, whatever the environment says of it.
  const home = newProfile();
  const profile = path.join(home, PRODUCT);
  const own = { FACTEUR_TEST_HOME: home, XDG_CONFIG_HOME: home };
  const first = await launch({ profile, env: own });
  let packaged: ChildProcess | undefined;
  const server = await deadlyServer(['greeting', step], (reached) => {
    if (reached === 'greeting') void first.kill();
    else endAll(packaged);
  });
  const start = (): ChildProcess =>
    spawn(launcher, [], {
      env: { ...process.env, ...own },
      stdio: 'ignore',
      detached: true,
    });
  const taken = (): Seen[] => server.transactions.filter((transaction) => transaction.taken);
  try {
    await ready(first.page);
    await accountAt(first.page, { name: 'Harbour', port: server.port });
    await write(first.page, { to: ['one@dest.example'], subject: 'packaged', body: 'hello' });
    const died = once(first.app.process(), 'exit');
    // It may die before it has told that the key went down.
    await first.page.keyboard.press('Control+Enter').catch(() => undefined);
    await died;
    packaged = start();
    await ended(packaged);
    packaged = start();
    await until(() => taken().length > 0);
    await pause(QUIET);
    endAll(packaged);
    await ended(packaged);
    const last = await launch({ profile, env: own });
    try {
      await ready(last.page);
      const { items } = await done(last.page, 'outbox.page', { filter: 'all', offset: 0, limit: 10 });
      const { total } = await done(last.page, 'sent.page', { list: 'sent', offset: 0, limit: 10 });
      return { taken: taken(), items, sent: total };
    } finally {
      await last.kill();
    }
  } finally {
    endAll(packaged);
    await server.stop();
    removeProfile(home);
  }
}

/** kill -9 of the program and whatever it started. */
function endAll(program: ChildProcess | undefined): void {
  if (program?.pid !== undefined && program.exitCode === null && program.signalCode === null)
    process.kill(-program.pid, 'SIGKILL');
}

async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const late = setTimeout(() => endAll(program), PATIENCE);
  await once(program, 'exit');
  clearTimeout(late);
}

/** Nobody tells what a program without a debugger does: asked again and again. */
async function until(condition: () => boolean): Promise<void> {
  for (const late = Date.now() + PATIENCE; !condition();) {
    if (Date.now() > late) throw new Error('the packaged program sent nothing');
    await pause(100);
  }
}
