/**
 * What stands between the page and the services: who calls, what it hands over, what it gets back. It knows neither Electron nor any
 * service, so that a test can walk every channel with whatever a hostile page might send. register.ts puts it to work.
 */
import type { z } from 'zod';
import { channels, type Channel, type Reply, type Request } from '#core/contract/channels.ts';
import { AppFailure, type Result } from '#core/contract/errors.ts';
import { PAGE_ORIGIN } from '../page-address.ts';

export interface CallContext {
  /** Electron's id of the calling window's contents: what is handed out to one window is good in that window alone. */
  readonly windowId: number;
}
type Handler<C extends Channel> = (request: Request<C>, context: CallContext) => Reply<C> | Promise<Reply<C>>;
export type Handlers = { readonly [C in Channel]: Handler<C> };
/** The handlers of one room: `HandlersOf<'drafts'>` has exactly the channels `drafts.*`. */
export type HandlersOf<Room extends string> = Pick<Handlers, Extract<Channel, `${Room}.${string}`>>;

/** As much of Electron's IpcMainInvokeEvent as is looked at. */
export interface CallEvent {
  /** null once the frame has navigated or is gone */
  readonly senderFrame: { readonly url: string; readonly origin: string; readonly parent: unknown } | null;
  readonly sender: { readonly id: number };
}
export interface CallReceiver {
  handle(channel: string, listener: (event: CallEvent, ...args: unknown[]) => Promise<unknown>): void;
}

/** What is worth a line in the log. It never holds a payload. */
export interface BorderReport {
  stranger(channel: Channel): void;
  badRequest(channel: Channel): void;
  unexpected(channel: Channel, error: unknown): void;
}

/** Receives every channel of the contract. What is returned resolves when every call so far is answered. */
export function receiveCalls(
  receiver: CallReceiver,
  handlers: Handlers,
  report: BorderReport,
): () => Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  for (const channel of Object.keys(channels))
    if (isChannel(channel))
      receiver.handle(channel, (event, ...args) => {
        const answered = answer(channel, handlers, event, args, report);
        underWay.add(answered);
        return answered.finally(() => underWay.delete(answered));
      });
  return async () => {
    await Promise.all(underWay);
  };
}

function isChannel(name: string): name is Channel {
  return Object.hasOwn(channels, name);
}

const schemas: { readonly [C in Channel]: { readonly request: z.ZodType<Request<C>> } } = channels;

async function answer<C extends Channel>(
  channel: C,
  handlers: Handlers,
  event: CallEvent,
  args: readonly unknown[],
  report: BorderReport,
): Promise<Result<Reply<C>>> {
  if (!isPage(event)) {
    report.stranger(channel);
    return { ok: false, error: { code: 'bad-request' } };
  }
  const request =
    args.length === 1 && isPlain(args[0]) ? parsed<Request<C>>(schemas[channel].request, args[0]) : undefined;
  if (request === undefined) {
    report.badRequest(channel);
    return { ok: false, error: { code: 'bad-request' } };
  }
  try {
    const handler: Handler<C> = handlers[channel];
    return { ok: true, value: await handler(request.value, { windowId: event.sender.id }) };
  } catch (error) {
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    report.unexpected(channel, error);
    return { ok: false, error: { code: 'unexpected' } };
  }
}

/** The top frame of a window that shows our page. A frame that is gone throws when it is asked. */
function isPage(event: CallEvent): boolean {
  try {
    const frame = event.senderFrame;
    return (
      frame !== null &&
      frame.parent === null &&
      frame.origin === PAGE_ORIGIN &&
      frame.url.startsWith(`${PAGE_ORIGIN}/`)
    );
  } catch {
    return false;
  }
}

function parsed<T>(schema: z.ZodType<T>, payload: unknown): { value: T } | undefined {
  const result = schema.safeParse(payload);
  return result.success ? { value: result.data } : undefined;
}

/** More than any honest call needs: a draft with 3 × 5,000 recipients has 45,000 parts, and two bodies of 20 million characters. */
const MAX_DEPTH = 8;
const MAX_PARTS = 200_000;
const MAX_TEXT = 60_000_000;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Whether a payload is made of plain objects, arrays, bytes and primitive values, within bounds, without keys that reach for a
 * prototype. Checked before any schema looks at it, so that no schema has to be written with an attacker in mind.
 */
function isPlain(payload: unknown): boolean {
  let parts = 0;
  let text = 0;
  const pending: { value: unknown; depth: number }[] = [{ value: payload, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (++parts > MAX_PARTS || depth > MAX_DEPTH) return false;
    if (typeof value === 'string') text += value.length;
    if (text > MAX_TEXT) return false;
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return false;
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue;
    if (Array.isArray(value)) {
      if (value.length > MAX_PARTS) return false;
      for (const item of value) pending.push({ value: item, depth: depth + 1 });
      continue;
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    for (const [key, part] of Object.entries(value)) {
      if (FORBIDDEN_KEYS.has(key)) return false;
      text += key.length;
      pending.push({ value: part, depth: depth + 1 });
    }
  }
  return true;
}
