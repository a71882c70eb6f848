/** The page's way out, answered by the test: what was called, in order, and events told when the test says so. */
import type { Channel, Reply, Request } from '#core/contract/channels.ts';
import type { AppError, Result } from '#core/contract/errors.ts';
import type { EventName, EventPayload } from '#core/contract/events.ts';

type Answers = { [C in Channel]?: (request: Request<C>) => Promise<Reply<C>> | Reply<C> };

/** What an answer throws to end a call with this error. */
export class Refused extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

export class Bridge {
  readonly calls: { readonly channel: Channel; readonly request: unknown }[] = [];
  readonly answers: Answers;
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();

  constructor(answers: Answers) {
    this.answers = answers;
  }

  readonly call = async <C extends Channel>(channel: C, request: Request<C>): Promise<Result<Reply<C>>> => {
    this.calls.push({ channel, request });
    const answer = this.answers[channel];
    if (answer === undefined) return { ok: false, error: { code: 'not-found' } };
    try {
      return { ok: true, value: await answer(request) };
    } catch (error) {
      return { ok: false, error: error instanceof Refused ? error.error : { code: 'unexpected' } };
    }
  };

  readonly on = <E extends EventName>(
    event: E,
    listener: (payload: EventPayload<E>) => void,
  ): (() => void) => {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  };

  tell<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      Reflect.apply(listener, undefined, [payload]);
    }
  }

  listening(event: EventName): number {
    return this.#listeners.get(event)?.size ?? 0;
  }

  requests(channel: Channel): unknown[] {
    return this.calls.filter((one) => one.channel === channel).map((one) => one.request);
  }
}
