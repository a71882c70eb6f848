/**
 * What is opened in this window, and which of it is looked at. Remembered while the page lives, nowhere else; what it shows of the bytes is
 * the lens's matter.
 */
import { useSyncExternalStore } from 'react';
import type { OpenedFile } from '#core/contract/opened.ts';
import { decoded } from '#core/headers/unfold.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { errorOf } from '../../api.ts';
import type { Header, OpenedMessage } from '../lens/message.ts';
import { examine, type Refused } from './examine.ts';
import { MboxListing } from './mbox/listing.ts';
import { ofFile, ofMain, ofMemory, type SourceBytes } from './source-bytes.ts';

/** Why it cannot be shown; words: i18n `opened.failed.<why>`. */
export type Failure = Refused | 'gone' | 'changed' | 'unreadable' | 'not-a-file' | 'unexpected';

interface Summary {
  readonly subject: string;
  readonly hops: number;
  readonly hasBody: boolean;
}

export type ItemState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly why: Failure }
  | { readonly kind: 'message'; readonly message: OpenedMessage; readonly summary: Summary }
  | { readonly kind: 'mbox'; readonly listing: MboxListing };

export interface OpenedItem {
  readonly key: string;
  /** of the file; empty for what was pasted */
  readonly name: string;
  /** ms since the epoch */
  readonly at: number;
  readonly state: ItemState;
}

export interface Shown {
  readonly items: readonly OpenedItem[];
  /** key of the item that is looked at */
  readonly selected: string | null;
  /** within an mbox, from 0; null: none is chosen yet */
  readonly entry: number | null;
  /** the list shows the messages of the mbox that is looked at */
  readonly inside: boolean;
}

/** Opened at once; beyond, the oldest is closed. */
const MOST = 200;

let shown: Shown = { items: [], selected: null, entry: null, inside: false };
const listeners = new Set<() => void>();
let opened = 0;
/** of each item, to be let go when it is closed */
const held = new Map<string, SourceBytes>();

function show(next: Shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useShown = (): Shown => useSyncExternalStore(subscribe, () => shown);

export function select(key: string, entry: number | null = null): void {
  const inside = shown.inside && shown.selected === key;
  show({ ...shown, selected: key, entry, inside });
}

/** Looks at it; of an mbox, the list shows its messages. */
export function enter({ key, state }: OpenedItem): void {
  const isSame = shown.selected === key;
  show({ ...shown, selected: key, entry: isSame ? shown.entry : null, inside: state.kind === 'mbox' });
}

/** From an mbox's messages back to what is opened. */
export function leave(): void {
  show({ ...shown, inside: false });
}

/** Its neighbour comes to the front. */
export function close(key: string): void {
  const at = shown.items.findIndex((item) => item.key === key);
  if (at < 0) return;
  letGo(key);
  const items = shown.items.filter((item) => item.key !== key);
  if (shown.selected !== key) show({ ...shown, items });
  else {
    const selected = items[Math.min(at, items.length - 1)]?.key ?? null;
    show({ items, selected, entry: null, inside: false });
  }
}

function letGo(key: string): void {
  const item = shown.items.find((one) => one.key === key);
  if (item?.state.kind === 'mbox') item.state.listing.stop();
  held.get(key)?.close();
  held.delete(key);
}

export function openFromMain(files: readonly OpenedFile[]): void {
  add(
    files.map((file) =>
      file.state === 'open'
        ? { name: file.name, bytes: ofMain(file.id, file.size) }
        : { name: file.name, why: file.reason },
    ),
  );
}

export const openDropped = (files: readonly File[]): void =>
  add(files.map((file) => ({ name: file.name, bytes: ofFile(file) })));

export const openPasted = (bytes: Uint8Array): void => add([{ name: '', bytes: ofMemory(bytes) }]);

type Arrived = { readonly name: string } & ({ readonly bytes: SourceBytes } | { readonly why: Failure });

/** Newest first; the first of those that came is looked at. */
function add(arrived: readonly Arrived[]): void {
  const items = arrived.slice(0, MOST).map((one): OpenedItem => {
    const key = `opened ${String((opened += 1))}`;
    if ('bytes' in one) held.set(key, one.bytes);
    const state: ItemState = 'bytes' in one ? { kind: 'reading' } : { kind: 'failed', why: one.why };
    return { key, name: one.name, at: Date.now(), state };
  });
  const [first] = items;
  if (first === undefined) return;
  const all = [...items, ...shown.items];
  for (const { key } of all.slice(MOST)) letGo(key);
  show({ items: all.slice(0, MOST), selected: first.key, entry: null, inside: false });
  for (const item of items) if (item.state.kind === 'reading') void look(item);
}

export const lookAnyway = (item: OpenedItem): Promise<void> => look(item, true);

async function look(item: OpenedItem, anyway = false): Promise<void> {
  const { key, name } = item;
  const bytes = held.get(key);
  if (bytes === undefined) return;
  const named = { key, name, entry: null };
  try {
    const found = await examine(bytes, named, { anyway });
    if (found.kind === 'refused') change(key, { kind: 'failed', why: found.why });
    else if (found.kind === 'message') change(key, messageState(found.message, found.header));
    else await lookIntoMbox(key, name, bytes);
  } catch (caught) {
    change(key, { kind: 'failed', why: failureOf(caught) });
  }
}

async function lookIntoMbox(key: string, name: string, bytes: SourceBytes): Promise<void> {
  const listing = new MboxListing(bytes);
  change(key, { kind: 'mbox', listing });
  if (shown.selected === key) show({ ...shown, inside: true });
  await listing.scan();
  // One message that was cut out of an mbox, or an .eml whose writer put such a line before it.
  if (listing.state !== 'done' || listing.count > 1) return;
  const whole = await examine(bytes, { key, name, entry: null }, { asMessage: true, anyway: true });
  if (whole.kind === 'message') change(key, messageState(whole.message, whole.header));
}

function change(key: string, state: ItemState): void {
  show({ ...shown, items: shown.items.map((item) => (item.key === key ? { ...item, state } : item)) });
}

export function failureOf(caught: unknown): Failure {
  const error = errorOf(caught);
  if (error.code === 'not-found') return 'gone';
  if (error.code !== 'file') return 'unexpected';
  switch (error.reason) {
    case 'gone':
    case 'changed':
    case 'unreadable':
    case 'not-a-file':
      return error.reason;
    default:
      return 'unexpected';
  }
}

const messageState = (message: OpenedMessage, header: Header): ItemState => {
  const subject = fieldsNamed(header.parsed, 'Subject')[0];
  return {
    kind: 'message',
    message,
    summary: {
      subject: subject ? decoded(header.bytes, subject).slice(0, 300) : '',
      hops: fieldsNamed(header.parsed, 'Received').length,
      hasBody: message.size > message.headerSize,
    },
  };
};
