/** Carries one plan out: the program meets the faulty server, what happens to it happens, it starts again, and is judged. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { SmallDisk } from './full-disk.ts';
import type { Host, Outcome } from './host.ts';
import type { Fault, Plan, Step } from './plan.ts';
import { cutPower } from './power-cut.ts';
import { Random } from './random.ts';
import { startCampaignServer, type CampaignServer, type Identity } from './server.ts';
import { spoil } from './spoil.ts';
import { textOf } from './text.ts';
import { judge, type Finding } from './verdict.ts';
import type { Order, Said, Setting } from './words.ts';

export interface Surroundings {
  readonly host: Host;
  /** this case's files go below it */
  readonly folder: string;
  /** of the built workers */
  readonly entries: string;
  readonly identity: Identity & { readonly fingerprint256: string };
  readonly canMount: boolean;
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
/** ms in a case whose server falls silent; elsewhere nothing may time out however busy the machine is */
const SHORT = 400;
const LONG = 30_000;

export async function runCase(plan: Plan, surroundings: Surroundings): Promise<CaseResult> {
  const began = Date.now();
  const folder = mkdtempSync(path.join(surroundings.folder, 'case-'));
  const disk = plan.room !== null && surroundings.canMount ? new SmallDisk(path.join(folder, 'disk')) : null;
  const { host } = surroundings;
  let hasFilled = false;
  const server = await startCampaignServer(plan, surroundings.identity, (fault) => {
    surroundings.tell(`reached ${fault.step}, ${fault.how}`);
    if (fault !== plan.faults[0]) return;
    if (disk !== null) disk.fill(plan.room ?? 0);
    hasFilled ||= disk !== null;
    if (plan.death?.at !== 'step') return;
    if (plan.death.delay === 0) host.kill();
    else setTimeout(() => host.kill(), plan.death.delay);
  });
  try {
    const run = new CaseRun(plan, surroundings, server, path.join(disk?.folder ?? folder, 'profile'));
    await run.first(() => disk?.free());
    await run.others();
    return {
      plan,
      isReached: server.reached.length > 0,
      wasKilled: run.wasKilled,
      wasSpoilt: run.isSpoilt,
      fates: run.fates(),
      findings: run.findings(),
      took: Date.now() - began,
    };
  } finally {
    await server.stop();
    disk?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

class CaseRun {
  wasKilled = false;
  isSpoilt = false;
  readonly #plan: Plan;
  readonly #with: Surroundings;
  readonly #server: CampaignServer;
  readonly #profile: string;
  readonly #random: Random;
  readonly #accepted = new Set<number>();
  readonly #failures: Finding[] = [];
  #isReported = false;
  #said: Said = { places: [], drafts: [], sent: null, reported: false, waits: false };

  constructor(plan: Plan, surroundings: Surroundings, server: CampaignServer, profile: string) {
    this.#plan = plan;
    this.#with = surroundings;
    this.#server = server;
    this.#profile = profile;
    this.#random = new Random(plan.detail);
  }

  /** `afterwards`: once it is at rest or dead, before it is closed. */
  async first(afterwards: () => void): Promise<void> {
    const { messages, spoilt } = this.#plan;
    const setting = this.#setting(0);
    const ordered = messages.map(({ recipients, size }) => ({
      recipients: recipients.map(({ address }) => address),
      body: textOf(size),
    }));
    const outcome = await this.#ask({ kind: 'send', setting, messages: ordered }, (message) =>
      this.#accepted.add(message),
    );
    afterwards();
    if (outcome.kind === 'rest') await this.#ask({ kind: 'close' });
    if (spoilt !== null) this.isSpoilt = spoil(this.#profile, spoilt, this.#random);
    if (this.isSpoilt) this.#with.tell(`spoilt: ${String(spoilt)}`);
  }

  /** Starts it again until nobody waits any more. */
  async others(): Promise<void> {
    for (let run = 1; run <= MOST_RUNS; run += 1) {
      const outcome = await this.#ask({ kind: 'resume', setting: this.#setting(run) });
      if (outcome.kind === 'failed') return;
      if (outcome.kind === 'killed') continue;
      this.#said = outcome.said;
      this.#isReported ||= outcome.said.reported;
      const closed = await this.#ask({ kind: 'close' });
      if (closed.kind !== 'rest' || !outcome.said.waits) return;
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
    if (cut !== null && !this.wasKilled) cutPower(this.#profile, this.#mirror, cut, this.#random);
    this.wasKilled = true;
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
      entries,
      port: this.#server.port,
      secure: this.#plan.secure,
      fingerprint: this.#plan.secure ? identity.fingerprint256 : null,
      timeouts: timeoutsFor(this.#plan.faults),
      hasIndex: number % 4 === 0,
      mirror: cut !== null && !this.wasKilled ? this.#mirror : null,
      death: death?.at === 'sync' && death.run === run ? { number: death.number, when: death.when } : null,
    };
  }

  fates(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { recipients } of this.#said.places)
      for (const { fate } of recipients) counts[fate] = (counts[fate] ?? 0) + 1;
    return counts;
  }

  findings(): Finding[] {
    if (this.#failures.length > 0) return this.#failures;
    return this.#plan.messages.flatMap(({ recipients }, message) =>
      this.#judged(
        message,
        recipients.map(({ address }) => address),
      ),
    );
  }

  #judged(message: number, recipients: readonly string[]): Finding[] {
    const isMine = (address: string): boolean => recipients.includes(address);
    const places = this.#said.places.filter((place) => place.recipients.some(({ address }) => isMine(address)));
    const eml = places[0]?.eml;
    const bytes = eml !== undefined && existsSync(eml) ? readFileSync(eml) : null;
    const subject = recipients[0] ?? '';
    const wasReset = this.#server.reached.some(({ how }) => ['RST', 'TLS alert', 'garbage'].includes(how));
    return judge({
      recipients,
      transactions: this.#server.transactions
        .filter((transaction) => transaction.recipients.some(({ address }) => isMine(address)))
        .map((transaction) => ({
          ...transaction,
          mayBeUnheard: this.wasKilled || wasReset || this.#plan.room !== null,
          isExact:
            transaction.taken && bytes !== null && !this.isSpoilt ? transaction.body.equals(bytes) : null,
        })),
      refused: this.#server.refused,
      isAccepted: this.#accepted.has(message),
      places,
      hasDraft: this.#said.drafts.includes(subject),
      isListed: this.#said.sent?.includes(subject) ?? null,
      isSpoilt: this.isSpoilt,
      isReported: this.#isReported,
    });
  }
}

const WAITS_FOR: Partial<Record<Step, keyof Setting['timeouts']>> = {
  connect: 'greeting',
  greeting: 'greeting',
  handshake: 'connect',
  'last byte': 'dot',
  dot: 'dot',
};

/** Only what the silence is about is cut short. */
function timeoutsFor(faults: readonly Fault[]): Setting['timeouts'] {
  const timeouts = { connect: LONG, greeting: LONG, command: LONG, dataBlock: LONG, dot: LONG };
  for (const { how, step, form, takes } of faults) {
    const isSilent =
      how === 'silence' ||
      how === 'endless' ||
      (how === 'half' && Math.floor(form / 7) % 3 === 2) ||
      (how === 'garbage' && !takes);
    if (!isSilent) continue;
    if (step === 'body') Object.assign(timeouts, { dataBlock: SHORT, dot: SHORT });
    else timeouts[WAITS_FOR[step] ?? 'command'] = SHORT;
  }
  return timeouts;
}
