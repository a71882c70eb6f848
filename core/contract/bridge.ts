/** The one object that preload puts into the page: its type follows from the contract. */
import type { Channel, Reply, Request } from './channels.ts';
import type { Result } from './errors.ts';
import type { EventName, EventPayload } from './events.ts';

export interface FacteurBridge {
  call<C extends Channel>(channel: C, request: Request<C>): Promise<Result<Reply<C>>>;
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}
