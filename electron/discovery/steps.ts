/** What is asked in one search and what came of it, told whenever something changes. A search that is stopped leaves no step running. */
import type { DiscoveryStep, OutcomeCode, Task } from '#core/discovery/vocabulary.ts';

export interface Ended {
  readonly state: Exclude<DiscoveryStep['state'], 'running'>;
  readonly outcome: OutcomeCode;
  readonly detail?: string;
}

export const found = (outcome: OutcomeCode, detail = ''): Ended => ({ state: 'found', outcome, detail });

/** The state that an outcome is shown with where nothing was found. */
const STATES = new Map<OutcomeCode, Ended['state']>([
  ['not-in-list', 'nothing'],
  ['no-records', 'nothing'],
  ['not-offered', 'nothing'],
  ['no-such-host', 'nothing'],
  ['http-status', 'nothing'],
  ['no-outgoing-server', 'nothing'],
  ['private-address', 'refused'],
  ['redirect-to-http', 'refused'],
  ['xml-entities', 'refused'],
  ['xml-too-deep', 'refused'],
  ['too-large', 'refused'],
  ['bad-target', 'refused'],
  ['not-needed', 'skipped'],
  ['switched-off', 'skipped'],
  ['names-by-proxy', 'skipped'],
  // Of a name that does not exist it says the same.
  ['proxy-refused', 'nothing'],
  ['stopped', 'skipped'],
]);

export const without = (outcome: OutcomeCode, detail = ''): Ended => ({
  state: STATES.get(outcome) ?? 'failed',
  outcome,
  detail,
});

/** As much as the contract takes. */
const MAX_SUBJECT = 300;
const MAX_DETAIL = 500;

export class Steps {
  readonly #steps: DiscoveryStep[] = [];
  readonly #signal: AbortSignal;
  readonly #changed: () => void;
  readonly #now: () => number;

  /** `now` in ms, of any clock that only goes on. */
  constructor(signal: AbortSignal, now: () => number, changed: () => void) {
    this.#signal = signal;
    this.#now = now;
    this.#changed = changed;
  }

  get all(): DiscoveryStep[] {
    return this.#steps.map((step) => ({ ...step }));
  }

  /** Runs one step; ends at once as `stopped` when the search is, whatever the work still does. Never rejects. */
  async run(task: Task, subject: string, work: () => Promise<Ended>): Promise<Ended> {
    if (this.#signal.aborted) return without('stopped');
    const began = this.#now();
    const at = this.#add(task, subject, { state: 'running', outcome: null, detail: '', ms: null });
    const ended = await Promise.race([work().catch(() => without('failed')), this.#stopped()]);
    this.#end(at, ended, Math.max(0, this.#now() - began));
    return ended;
  }

  /** What was not asked, and why. */
  skip(task: Task, subject: string, outcome: 'not-needed' | 'switched-off' | 'names-by-proxy'): void {
    this.#add(task, subject, { state: 'skipped', outcome, detail: '', ms: null });
  }

  #add(task: Task, subject: string, rest: Omit<DiscoveryStep, 'task' | 'subject'>): number {
    this.#steps.push({ task, subject: subject.slice(0, MAX_SUBJECT), ...rest });
    this.#changed();
    return this.#steps.length - 1;
  }

  #end(at: number, { state, outcome, detail = '' }: Ended, ms: number): void {
    const step = this.#steps[at];
    if (step !== undefined)
      this.#steps[at] = { ...step, state, outcome, detail: detail.slice(0, MAX_DETAIL), ms };
    this.#changed();
  }

  #stopped(): Promise<Ended> {
    return new Promise((resolve) => {
      this.#signal.addEventListener('abort', () => resolve(without('stopped')), { once: true });
    });
  }
}
