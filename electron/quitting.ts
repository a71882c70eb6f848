/**
 * Whether the program may quit while mail is on its way. Mail that waits for something later is safe on disk and never asks. What quits, and
 * what is shown, is the program's.
 */
import { setTimeout as delay } from 'node:timers/promises';

export interface QuittingTools {
  /** messages that are being sent, or would be in a moment */
  readonly pendingMail: () => number;
  /** Resolves when there are none. */
  readonly mailGone: () => Promise<void>;
  /** true: the user would wait for so many, or `over` was raised, which takes the question back */
  readonly ask: (count: number, over: AbortSignal) => Promise<boolean>;
  /** Asks `mayQuit` once more, and is not refused. */
  readonly quit: () => void;
  /** ms in which mail may still go before the user is asked about it */
  readonly patience?: number;
}

/** ms; most messages that are on their way are accepted within this, and nobody minds it */
const PATIENCE = 500;

export class Quitting {
  readonly #tools: QuittingTools;
  #isDecided = false;
  #isAsking = false;

  constructor(tools: QuittingTools) {
    this.#tools = tools;
  }

  /** False: the user is being asked. What they wait for then quits by itself; asked to quit meanwhile, it asks again. */
  mayQuit(): boolean {
    const count = this.#isDecided ? 0 : this.#tools.pendingMail();
    if (count === 0) return true;
    if (!this.#isAsking) void this.#ask(count);
    return false;
  }

  /** The session ends, the machine is shut down: whoever does that waits for no answer. What was not sent goes out at the next start. */
  atOnce(): void {
    this.#isDecided = true;
    this.#tools.quit();
  }

  async #ask(count: number): Promise<void> {
    this.#isAsking = true;
    const gone = this.#tools.mailGone();
    const isWait = await this.#answer(count, gone).finally(() => (this.#isAsking = false));
    if (isWait) await gone;
    if (!this.#isDecided) this.atOnce();
  }

  /** true: the user would wait, or nothing is left to wait for. */
  async #answer(count: number, gone: Promise<void>): Promise<boolean> {
    const soon = new AbortController();
    const isGone = await Promise.race([
      gone.then(() => true),
      delay(this.#tools.patience ?? PATIENCE, false, { signal: soon.signal }),
    ]);
    soon.abort();
    if (isGone || this.#isDecided) return true;
    const over = new AbortController();
    void gone.then(() => over.abort());
    return await this.#tools.ask(count, over.signal);
  }
}
