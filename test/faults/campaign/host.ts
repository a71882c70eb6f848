/** Processes that run the campaign's program: one for many cases, and a new one in place of each that was killed. */
import { fork, type ChildProcess } from 'node:child_process';
import { Told, type Order, type Said } from './program/words.ts';

/** ms; a program that takes longer hangs */
const PATIENCE = 45_000;

export type Outcome =
  | { readonly kind: 'rest'; readonly said: Said | null }
  | { readonly kind: 'killed' }
  | { readonly kind: 'failed'; readonly detail: string };

export class Host {
  readonly #entry: string;
  #child: ChildProcess | null = null;
  #listener: (told: Told | null) => void = () => undefined;
  #ready: Promise<void> = Promise.resolve();
  #orders = 0;

  constructor(entry: string) {
    this.#entry = entry;
    this.#start();
  }

  #start(): void {
    const child = fork(this.#entry, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
    this.#child = child;
    this.#ready = new Promise((resolve) => {
      child.on('message', (message) => {
        const told = Told.parse(message);
        if (told.kind === 'ready') resolve();
        else if (this.#child === child) this.#listener(told);
      });
    });
    // Written to while it dies: its exit says so.
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#listener(null);
    });
  }

  /** kill -9 in `delay` ms, should it still be busy with what it does now. */
  kill(delay: number): void {
    const order = this.#orders;
    const kill = (): void => {
      if (order === this.#orders) this.#child?.kill('SIGKILL');
    };
    if (delay === 0) kill();
    else setTimeout(kill, delay);
  }

  /** `accepted` is called with the number of each message that the outbox answered for. */
  async run(order: Order, accepted: (message: number) => void = () => undefined): Promise<Outcome> {
    if (this.#child === null) this.#start();
    await this.#ready;
    const child = this.#child;
    this.#orders += 1;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.#listener = () => undefined;
        this.#child = null;
        child?.kill('SIGKILL');
        resolve({ kind: 'failed', detail: `no answer to ${order.kind} within ${PATIENCE} ms` });
      }, PATIENCE);
      const done = (outcome: Outcome): void => {
        clearTimeout(late);
        this.#orders += 1;
        this.#listener = () => undefined;
        resolve(outcome);
      };
      this.#listener = (told) => {
        if (told === null) done({ kind: 'killed' });
        else if (told.kind === 'accepted') accepted(told.message);
        else if (told.kind === 'rest') done(told);
        else if (told.kind === 'failed') done(told);
        else if (told.kind === 'closed') done({ kind: 'rest', said: null });
      };
      child?.send(order);
    });
  }

  /** Started ahead, so that the next case need not wait. */
  renew(): void {
    if (this.#child === null) this.#start();
  }

  stop(): void {
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGKILL');
  }
}
