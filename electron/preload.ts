/**
 * Puts one object into the page, `window.facteur`: the contract's calls and events, and nothing else of Electron. It lets through
 * only names of the contract; whether a payload fits is for main to judge, since a page could reach past any check made here.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { FacteurBridge } from '#core/contract/bridge.ts';
import type { Channel, Reply, Request } from '#core/contract/channels.ts';
import type { Result } from '#core/contract/errors.ts';
import type { EventName, EventPayload } from '#core/contract/events.ts';
import { channelNames, eventNames } from '#core/contract/names.ts';

/** What main answers and tells, in the contract's types: ipc/register.ts and ipc/events.ts keep this word. */
interface ContractIpc {
  invoke<C extends Channel>(channel: C, request: Request<C>): Promise<Result<Reply<C>>>;
  on<E extends EventName>(event: E, listener: (event: unknown, payload: EventPayload<E>) => void): unknown;
  off<E extends EventName>(event: E, listener: (event: unknown, payload: EventPayload<E>) => void): unknown;
}
const ipc: ContractIpc = ipcRenderer;

const bridge: FacteurBridge = {
  async call(channel, request) {
    if (!Object.hasOwn(channelNames, channel)) return { ok: false, error: { code: 'bad-request' } };
    return ipc.invoke(channel, request);
  },
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
    if (!Object.hasOwn(eventNames, event)) return () => undefined;
    const told = (_: unknown, payload: EventPayload<E>): void => listener(payload);
    ipc.on(event, told);
    return () => {
      ipc.off(event, told);
    };
  },
};

contextBridge.exposeInMainWorld('facteur', bridge);
