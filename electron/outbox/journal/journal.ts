/**
 * The outbox's memory: events in journal.db and the log in front of it, one process per profile. A damaged file is kept aside and what could be
 * read goes on. How events are written is synced-journal.ts's, what they mean is core's.
 */
import { removeDatabase, finishSwap, recoveredPath, swapInRecovered } from '../../database/durable.ts';
import { type CallsOf, WorkerLink } from '../../database/worker-link.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { JournalFront } from './front.ts';
import { type Damage, encodeRows, type Found, journalProtocol } from './protocol.ts';
import type { Clock } from '../ports.ts';
import { pages, SyncedJournal, type Link } from './synced-journal.ts';

export interface JournalOptions {
  /** Absolute path of journal.db; its folder must exist. */
  readonly path: string;
  /** The entry file of journal-worker. */
  readonly entry: string | URL;
  readonly clock: Clock;
  /** ms without a word, after which what is in the log moves to the database; 50 unless told */
  readonly quiet?: number;
  /** ms that main may be kept by one sync: where the disk takes longer, the thread pool does it; 1 unless told */
  readonly quick?: number;
  /** The worker ended by itself: nothing more can be recorded. */
  readonly onDied?: (error: Error) => void;
}

/** `submissionIds`: touched for certain, their waiting recipients must become unknown. `lost`: so must all others that are not over. */
interface JournalDamage extends Damage {
  /** Where the damaged file was kept; null when an earlier start found it. */
  readonly keptAt: string | null;
}

export interface OpenedJournal {
  readonly journal: SyncedJournal;
  readonly events: readonly OutboxEvent[];
  /** Told at each start until `settleDamage`. */
  readonly damage: JournalDamage | null;
}

const QUIET = 50;
const QUICK = 1;

/** Ends with StoreFailure `profile-in-use` when another process has this profile, `newer`, or AppFailure `disk`. */
export async function openJournal(options: JournalOptions): Promise<OpenedJournal> {
  await finishSwap(options.path, options.clock.now());
  const first = await start(options);
  if (first.found.sound) return opened(first, options, null);
  const { last } = first.found;
  const damage = first.found.damage ?? { submissionIds: [], lost: true };
  const events = await pages(first.link, first.found.events);
  // The file is free only once its thread has ended.
  await first.link.end();
  const copy = recoveredPath(options.path);
  await removeDatabase(copy);
  const writer = link(options);
  try {
    const rows = encodeRows(events);
    await writer.call('recover', { path: copy, rows, damage, last });
  } finally {
    await writer.end();
  }
  const keptAt = await swapInRecovered(options.path, options.clock.now());
  return opened(await start(options), options, keptAt);
}

const link = (options: JournalOptions): Link =>
  new WorkerLink<CallsOf<typeof journalProtocol>>(journalProtocol, {
    entry: options.entry,
    name: 'journal',
    ...(options.onDied === undefined ? {} : { onDied: options.onDied }),
  });

async function start(options: JournalOptions): Promise<{ link: Link; found: Found }> {
  const started = link(options);
  try {
    return {
      link: started,
      found: await started.call('open', { path: options.path }),
    };
  } catch (error) {
    await started.end();
    throw error;
  }
}

async function opened(
  { link: to, found: { events, damage, last, logEnd } }: { link: Link; found: Found },
  { path, quiet = QUIET, quick = QUICK }: JournalOptions,
  keptAt: string | null,
): Promise<OpenedJournal> {
  const front = new JournalFront(path, logEnd, quick);
  return {
    journal: new SyncedJournal(to, front, { last, quiet, isLogInUse: logEnd > 0 }),
    events: await pages(to, events),
    damage: damage === null ? null : { ...damage, keptAt },
  };
}
