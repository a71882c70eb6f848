/** The server of one case: breaks where the plan says, once, and is well afterwards. It remembers what it took and whom it refused. */
import { once } from 'node:events';
import net from 'node:net';
import { CampaignConnection, type Desk, type Seen } from './connection.ts';
import type { Answer, Fault, Plan, Step } from '../plan.ts';
import { ServerWire } from './wire.ts';

export interface Identity {
  readonly key: string;
  readonly certificate: string;
}

export interface CampaignServer {
  readonly port: number;
  readonly transactions: readonly Seen[];
  /** who was told 5xx; '' when a MAIL was, whose recipients nobody knows */
  readonly refused: ReadonlySet<string>;
  /** faults that were come to so far */
  readonly reached: readonly Fault[];
  stop(): Promise<void>;
}

const SAYS: Readonly<Record<Exclude<Answer, 'yes'>, string>> = {
  '4xx': '450 4.2.1 later',
  '5xx': '550 5.1.1 nobody',
  '452': '452 4.5.3 too many recipients',
  '552': '552 5.5.3 too many recipients',
};

/** What a server needs to know of a plan. */
export type ServerPlan = Pick<Plan, 'faults' | 'messages' | 'secure' | 'pipelining'>;

/** `reached` is called when a fault is come to, before it does anything. */
export async function startCampaignServer(
  plan: ServerPlan,
  identity: Identity,
  reached: (fault: Fault) => void,
): Promise<CampaignServer> {
  const desk = new PlannedDesk(plan, identity, reached);
  const wires: ServerWire[] = [];
  const server = net.createServer((socket) => {
    const wire = new ServerWire(socket);
    wires.push(wire);
    void new CampaignConnection(wire, desk, wires.length).serve();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    transactions: desk.transactions,
    refused: desk.refusals,
    reached: desk.reachedFaults,
    async stop() {
      for (const wire of wires) wire.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

class PlannedDesk implements Desk {
  readonly transactions: Seen[] = [];
  readonly refusals = new Set<string>();
  readonly reachedFaults: Fault[] = [];
  readonly identity: Identity;
  readonly isSecure: boolean;
  readonly pipelining: boolean;
  readonly #faults: Fault[];
  readonly #answers: Map<string, Answer>;
  readonly #onReached: (fault: Fault) => void;
  #passed = 0;

  constructor(plan: ServerPlan, identity: Identity, reached: (fault: Fault) => void) {
    this.identity = identity;
    this.isSecure = plan.secure;
    this.pipelining = plan.pipelining;
    this.#faults = [...plan.faults];
    this.#answers = new Map(
      plan.messages.flatMap(({ recipients }) => recipients.map(({ address, answer }) => [address, answer])),
    );
    this.#onReached = reached;
  }

  due(step: Step, index = 0): Fault | null {
    return this.#next(
      step,
      index,
      (fault) => fault.how !== 'early' || step === 'body' || step === 'last byte',
    );
  }

  early(step: Step, index = 0): Fault | null {
    return this.#next(step, index, (fault) => fault.how === 'early');
  }

  #next(step: Step, index: number, fits: (fault: Fault) => boolean): Fault | null {
    const [fault] = this.#faults;
    if (fault?.step !== step || !fits(fault)) return null;
    if (step === 'RCPT' && fault.recipient !== index) return null;
    if (this.#passed < fault.skip) {
      this.#passed += 1;
      return null;
    }
    this.#passed = 0;
    this.#faults.shift();
    return fault;
  }

  reached(fault: Fault): void {
    this.reachedFaults.push(fault);
    this.#onReached(fault);
  }

  seen(transaction: Seen): void {
    this.transactions.push(transaction);
  }

  /** Who was told to come later is welcome the next time. */
  answer(address: string): string {
    const answer = this.#answers.get(address) ?? 'yes';
    if (answer === 'yes') return '250 2.1.5 fine';
    if (answer !== '5xx') this.#answers.set(address, 'yes');
    return SAYS[answer];
  }

  refused(addresses: readonly string[]): void {
    for (const address of addresses) this.refusals.add(address);
  }
}
