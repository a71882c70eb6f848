/** A name → the addresses that may be connected to for this search. What is refused here is never connected to. */
import type { OutcomeCode } from '#core/discovery/vocabulary.ts';
import { resolveHost } from '../submission/connection/dial.ts';
import type { MayConnect } from './addresses.ts';
import type { Names } from './names.ts';
import { connectOutcome } from './outcomes.ts';

type Looked =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly outcome: OutcomeCode };

export type Lookup = (host: string, signal: AbortSignal) => Promise<Looked>;

/** ms */
const WITHIN = 8_000;

/** For one search: `domain` is the address's, which says whether private addresses are to be expected. */
export const lookupFor =
  (domain: string, names: Names, mayConnect: MayConnect): Lookup =>
  async (host, signal) => {
    const found = await resolveHost(host, names.addresses, WITHIN, signal);
    if (!found.ok) {
      const outcome = connectOutcome(found.trouble);
      return { ok: false, outcome: outcome === 'failed' ? 'dns-failed' : outcome };
    }
    // One private address among public ones is no mistake that happens: the whole name is refused.
    const isRefused = found.value.some((address) => !mayConnect(domain, address));
    return isRefused ? { ok: false, outcome: 'private-address' } : { ok: true, addresses: found.value };
  };
