/** Carries one plan out: the program meets the faulty server, what happens to it happens, it starts again, and is judged. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { SmallDisk } from './full-disk.ts';
import type { Host, Outcome } from './host.ts';
import type { Plan } from './plan.ts';
import { PRODUCT } from './packaged.ts';
import { cutPower } from './power-cut.ts';
import { Random } from './random.ts';
import { startCampaignServer, type CampaignServer, type Identity } from './server/server.ts';
import { spoil } from './spoil.ts';
import { timeoutsFor } from './timeouts.ts';
import { textOf } from './program/text.ts';
import { judge, type Finding } from './verdict.ts';
import type { Order, Said, Setting } from './program/words.ts';

export interface Surroundings {
  readonly host: Pick<Host, 'run' | 'kill' | 'renew' | 'stop'>;
  /** this case's files go below it */
  readonly folder: string;
  /** of the built workers */
  readonly entries: string;
  readonly identity: Identity & { readonly fingerprint256: string };
  readonly canMount: boolean;
  /** ms; program/time.ts */
  readonly epoch: number;
  /** where a case that is looked at closely is told */
  readonly tell: (line: string) => void;
}

export interface CaseResult {
  readonly plan: Plan;
  readonly isReached: boolean;
  readonly wasKilled: boolean;
  readonly wasSpoilt: boolean;
  /** how many recipients ended with which fate */
  readonly fates: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** ms */
  readonly took: number;
}

/** Runs until everybody is at rest; no fault keeps anybody waiting longer. */
const MOST_RUNS = 5;

/** The cases run at the same time on one profile, each with a server and an account of its own; several only where all are plain. */
export async function runCases(plans: readonly Plan[], surroundings: Surroundings): Promise<CaseResult[]> {
  const began = Date.now();
  const folder = mkdtempSync(path.join(surroundings.folder, 'case-'));
  const room = plans.find((plan) => plan.room !== null)?.room ?? null;
  const disk = room !== null && surroundings.canMount ? new SmallDisk(path.join(folder, 'disk')) : null;
  const servers: CampaignServer[] = [];
  try {
    for (const plan of plans)
      servers.push(
        await startCampaignServer(plan, surroundings.identity, (fault) => {
          surroundings.tell(`reached ${fault.step}, ${fault.how}`);
          if (fault !== plan.faults[0]) return;
          disk?.fill(room ?? 0);
          if (plan.death?.at === 'step') surroundings.host.kill(plan.death.delay);
        }),
      );
    const run = new CaseRun(plans, servers, surroundings, path.join(disk?.folder ?? folder, PRODUCT));
    await run.first(() => disk?.free());
    await run.others(() => disk?.free() ?? false);
    return run.results(Date.now() - began);
  } catch (error) {
    // The campaign's own trouble is no reason to end it, and no reason to pass either.
    surroundings.host.stop();
    return plans.map((plan) => broken(plan, error));
  } finally {
    for (const server of servers) await server.stop();
    disk?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

const broken = (plan: Plan, error: unknown): CaseResult => ({
  plan,
  isReached: false,
  wasKilled: false,
  wasSpoilt: false,
  fates: {},
  findings: [{ wrong: 'failed', detail: error instanceof Error ? (error.stack ?? '') : String(error) }],
  took: 0,
});

class CaseRun {
  #wasKilled = false;
  #isSpoilt = false;
  readonly #plans: readonly Plan[];
  /** whose sides of the story this is told from: the only plan, where it is not plain */
  readonly #plan: Plan;
  readonly #servers: readonly CampaignServer[];
  readonly #with: Surroundings;
  readonly #profile: string;
  readonly #random: Random;
  /** subjects */
  readonly #accepted = new Set<string>();
  readonly #failures: Finding[] = [];
  #isReported = false;
  /** how many times it was started again */
  #starts = 0;
  #said: Said = { places: [], drafts: [], sent: null, kept: [], reported: false, waits: false };

  constructor(
    plans: readonly Plan[],
    servers: readonly CampaignServer[],
    surroundings: Surroundings,
    profile: string,
  ) {
    const [plan] = plans;
    if (plan === undefined) throw new Error('no case');
    this.#plans = plans;
    this.#plan = plan;
    this.#servers = servers;
    this.#with = surroundings;
    this.#profile = profile;
    this.#random = new Random(plan.detail);
  }

  /** `afterwards`: once it is at rest or dead, before it is closed and again when it is. */
  async first(afterwards: () => void): Promise<void> {
    const messages = this.#plans.flatMap((plan, way) =>
      plan.messages.map(({ recipients, size }) => ({
        way,
        recipients: recipients.map(({ address }) => address),
        body: textOf(size),
      })),
    );
    const order: Order = { kind: 'send', setting: this.#setting(0), messages, stays: this.#plan.stays };
    const outcome = await this.#ask(order, (message) =>
      this.#accepted.add(messages[message]?.recipients[0] ?? ''),
    );
    afterwards();
    if (outcome.kind === 'rest') await this.#ask({ kind: 'close' });
    // A connection that was kept may have come to its fault only now.
    afterwards();
    const { spoilt } = this.#plan;
    if (spoilt === null) return;
    this.#isSpoilt = spoil(this.#profile, spoilt, this.#random);
    if (this.#isSpoilt) this.#with.tell(`spoilt: ${spoilt}`);
  }

  /** Starts it again until nobody waits any more. `makeRoom`: false where there was room; a record may be incomplete until there is some. */
  async others(makeRoom: () => boolean): Promise<void> {
    for (let run = 1; run <= MOST_RUNS; run += 1) {
      this.#starts = run;
      const outcome = await this.#ask({ kind: 'resume', setting: this.#setting(run) });
      if (outcome.kind === 'failed') return;
      if (outcome.kind === 'killed' || outcome.said === null) continue;
      this.#said = outcome.said;
      this.#isReported ||= outcome.said.reported;
      const closed = await this.#ask({ kind: 'close' });
      const wasFull = makeRoom();
      if (closed.kind !== 'rest' || !(outcome.said.waits || wasFull)) return;
    }
  }

  async #ask(order: Order, accepted?: (message: number) => void): Promise<Outcome> {
    const { host, tell } = this.#with;
    tell(`-> ${order.kind}`);
    const outcome = await host.run(order, accepted);
    tell(`<- ${JSON.stringify(outcome)}`);
    if (outcome.kind === 'failed') {
      this.#failures.push({ wrong: 'failed', detail: outcome.detail });
      host.stop();
    }
    if (outcome.kind === 'killed') this.#killed();
    host.renew();
    return outcome;
  }

  #killed(): void {
    const { cut } = this.#plan;
    if (cut !== null && !this.#wasKilled) cutPower(this.#profile, this.#mirror, cut, this.#random);
    this.#wasKilled = true;
  }

  get #mirror(): string {
    return `${this.#profile}.mirror`;
  }

  /** `run`: 0 is the one that sends. */
  #setting(run: number): Setting {
    const { identity, entries } = this.#with;
    const { death, cut, number } = this.#plan;
    return {
      profile: this.#profile,
      paused: false,
      entries,
      epoch: this.#with.epoch,
      ways: this.#plans.map(({ secure, faults }, index) => ({
        port: this.#servers[index]?.port ?? 0,
        secure,
        timeouts: timeoutsFor(faults),
      })),
      fingerprint: identity.fingerprint256,
      hasIndex: number % 4 === 0,
      mirror: cut !== null && !this.#wasKilled ? this.#mirror : null,
      death: death?.at === 'sync' && death.run === run ? { number: death.number, when: death.when } : null,
    };
  }

  results(took: number): CaseResult[] {
    for (const { connection, recipients, hasDot, taken, told, code } of this.#servers.flatMap(
      (server) => server.transactions,
    ))
      this.#with.tell(`saw: ${JSON.stringify({ connection, recipients, hasDot, taken, told, code })}`);
    return this.#plans.map((plan, index) => {
      const addresses = plan.messages.map(({ recipients }) => recipients.map(({ address }) => address));
      const server = this.#servers[index];
      return {
        plan,
        isReached: (server?.reached.length ?? 0) > 0,
        wasKilled: this.#wasKilled,
        wasSpoilt: this.#isSpoilt,
        fates: this.#fates(addresses.flat()),
        findings:
          this.#failures.length > 0 || server === undefined
            ? this.#failures
            : addresses
                .flatMap((recipients) => this.#judged(plan, server, recipients))
                .map(({ wrong, detail }) => ({ wrong, detail: `${detail}, after ${this.#starts} starts` })),
        took,
      };
    });
  }

  #fates(addresses: readonly string[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { recipients } of this.#said.places)
      for (const { address, fate } of recipients)
        if (addresses.includes(address)) counts[fate] = (counts[fate] ?? 0) + 1;
    return counts;
  }

  #judged(plan: Plan, server: CampaignServer, recipients: readonly string[]): Finding[] {
    const isMine = (address: string): boolean => recipients.includes(address);
    const places = this.#said.places.filter((place) =>
      place.recipients.some(({ address }) => isMine(address)),
    );
    const eml = places[0]?.eml;
    const bytes = eml !== undefined && existsSync(eml) ? readFileSync(eml) : null;
    const subject = recipients[0] ?? '';
    const wasReset = server.reached.some(({ how }) => ['RST', 'TLS alert', 'garbage'].includes(how));
    return judge({
      recipients,
      transactions: server.transactions
        .filter((transaction) => transaction.recipients.some(({ address }) => isMine(address)))
        .map((transaction) => ({
          ...transaction,
          mayBeUnheard: this.#wasKilled || wasReset || plan.room !== null,
          isExact:
            transaction.taken && bytes !== null && !this.#isSpoilt ? transaction.body.equals(bytes) : null,
        })),
      refused: server.refused,
      isAccepted: this.#accepted.has(subject),
      places,
      isKept: this.#said.kept.includes(subject),
      hasDraft: this.#said.drafts.includes(subject),
      isListed: this.#said.sent?.includes(subject) ?? null,
      isSpoilt: this.#isSpoilt,
      isReported: this.#isReported,
    });
  }
}
