/** The worker's side of worker-link.ts: parses each request, runs its handler, answers. The store and its rows are the handlers'. */
import { parentPort } from 'node:worker_threads';
import { toWire } from './failure.ts';
import { Asked, type CallName, type Calls, type Protocol } from './worker-link.ts';

export type Handlers<C extends Calls<C>> = {
  readonly [N in CallName<C>]: (request: C[N]['request']) => C[N]['reply'] | Promise<C[N]['reply']>;
};

/** Tells main something that it did not ask for. */
export function note(value: unknown): void {
  parentPort?.postMessage({ note: value });
}

/** `end` closes the store, which is told; the thread ends when nothing is left to do. */
export function serve<C extends Calls<C>>(
  protocol: Protocol<C>,
  handlers: Handlers<C>,
  end: () => void,
): void {
  const port = parentPort;
  if (port === null) throw new Error('not a worker thread');
  port.on('message', (message: unknown) => {
    const asked = Asked.parse(message);
    if ('end' in asked) {
      end();
      port.postMessage({ ended: true });
      port.close();
      return;
    }
    answer(protocol, handlers, asked.name, asked.payload).then(
      (value) => port.postMessage({ id: asked.id, value }),
      (error: unknown) => port.postMessage({ id: asked.id, failure: toWire(error) }),
    );
  });
}

async function answer<C extends Calls<C>>(
  protocol: Protocol<C>,
  handlers: Handlers<C>,
  name: string,
  payload: unknown,
): Promise<unknown> {
  if (!isCall(protocol, name)) throw new Error('no such call');
  return await handlers[name](protocol[name].request.parse(payload));
}

const isCall = <C extends Calls<C>>(protocol: Protocol<C>, name: string): name is CallName<C> =>
  Object.hasOwn(protocol, name);
