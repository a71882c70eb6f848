/**
 * Where the user is in adding an account from an address: kept in this window while they go elsewhere, like what is typed into a form. No
 * password is kept here, and main is told the domain alone.
 */
import { useSyncExternalStore } from 'react';
import type { AppError } from '#core/contract/errors.ts';
import type { Candidate, DiscoveryProgress } from '#core/discovery/vocabulary.ts';
import { domainOf } from '#core/discovery/targets.ts';
import type { AccountId } from '#core/message/ids.ts';
import { call, errorOf } from '../../../api.ts';
import { closeTransfer } from '../transfer/open.ts';
import type { ChosenWay } from './way.ts';

export interface Finding {
  /** an account is being added from its address; otherwise by hand */
  readonly open: boolean;
  readonly address: string;
  readonly askMozilla: boolean;
  /** id of the preset that was chosen instead of searching */
  readonly provider: string | null;
  readonly running: boolean;
  /** of the search under way or the last one */
  readonly progress: DiscoveryProgress | null;
  readonly stopped: boolean;
  readonly error: AppError | null;
  /** `candidateKey` of the one that is marked; null: the best */
  readonly marked: string | null;
  /** The user has said that this is the server. Only now is a password asked for. */
  readonly confirmed: Candidate | null;
  /** saved; the view stays until the user goes on */
  readonly saved: AccountId | null;
}

const atFirst: Finding = {
  open: false,
  address: '',
  askMozilla: true,
  provider: null,
  running: false,
  progress: null,
  stopped: false,
  error: null,
  marked: null,
  confirmed: null,
  saved: null,
};

let finding = atFirst;
/** counts the searches, so that the answer of one that is no longer wanted is passed over */
let searches = 0;
const listeners = new Set<() => void>();

function become(change: Partial<Finding>): void {
  finding = { ...finding, ...change };
  for (const listener of listeners) listener();
}

export const candidateKey = ({ host, port, security }: Candidate): string =>
  `${security} ${host}:${String(port)}`;

/** What was found for another address is of no use for this one. */
export function setAddress(address: string): void {
  if (domainOf(address) !== domainOf(finding.address)) forgetSearch();
  become({ address });
}

export const setAskMozilla = (askMozilla: boolean): void => become({ askMozilla });

function forgetSearch(): void {
  if (finding.running) stopSearch();
  searches += 1;
  const { running, progress, provider, stopped, error, marked, confirmed } = atFirst;
  become({ running, progress, provider, stopped, error, marked, confirmed });
}

/** What was found by one way says nothing of another. */
export const goOtherWay = forgetSearch;

/** The user agreed that the domain is asked about, by this way. */
export async function startSearch(domain: string, way: ChosenWay, askAnyway = false): Promise<void> {
  forgetSearch();
  const search = searches;
  become({ running: true });
  try {
    const { askMozilla } = finding;
    const progress = await call('discovery.start', { domain, askMozilla, askAnyway, ...way });
    if (search === searches) become({ progress });
  } catch (caught) {
    if (search === searches) become({ error: errorOf(caught) });
  } finally {
    if (search === searches) become({ running: false });
  }
}

/** What is known of a chosen provider stands where a search would; null: none is chosen. */
export function showProvider(provider: string | null, progress: DiscoveryProgress | null): void {
  forgetSearch();
  become({ provider, progress });
}

export function stopSearch(): void {
  become({ stopped: true });
  void call('discovery.stop', null).catch(() => undefined);
}

/** As main tells it. */
export function follow(progress: DiscoveryProgress): void {
  if (finding.running) become({ progress });
}

export const mark = (candidate: Candidate): void => become({ marked: candidateKey(candidate) });

export function confirm(candidate: Candidate | null): void {
  if (finding.running && candidate !== null) stopSearch();
  become({ confirmed: candidate });
}

export const savedAs = (saved: AccountId): void => become({ saved });

/** Begins anew after an account was saved, goes on otherwise. */
export function openFinding(): void {
  if (finding.saved !== null) {
    forgetSearch();
    become({ ...atFirst });
  }
  closeTransfer();
  become({ open: true });
}

/** By hand, or elsewhere. */
export const closeFinding = (): void => become({ open: false });

export function discardFinding(): void {
  forgetSearch();
  become({ ...atFirst });
}

export const useFinding = (): Finding =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => finding,
  );
