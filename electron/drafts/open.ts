/** Opens facteur.db: a damaged one is kept aside and what could be read goes on; what was removed before this start is forgotten. */
import { finishSwap, recoveredPath, removeDatabase, swapInRecovered } from '../database/durable.ts';
import { type CallsOf, WorkerLink } from '../database/worker-link.ts';
import type { Clock } from '../outbox/ports.ts';
import type { DraftId } from '#core/message/ids.ts';
import { Copies } from './copies.ts';
import { Drafts, type DraftsLink } from './drafts.ts';
import { draftsProtocol, type Everything } from './drafts-protocol.ts';

export interface DraftsOptions {
  /** Absolute path of facteur.db; its folder must exist. */
  readonly path: string;
  /** Where copies of dropped files go. */
  readonly attachments: string;
  /** The entry file of drafts-worker. */
  readonly entry: string | URL;
  readonly clock: Clock;
  /** Nothing of the store is touched before this: it is the profile's lock. The thread that will open it starts meanwhile. */
  readonly locked?: Promise<unknown>;
  /** A draft was made, saved, attached to, or came or went. */
  readonly onChanged?: (id: DraftId) => void;
  /** whether those who accepted mail become contacts; it is asked each time */
  readonly learns?: () => boolean;
  readonly onDied?: (error: Error) => void;
}

interface DraftsDamage {
  /** how many drafts could be read */
  readonly recovered: number;
  /** where the damaged file was kept */
  readonly keptAt: string;
}

export interface OpenedDrafts {
  readonly drafts: Drafts;
  /** to the worker that owns the file, for what else is in it */
  readonly link: DraftsLink;
  readonly damage: DraftsDamage | null;
}

/** Ends with StoreFailure `newer`, or AppFailure `disk`. */
export async function openDrafts(options: DraftsOptions): Promise<OpenedDrafts> {
  const link = worker(options);
  try {
    await options.locked;
    await finishSwap(options.path, options.clock.now());
  } catch (error) {
    await link.end();
    throw error;
  }
  const first = await start(options, link);
  if (first.found === null)
    return { drafts: await begin(options, first.link), link: first.link, damage: null };
  // The file is free only once its thread has ended.
  await first.link.end();
  const keptAt = await recover(options, first.found);
  const second = await start(options, worker(options));
  return {
    drafts: await begin(options, second.link),
    link: second.link,
    damage: { recovered: first.found.drafts.length, keptAt },
  };
}

async function begin(options: DraftsOptions, link: DraftsLink): Promise<Drafts> {
  const copies = new Copies(options.attachments);
  await copies.sweep(new Set(await link.call('sweep', null)));
  return new Drafts(link, copies, options.clock, options);
}

async function start(
  options: DraftsOptions,
  link: DraftsLink,
): Promise<{ link: DraftsLink; found: Everything | null }> {
  try {
    return { link, found: await link.call('open', { path: options.path }) };
  } catch (error) {
    await link.end();
    throw error;
  }
}

async function recover(options: DraftsOptions, found: Everything): Promise<string> {
  const copy = recoveredPath(options.path);
  await removeDatabase(copy);
  const writer = worker(options);
  try {
    await writer.call('recover', { path: copy, found });
  } finally {
    await writer.end();
  }
  return swapInRecovered(options.path, options.clock.now());
}

const worker = ({ entry, onDied }: DraftsOptions): DraftsLink =>
  new WorkerLink<CallsOf<typeof draftsProtocol>>(draftsProtocol, {
    entry,
    name: 'drafts',
    ...(onDied === undefined ? {} : { onDied }),
  });
