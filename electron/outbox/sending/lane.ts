/**
 * One account's way to its server: the messages whose turn it is, the connections they share, and how fast it may go. Accounts know nothing
 * of each other. What a message's attempt comes to is the dispatcher's.
 */
import { USUAL_THROTTLE, type Account } from '#core/account/account.ts';
import type { AccountId } from '#core/message/ids.ts';
import { FULL_PACE, paceAfter, type Pace, type PaceSignal } from '#core/outbox/pace.ts';
import { accountTrouble } from '#core/smtp/diagnosis.ts';
import { accessFor, type AccessTools } from '../../accounts/access.ts';
import { SessionFailure, type SessionFactory } from '../../submission/session.ts';
import type { Entry } from '../entry.ts';
import type { AccountSource, Timers } from '../ports.ts';
import type { AttemptLog } from './attempt-log.ts';
import { Connection, Listening } from './connection.ts';
import type { Place, Rider, Room } from './place.ts';
import { ServerName } from './server-name.ts';
import { accessTrouble, settingsTrouble } from './settings-trouble.ts';

export interface LaneTools extends AccessTools {
  readonly accounts: AccountSource;
  readonly openSession: SessionFactory;
  readonly timers: Timers;
  /** [0, 1) */
  readonly random: () => number;
  /**
   * messages that one connection is given at once: 3 where the session lets one travel with the dot of the one before it, since what became of
   * that one is told only when the next one's body has gone
   */
  readonly depth: number;
  /** ms that a connection is kept for the next message */
  readonly idleFor: (accountId: AccountId) => number;
}

const MINUTE = 60_000;
/** bytes: behind more than this nobody queues while another connection may be free sooner */
const SMALL = 1 << 20;

export class Lane {
  readonly accountId: AccountId;
  readonly ready = new Set<Entry>();
  /** attempts whose end is not written yet; the dispatcher counts them */
  underWay = 0;
  /** The system said that there is no network. */
  isOffline = false;
  readonly #tools: LaneTools;
  /** ms, monotonic: when the server last asked for less */
  #warned = Number.NEGATIVE_INFINITY;
  readonly #serverName = new ServerName();
  #pace: Pace = FULL_PACE;
  readonly #connections = new Set<Connection>();
  readonly #closing = new Set<Promise<void>>();
  readonly #idle = new Map<Connection, () => void>();
  /** Resolves with what kept it from opening, where that is nothing of the message's own. */
  #opening: Promise<SessionFailure | null> | null = null;
  /** The account's own trouble: nobody asks its server again before it is mended, above all no sign-in. */
  #refusal: SessionFailure | null = null;
  /** ms, monotonic, of this last minute */
  readonly #starts: number[] = [];

  constructor(accountId: AccountId, tools: LaneTools) {
    this.accountId = accountId;
    this.#tools = tools;
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** ms until its pace allows another message; 0: now. `now`: ms, monotonic, of one look: time that passes within it must not change the answer. */
  wait(now: number = this.#tools.timers.monotonic()): number {
    const last = this.#starts.at(-1) ?? Number.NEGATIVE_INFINITY;
    const { messagesPerMinute } = this.#throttle;
    while ((this.#starts[0] ?? now) <= now - MINUTE) this.#starts.shift();
    const oldest = messagesPerMinute > 0 ? this.#starts.at(-messagesPerMinute) : undefined;
    const wait = Math.max(
      this.#pace.until - now,
      last + this.#pace.gap - now,
      oldest === undefined ? 0 : oldest + MINUTE - now,
    );
    // Less than a timer can tell is no wait.
    return wait < 1 ? 0 : wait;
  }

  /** Null: there is none now. `now`: as `wait` takes it. */
  room(size: number, now: number): Room | null {
    if (this.wait(now) > 0) return null;
    this.#dropOutdated();
    const on = this.#free(size) ?? null;
    return on === null && !this.#mayOpen() ? null : { at: now, size, on };
  }

  /** Takes what `room` found in this same turn. */
  place({ at: began, size, on }: Room, log: AttemptLog, signal: AbortSignal): Place {
    this.#starts.push(began);
    let connection: Connection | undefined;
    let before = 0;
    let isOver = false;
    const mount = (got: Connection): void => {
      if (isOver || got === connection) return;
      connection?.leave(log);
      before = got.served;
      this.#awake(got);
      got.enter(log, size);
      connection = got;
    };
    const rider = { log, size, signal, mount };
    // Taken now, so that whoever asks next does not open another one.
    let first: Promise<Connection> | undefined = on === null ? this.#opened(rider) : Promise.resolve(on);
    if (on !== null) mount(on);
    first.catch(() => undefined);
    return {
      connection: () => {
        const mine = first ?? this.#another(rider);
        first = undefined;
        return mine;
      },
      before: () => before,
      isBehind: () => (connection?.inFlight ?? 0) > 1,
      tell: (signal) => {
        if (signal !== 'accepted' || began > this.#warned) this.#tell(signal);
      },
      end: () => {
        isOver = true;
        connection?.leave(log);
        // Done with its number: it makes room for another.
        if (connection?.inFlight === 0 && this.#hasDone(connection)) this.#drop(connection);
        return connection?.next ?? null;
      },
    };
  }

  /** A connection that died with messages waiting on it: they share what is there, or open one. */
  async #another(rider: Rider): Promise<Connection> {
    while (this.#opening !== null) {
      // What kept one of them from it would keep each: it is not tried once for every message.
      const failure = await this.#opening;
      if (failure !== null) throw failure;
    }
    const free = this.#free(rider.size);
    if (free === undefined) return this.#opened(rider);
    rider.mount(free);
    return free;
  }

  #free(size: number): Connection | undefined {
    const fit = [...this.#connections].filter(
      (connection) => connection.isUsable && !this.#hasDone(connection),
    );
    const idle = fit.find(({ inFlight }) => inFlight === 0);
    if (idle !== undefined || this.#mayOpen()) return idle;
    return fit.find(({ inFlight, ahead }) => inFlight < this.#tools.depth && ahead <= SMALL && size <= SMALL);
  }

  /** One at a time until one has come through: five thousand messages must not sign in five times with a wrong password. */
  #mayOpen(): boolean {
    if (this.#opening !== null) return false;
    const usable = [...this.#connections].filter(({ isUsable }) => isUsable).length;
    return usable < (this.#pace.narrow > 0 ? 1 : this.#throttle.connections);
  }

  /** It has carried its number, or the account is another by now. */
  #hasDone({ served, server }: Connection): boolean {
    return served >= this.#throttle.messagesPerConnection || server !== this.#server;
  }

  #dropOutdated(): void {
    for (const connection of [...this.#connections])
      if (connection.inFlight === 0 && connection.server !== this.#server) this.#drop(connection);
  }

  async #opened(rider: Rider): Promise<Connection> {
    if (this.#refusal !== null) throw this.#refusal;
    const opening = this.#open(rider);
    const settled = opening.then(() => null, sharedFailure);
    this.#opening = settled;
    const clear = (): void => {
      if (this.#opening === settled) this.#opening = null;
    };
    try {
      const connection = await opening;
      clear();
      return connection;
    } catch (error) {
      const failure = sharedFailure(error);
      if (failure !== null && accountTrouble(failure.diagnosis)) this.#refusal = failure;
      // Not before the pace has heard of it: whoever ended in the same turn must not open the next.
      setImmediate(clear);
      throw error;
    }
  }

  async #open({ log, signal, mount }: Rider): Promise<Connection> {
    const { accounts, openSession, timers, depth } = this.#tools;
    const account = await accounts.forAttempt(this.accountId);
    if (account === undefined) throw settingsTrouble('account-gone', {});
    const server = this.#server;
    log.step('settings');
    const abort = new AbortController();
    const access = await accessFor(account, this.#tools, abort.signal);
    const trouble = access.blocked ?? access.missing;
    if (trouble !== null) throw accessTrouble(account, trouble);
    const listening = new Listening(timers, log);
    const stop = (): void => abort.abort();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    const { proxy, clientCertificate, secret, credentials } = access;
    const session = openSession({
      account,
      pinned: accounts.pinned(this.accountId),
      signal: abort.signal,
      reporter: listening,
      proxy,
      clientCertificate,
      ...(secret === null ? {} : { secret }),
    });
    try {
      const facts = await session.open();
      log.facts = facts;
      if (credentials !== null) await session.signIn(credentials);
      const connection = new Connection({ session, facts, abort, listening, server });
      this.#connections.add(connection);
      mount(connection);
      void session.ended.then(() => this.#drop(connection));
      return connection;
    } catch (error) {
      await session.close();
      throw error;
    } finally {
      // From here on one message's end is not the connection's, where several share it.
      if (depth > 1) signal.removeEventListener('abort', stop);
    }
  }

  #drop(connection: Connection): void {
    this.#connections.delete(connection);
    this.#awake(connection);
    // What it said last is not lost with it.
    this.#close(connection);
  }

  #close(connection: Connection): void {
    const closed = connection.close().catch(() => undefined);
    this.#closing.add(closed);
    void closed.then(() => this.#closing.delete(closed));
  }

  #awake(connection: Connection): void {
    this.#idle.get(connection)?.();
    this.#idle.delete(connection);
  }

  /** Called when nobody takes the place that was left: whoever has nothing to carry is kept for a while, or has done enough. */
  rest(): void {
    for (const connection of this.#connections) {
      if (connection.inFlight > 0 || this.#idle.has(connection)) continue;
      const wait = this.#hasDone(connection) ? 0 : this.#tools.idleFor(this.accountId);
      if (wait === 0) this.#drop(connection);
      else
        this.#idle.set(
          connection,
          this.#tools.timers.after(wait, () => this.#drop(connection)),
        );
    }
  }

  #tell(signal: PaceSignal): void {
    const now = this.#tools.timers.monotonic();
    // Several connections that break at once are one trouble.
    if (signal !== 'accepted' && signal !== 'slow-down' && this.#pace.until > now) return;
    // Where others work, the server is there, and only takes no more of them.
    const isOneTooMany =
      signal === 'no-connection' && [...this.#connections].some(({ isUsable }) => isUsable);
    const meant = isOneTooMany ? 'closing' : signal;
    if (meant === 'closing' || meant === 'slow-down') this.#warned = now;
    this.#pace = paceAfter(this.#pace, meant, now, this.#tools.random());
  }

  /** The network is there, the user mended something, or the machine woke up: what was learned before counts no more. */
  fresh(): void {
    this.#pace = FULL_PACE;
    this.#refusal = null;
    this.isOffline = false;
  }

  /** Says goodbye on every connection. */
  async close(): Promise<void> {
    for (const connection of [...this.#connections]) this.#drop(connection);
    await Promise.all(this.#closing);
  }

  get #throttle(): Account['throttle'] {
    return this.#tools.accounts.account(this.accountId)?.throttle ?? USUAL_THROTTLE;
  }

  get #server(): string {
    return this.#serverName.of(this.#tools.accounts.account(this.accountId));
  }
}

/** Null: the message's own end, which says nothing about the next one. */
const sharedFailure = (error: unknown): SessionFailure | null =>
  error instanceof SessionFailure && error.diagnosis.code !== 'stopped-by-user' ? error : null;
