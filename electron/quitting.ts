/**
 * Whether the program may quit while mail is on its way. Mail that waits for something later is safe on disk and never asks. What quits, and
 * what is shown, is the program's.
 */
export interface QuittingTools {
  /** messages that are being sent, or would be in a moment */
  readonly pendingMail: () => number;
  /** Resolves when there are none. */
  readonly mailGone: () => Promise<void>;
  /** true: the user would wait for so many */
  readonly ask: (count: number) => Promise<boolean>;
  /** Asks `mayQuit` once more, and is not refused. */
  readonly quit: () => void;
}

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
    const isWait = await this.#tools.ask(count).finally(() => (this.#isAsking = false));
    if (isWait) await this.#tools.mailGone();
    if (!this.#isDecided) this.atOnce();
  }
}
