/**
 * Calls between main and a worker thread that owns a store. Both sides are typed from one protocol: each call's request and reply
 * schema. A call is answered once; a worker that ends by itself rejects what is open and is reported. The worker's side is worker-serve.ts.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { fromWire, StoreFailure, WireFailure } from './failure.ts';

/** As much of a zod schema as is needed; it keeps its type through generics. */
interface Parser<T> {
  parse(value: unknown): T;
}
interface Call<Request, Reply> {
  readonly request: Parser<Request>;
  readonly reply: Parser<Reply>;
}
/** What calls there are, as types. */
export type Calls<C> = { readonly [N in keyof C]: { readonly request: unknown; readonly reply: unknown } };
export type CallName<C> = keyof C & string;
/** The same as schemas: one object that both sides import. */
export type Protocol<C extends Calls<C>> = {
  readonly [N in keyof C]: Call<C[N]['request'], C[N]['reply']>;
};
/** The types of a protocol. */
export type CallsOf<P> = {
  readonly [N in keyof P]: P[N] extends Call<infer Request, infer Reply>
    ? { readonly request: Request; readonly reply: Reply }
    : never;
};

/** Main to worker. */
export const Asked = z.union([
  z.strictObject({ id: z.int(), name: z.string(), payload: z.unknown() }),
  z.strictObject({ end: z.literal(true) }),
]);
/** Worker to main; a note is news nobody asked for, `ended` follows the last answer when the store is closed. */
const Answered = z.union([
  z.strictObject({ id: z.int(), value: z.unknown() }),
  z.strictObject({ id: z.int(), failure: WireFailure }),
  z.strictObject({ note: z.unknown() }),
  z.strictObject({ ended: z.literal(true) }),
]);

export interface LinkOptions {
  /** The worker's entry file; a bundled program and its sources name it differently, so it comes from outside. */
  readonly entry: string | URL;
  /** For the debugger and the log. */
  readonly name: string;
  /** It ended without being asked to. */
  readonly onDied?: (error: Error) => void;
  readonly onNote?: (note: unknown) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** MB of a worker's heap for what is short-lived: by default it is as much as a whole program's, and there are three workers */
const YOUNG = 2;
/** ms a worker may take to close its store before it is stopped */
const PATIENCE = 5000;
/** ms the thread may take to end once its store is closed */
const LINGER = 1000;

export class WorkerLink<C extends Calls<C>> {
  readonly #protocol: Protocol<C>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #closed: Promise<void>;
  readonly #exited: Promise<void>;
  #storeClosed = (): void => undefined;
  #lastId = 0;
  #ending = false;
  #ended: Error | undefined;

  constructor(protocol: Protocol<C>, options: LinkOptions) {
    this.#protocol = protocol;
    this.#worker = new Worker(options.entry, {
      name: options.name,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    let cause: unknown;
    this.#worker.on('error', (error: unknown) => (cause = error));
    this.#worker.on('message', (message: unknown) => this.#take(message, options.onNote));
    this.#closed = new Promise((resolve) => (this.#storeClosed = resolve));
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#ended = new StoreFailure('worker-ended', options.name, { cause });
        for (const { reject } of this.#waiting.values()) reject(this.#ended);
        this.#waiting.clear();
        resolve();
        if (!this.#ending) options.onDied?.(this.#ended);
      });
    });
  }

  /** Ends with what the handler threw (AppFailure and StoreFailure keep their codes), or StoreFailure `worker-ended`. */
  async call<N extends CallName<C>>(name: N, payload: C[N]['request']): Promise<C[N]['reply']> {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#ending) throw new StoreFailure('worker-ended', name);
    const id = ++this.#lastId;
    const value = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, name, payload });
    });
    return this.#protocol[name].reply.parse(value);
  }

  /**
   * The worker answers what it was asked so far, closes its store and ends; resolves when its files are free. The thread's own end is waited
   * for only so long: it may never come (thrift.ts).
   */
  async end(): Promise<void> {
    if (!this.#ending && this.#ended === undefined) {
      this.#ending = true;
      this.#worker.postMessage({ end: true });
    }
    const late = setTimeout(() => void this.#worker.terminate(), PATIENCE);
    await Promise.race([this.#closed, this.#exited]);
    clearTimeout(late);
    await Promise.race([this.#exited, delay(LINGER, undefined, { ref: false })]);
  }

  #take(message: unknown, onNote?: (note: unknown) => void): void {
    const answer = Answered.parse(message);
    if ('note' in answer) {
      onNote?.(answer.note);
      return;
    }
    if ('ended' in answer) {
      this.#storeClosed();
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failure' in answer) waiting?.reject(fromWire(answer.failure));
    else waiting?.resolve(answer.value);
  }
}
