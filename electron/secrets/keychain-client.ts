/**
 * The system's keychain as the services see it: one key read or written, or the reason why not. Each request has a process of its own
 * that is ended with it; a prompt of the system may keep it waiting, which is told, can be cancelled, and ends after two minutes.
 */
import type { AppError } from '#core/contract/errors.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { KeychainMessage, type KeychainRequest } from './keychain-protocol.ts';

export interface KeychainProcess {
  post(message: KeychainRequest): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  /** At once, whatever it is doing. */
  kill(): void;
}
export type SpawnKeychain = () => KeychainProcess;

export type KeychainReason = Extract<AppError, { code: 'keychain' }>['reason'];

export const keychainFailure = (reason: KeychainReason, cause?: unknown): AppFailure =>
  new AppFailure({ code: 'keychain', reason }, { cause });

/** In ms. */
export interface KeychainPatience {
  /** After this long without an answer the system is taken to be asking the user. */
  readonly promptAfter: number;
  readonly giveUpAfter: number;
}
const PATIENCE: KeychainPatience = { promptAfter: 1_500, giveUpAfter: 120_000 };

export interface KeychainTools {
  readonly spawn: SpawnKeychain;
  /** The system seems to ask the user something, or has stopped. */
  readonly promptOpen: (open: boolean) => void;
  readonly patience?: KeychainPatience;
}

export class Keychain {
  readonly #tools: KeychainTools;
  readonly #patience: KeychainPatience;
  readonly #waiting = new Set<(reason: KeychainReason) => void>();
  #prompts = 0;

  constructor(tools: KeychainTools) {
    this.#tools = tools;
    this.#patience = tools.patience ?? PATIENCE;
  }

  /** null: the keychain is open and has no such entry. Rejects with AppFailure `keychain`. */
  async read(entry: string): Promise<string | null> {
    const answer = await this.#ask({ kind: 'read', entry });
    if (answer.kind !== 'read') throw keychainFailure('failed');
    return answer.value;
  }

  /** Resolves when it was written and read back. Rejects with AppFailure `keychain`. */
  async write(entry: string, value: string): Promise<void> {
    const answer = await this.#ask({ kind: 'write', entry, value });
    if (answer.kind !== 'written') throw keychainFailure('failed');
  }

  /** Stops waiting for the system's prompt: what waits for it ends with `cancelled`. */
  cancelPrompt(): void {
    for (const end of [...this.#waiting]) end('cancelled');
  }

  #ask(request: KeychainRequest): Promise<KeychainMessage> {
    return new Promise((resolve, reject) => {
      const child = this.#spawn(reject);
      if (child === null) return;
      let over = false;
      let ready = false;
      let prompting = false;
      let prompt: NodeJS.Timeout | undefined;

      const finish = (): boolean => {
        if (over) return false;
        over = true;
        clearTimeout(prompt);
        clearTimeout(limit);
        this.#waiting.delete(end);
        if (prompting) this.#prompt(-1);
        child.kill();
        return true;
      };
      const end = (reason: KeychainReason): void => {
        if (finish()) reject(keychainFailure(reason));
      };
      this.#waiting.add(end);

      const limit = setTimeout(() => end('timed-out'), this.#patience.giveUpAfter);

      child.onMessage((message) => {
        if (over) return;
        const { data } = KeychainMessage.safeParse(message);
        if (data === undefined) end('failed');
        else if (data.kind === 'ready') {
          if (ready) return;
          ready = true;
          child.post(request);
          // From here, not from its start: a slow machine's process is no prompt.
          prompt = setTimeout(() => {
            prompting = true;
            this.#prompt(1);
          }, this.#patience.promptAfter);
        } else if (data.kind === 'failed') end(data.reason);
        else if (finish()) resolve(data);
      });
      // Before it is ready it ends when keytar cannot be loaded, which on Linux also means that libsecret is missing.
      child.onExit(() => end(ready ? 'failed' : 'unavailable'));
    });
  }

  #spawn(reject: (failure: AppFailure) => void): KeychainProcess | null {
    try {
      return this.#tools.spawn();
    } catch (cause) {
      reject(keychainFailure('failed', cause));
      return null;
    }
  }

  #prompt(change: 1 | -1): void {
    const before = this.#prompts > 0;
    this.#prompts += change;
    const now = this.#prompts > 0;
    if (before !== now) this.#tools.promptOpen(now);
  }
}
