/**
 * The packaged Electron program in the campaign. Nobody can look into it: the services in plain Node put the mail into its profile while
 * all mail is paused, and tell in the end what became of it; in between it starts by itself, meets the fault, dies or is asked to quit,
 * and starts again.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AccountFile, practiceAccount } from '#electron/accounts/account-file.ts';
import { Settings } from '#core/contract/settings.ts';
import { type Host, type Outcome } from './host.ts';
import type { Plan } from './plan.ts';
import { accountOf } from './program/program.ts';
import type { Order, Setting } from './program/words.ts';

/** `productName`, after which Electron names the folder in the user's own place. */
export const PRODUCT = 'Facteur';
/** ms from its start to the first word in its journal */
const START = 30_000;
/** ms without a word in its journal, after which nothing more is to come but time-outs, which are minutes here */
const QUIET = 1_500;
/** ms in which a program that starts with nothing due has started, and would have sent */
const IDLE = 5_000;
/** ms to quit in when it is asked to; it gives itself eleven seconds */
const QUITS = 15_000;

export interface Packaged {
  readonly executable: string;
  readonly switches: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * As much of a plan as can happen to a program that nobody looks into: no sign-in, since its vault has no keychain here, no death at a
 * certain sync, no cut files, no full disk. Null: nothing is left of it.
 */
export function planForPackaged(plan: Plan): Plan | null {
  const [fault] = plan.faults;
  const needsTls = ['STARTTLS', 'handshake', 'EHLO in TLS', 'AUTH'].includes(fault.step);
  if (needsTls || plan.faults.some(({ how }) => how === 'TLS alert')) return null;
  const death = plan.death?.at === 'sync' ? ({ at: 'step', delay: plan.death.number } as const) : plan.death;
  return { ...plan, secure: false, death, cut: null, room: null };
}

/** Runs orders as the campaign's own program does; what it does with them is the packaged one's. */
export class PackagedHost {
  readonly #program: Packaged;
  readonly #services: Host;
  #running: ChildProcess | null = null;
  #hasResumed = false;
  readonly #killed = new WeakSet<ChildProcess>();
  /** the services have the profile */
  #isOpen = false;

  constructor(program: Packaged, services: Host) {
    this.#program = program;
    this.#services = services;
  }

  async run(order: Order, accepted?: (message: number) => void): Promise<Outcome> {
    switch (order.kind) {
      case 'send': {
        this.#hasResumed = false;
        const setting = { ...order.setting, paused: true };
        const put = await this.#services.run({ ...order, setting, stays: false }, accepted);
        if (put.kind !== 'rest') return put;
        await this.#services.run({ kind: 'close' });
        furnish(setting);
        return this.#start(setting, START);
      }
      case 'resume': {
        const { setting } = order;
        if (!this.#hasResumed) {
          this.#hasResumed = true;
          const outcome = await this.#start(setting, IDLE);
          if (outcome.kind !== 'rest') return outcome;
        }
        this.#isOpen = true;
        const outcome = await this.#services.run(order);
        if (outcome.kind !== 'rest' || outcome.said === null) return outcome;
        // What was damaged the packaged one has found and settled.
        const reported = outcome.said.reported || hasLogged(setting, 'store-damaged');
        return { kind: 'rest', said: { ...outcome.said, reported } };
      }
      case 'close': {
        if (!this.#isOpen) return { kind: 'rest', said: null };
        this.#isOpen = false;
        return this.#services.run(order);
      }
    }
  }

  /** Until it is dead, or has said nothing for a while and was asked to quit. `most`: ms for its first word. */
  async #start(setting: Setting, most: number): Promise<Outcome> {
    const { executable, switches, env } = this.#program;
    const home = path.dirname(setting.profile);
    const running = spawn(executable, switches, {
      env: { ...env, HOME: home, XDG_CONFIG_HOME: home },
      stdio: 'ignore',
      detached: true,
    });
    this.#running = running;
    const exit = once(running, 'exit');
    const isOver = (): boolean => running.exitCode !== null || running.signalCode !== null;
    const first = wordsOf(setting);
    let last = first;
    let quiet = Date.now();
    for (const began = Date.now(); !isOver(); await Promise.race([pause(50), exit])) {
      const words = wordsOf(setting);
      if (words !== last) [last, quiet] = [words, Date.now()];
      const hasSpoken = last !== first;
      if (hasSpoken ? Date.now() - quiet > QUIET : Date.now() - began > most) break;
    }
    const hasEnded = isOver();
    if (!hasEnded) {
      running.kill('SIGTERM');
      await Promise.race([exit, pause(QUITS)]);
    }
    const isStuck = !isOver();
    end(running);
    await exit;
    this.#running = null;
    if (this.#killed.has(running)) return { kind: 'killed' };
    if (hasEnded) return { kind: 'failed', detail: `ended by itself: ${String(running.exitCode)}` };
    if (isStuck) return { kind: 'failed', detail: `did not quit within ${String(QUITS)} ms` };
    if (most === START && last === first) return { kind: 'failed', detail: 'it began nothing' };
    return { kind: 'rest', said: null };
  }

  kill(delay: number): void {
    const running = this.#running;
    const kill = (): void => {
      if (running === null || running !== this.#running) return;
      this.#killed.add(running);
      end(running);
    };
    if (delay === 0) kill();
    else setTimeout(kill, delay);
  }

  renew(): void {
    this.#services.renew();
  }

  stop(): void {
    if (this.#running !== null) end(this.#running);
    this.#services.stop();
  }
}

/** kill -9 of the program and whatever it started. */
function end(program: ChildProcess): void {
  if (program.pid === undefined) return;
  try {
    process.kill(-program.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

/** How far its journal was written. */
function wordsOf({ profile }: Setting): string {
  const file = path.join(profile, 'journal.db-seq');
  return existsSync(file) ? readFileSync(file, 'hex') : '';
}

const hasLogged = ({ profile }: Setting, event: string): boolean => {
  const file = path.join(profile, 'logs/facteur.log');
  return existsSync(file) && readFileSync(file, 'utf8').includes(event);
};

/** The accounts of the case, and a user who gives up on nothing and wants no time for Undo. */
function furnish({ profile, ways }: Setting): void {
  const practice = practiceAccount({ name: 'Practice', identityName: '' });
  const accounts = [practice, ...ways.map(accountOf)];
  const write = (name: string, data: unknown): void =>
    writeFileSync(path.join(profile, `${name}.json`), JSON.stringify({ version: 1, data }));
  write('accounts', AccountFile.parse({ accounts, defaultId: practice.id }));
  write('settings', Settings.parse({ undoSeconds: 0, giveUpAfterHours: 0 }));
}
