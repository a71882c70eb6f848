/**
 * Walks every channel of the contract with what a hostile page could send. The handlers here only record that they were reached; the
 * border in front of them is the real one.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { channels, type Channel } from '#core/contract/channels.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { channelNames, eventNames } from '#core/contract/names.ts';
import { events } from '#core/contract/events.ts';
import {
  receiveCalls,
  type CallContext,
  type CallEvent,
  type CallReceiver,
  type Handlers,
} from '#electron/ipc/border.ts';
import { validRequests } from './valid-requests.ts';

const names = Object.keys(channels).filter((name): name is Channel => Object.hasOwn(channels, name));

const page: CallEvent = {
  senderFrame: { url: 'app://facteur/index.html', origin: 'app://facteur', parent: null },
  sender: { id: 7 },
};

type Listener = (event: CallEvent, ...args: unknown[]) => Promise<unknown>;

class Receiver implements CallReceiver {
  readonly listeners = new Map<string, Listener>();
  handle(channel: string, listener: Listener): void {
    this.listeners.set(channel, listener);
  }
  call(channel: string, event: CallEvent, ...args: unknown[]): Promise<unknown> {
    const listener = this.listeners.get(channel);
    if (listener === undefined) throw new Error(`nobody receives ${channel}`);
    return listener(event, ...args);
  }
}

let reached: { channel: string; request: unknown; windowId: number }[];
let reports: string[];
let receiver: Receiver;
let answer: () => unknown;

beforeEach(() => {
  reached = [];
  reports = [];
  answer = () => null;
  receiver = new Receiver();
  receiveCalls(receiver, recording(), {
    stranger: (channel) => reports.push(`stranger ${channel}`),
    badRequest: (channel) => reports.push(`bad ${channel}`),
    unexpected: (channel) => reports.push(`unexpected ${channel}`),
  });
});

/** One handler for every channel, which says that it was reached. */
function recording(): Handlers {
  const handlers: object = Object.fromEntries(
    names.map((channel) => [
      channel,
      (request: unknown, { windowId }: CallContext) => {
        reached.push({ channel, request, windowId });
        return answer();
      },
    ]),
  );
  if (!handlesAll(handlers)) throw new Error('a channel has no handler');
  return handlers;
}
function handlesAll(handlers: object): handlers is Handlers {
  return names.every((name) => Object.hasOwn(handlers, name));
}

const bad = { ok: false, error: { code: 'bad-request' } };
/** One more than the longest text of the contract, a draft's body. */
const huge = 'x'.repeat(20_000_001);

/** A key that JSON and structured clones can carry, and object literals cannot. */
function withOwn(base: object, key: string, value: unknown): object {
  return Object.defineProperty({ ...base }, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Every copy of a payload with one of its parts replaced. */
function* withEachPart(payload: unknown, replacement: unknown): Generator {
  yield replacement;
  if (payload instanceof Uint8Array) return;
  if (Array.isArray(payload)) {
    for (const [index, part] of payload.entries())
      for (const changed of withEachPart(part, replacement)) yield payload.with(index, changed);
  } else if (typeof payload === 'object' && payload !== null) {
    for (const [key, part] of Object.entries(payload))
      for (const changed of withEachPart(part, replacement)) yield { ...payload, [key]: changed };
  }
}

describe('the border between page and main', () => {
  it('receives exactly the channels of the contract', () => {
    expect([...receiver.listeners.keys()].sort()).toEqual([...names].sort());
    expect(Object.keys(channelNames).sort()).toEqual([...names].sort());
    expect(Object.keys(eventNames).sort()).toEqual(Object.keys(events).sort());
  });

  it.each(names)('%s lets an honest call through, with the window it came from', async (channel) => {
    expect(await receiver.call(channel, page, validRequests[channel])).toMatchObject({ ok: true });
    expect(reached).toEqual([{ channel, request: validRequests[channel], windowId: 7 }]);
    expect(reports).toEqual([]);
  });

  it.each(names)('%s is closed to every other frame', async (channel) => {
    const strangers: CallEvent[] = [
      { ...page, senderFrame: null },
      ...[
        { url: 'https://example.org/', origin: 'https://example.org', parent: null },
        { url: 'app://facteur.example/', origin: 'app://facteur.example', parent: null },
        { url: 'app://facteur@evil/', origin: 'app://evil', parent: null },
        { url: 'facteur-mail://message/', origin: 'facteur-mail://message', parent: null },
        { url: 'about:blank', origin: 'app://facteur', parent: null },
        { url: 'app://facteur/index.html', origin: 'null', parent: null },
        { url: 'file:///app://facteur/', origin: 'file://', parent: null },
        { url: 'app://facteur/index.html', origin: 'app://facteur', parent: { url: 'app://facteur/' } },
      ].map((senderFrame) => ({ ...page, senderFrame })),
      {
        ...page,
        get senderFrame(): never {
          throw new Error('Render frame was disposed');
        },
      },
    ];
    for (const stranger of strangers)
      expect(await receiver.call(channel, stranger, validRequests[channel])).toEqual(bad);
    expect(reached).toEqual([]);
    expect(reports).toEqual(strangers.map(() => `stranger ${channel}`));
  });

  it.each([
    ['a host with a space', { host: 'smtp example.org' }],
    ['a host with a line break', { host: 'smtp.example.org\r\nQUIT' }],
    ['a host with NUL', { host: 'smtp.example.org\0' }],
    ['a host with its port', { host: 'smtp.example.org:25' }],
    ['port 0', { port: 0 }],
    ['port 65536', { port: 65_536 }],
    ['half a port', { port: 465.5 }],
    ['a user with a line break', { user: 'ada\r\nMAIL FROM:<>' }],
    ['an EHLO name with a line break', { ehloName: 'a.example\r\nQUIT' }],
    ['a proxy at port 70000', { proxy: { kind: 'http', host: 'proxy.example', port: 70_000, user: '' } }],
    ['a proxy host with NUL', { proxy: { kind: 'http', host: 'proxy\0', port: 3128, user: '' } }],
  ])('lets no account through to be saved or tried with %s', async (_, change) => {
    const account = { ...validRequests['accounts.save'], ...change };
    expect(await receiver.call('accounts.save', page, account)).toEqual(bad);
    expect(await receiver.call('accounts.test', page, { account, password: null })).toEqual(bad);
    expect(reached).toEqual([]);
  });

  it.each(names)('%s refuses any part that is of another type', async (channel) => {
    const { request } = channels[channel];
    const wrong = [
      undefined,
      Number.NaN,
      -1.5,
      { toString: 'x' },
      [[[]]],
      () => 1,
      Symbol('x'),
      10n,
      new Date(0),
      new Map(),
      new ArrayBuffer(8),
      new Error('x'),
      /x/,
    ];
    for (const replacement of wrong)
      for (const payload of withEachPart(validRequests[channel], replacement)) {
        // A part that may be left out may be undefined.
        if (replacement === undefined && request.safeParse(payload).success) continue;
        expect(await receiver.call(channel, page, payload)).toEqual(bad);
      }
    expect(reached).toEqual([]);
  });

  it.each(names)('%s refuses huge text in any part', async (channel) => {
    for (const payload of withEachPart(validRequests[channel], huge))
      expect(await receiver.call(channel, page, payload)).toEqual(bad);
    expect(reached).toEqual([]);
  });

  it.each(names)(
    '%s refuses keys that reach for a prototype, and keys that it does not know',
    async (channel) => {
      const valid = validRequests[channel];
      const base = typeof valid === 'object' && valid !== null ? valid : {};
      for (const key of ['__proto__', 'constructor', 'prototype', 'admin', ''])
        for (const value of [{ polluted: true }, null, 'x'])
          for (const payload of [withOwn(base, key, value), ...withEachPart(valid, withOwn({}, key, value))])
            expect(await receiver.call(channel, page, payload)).toEqual(bad);
      expect(reached).toEqual([]);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    },
  );

  it.each(names)('%s refuses no payload, and more than one', async (channel) => {
    expect(await receiver.call(channel, page)).toEqual(bad);
    expect(await receiver.call(channel, page, validRequests[channel], validRequests[channel])).toEqual(bad);
    expect(reached).toEqual([]);
  });

  it('bounds depth, number of parts, and circles', async () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 10_000; level++) deep = { deep };
    const circle: Record<string, unknown> = {};
    circle['circle'] = circle;
    const wide = Array.from({ length: 300_000 }, () => 0);
    for (const payload of [deep, circle, wide, { text: wide }])
      expect(await receiver.call('app.copyText', page, payload)).toEqual(bad);
    expect(reached).toEqual([]);
  });

  it('answers a failure of the closed set as it is', async () => {
    answer = () => {
      throw new AppFailure({ code: 'disk', reason: 'full' });
    };
    expect(await receiver.call('drafts.list', page, null)).toEqual({
      ok: false,
      error: { code: 'disk', reason: 'full' },
    });
    expect(reports).toEqual([]);
  });

  it('tells the page nothing of any other failure', async () => {
    answer = () => {
      throw new Error('password hunter2 in /home/camille/.config');
    };
    expect(await receiver.call('drafts.list', page, null)).toEqual({
      ok: false,
      error: { code: 'unexpected' },
    });
    expect(reports).toEqual(['unexpected drafts.list']);
  });
});
