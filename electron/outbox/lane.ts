/**
 * One account's way to its server: the messages whose turn it is, the connections they share, and how fast it may go. Accounts know nothing
 * of each other. What a message's attempt comes to is the dispatcher's.
 */
import { secretBinding, USUAL_THROTTLE, type Account } from '#core/account/account.ts';
import type { AccountId } from '#core/message/ids.ts';
import { FULL_PACE, paceAfter, type Pace, type PaceSignal } from '#core/outbox/pace.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { SessionFailure, type SessionFactory } from '../submission/session.ts';
import type { AttemptLog } from './attempt-log.ts';
import { Connection, Listening } from './connection.ts';
import type { Entry } from './entry.ts';
import type { AccountSource, SecretSource, Timers } from './ports.ts';

export interface LaneTools {
  readonly accounts: AccountSource;
  readonly secrets: SecretSource;
  readonly openSession: SessionFactory;
  readonly timers: Timers;
  /** [0, 1) */
  readonly random: () => number;
  /** messages that one connection is given at once: 2 where the session lets one travel with the dot of the one before it */
  readonly depth: number;
  /** ms that a connection is kept for the next message */
  readonly idleFor: (accountId: AccountId) => number;
}

const MINUTE = 60_000;
/** bytes: behind more than this nobody queues while another connection may be free sooner */
const SMALL = 1 << 20;

/** Holds a place until `end`. */
export interface Place {
  /** The connection; asked again after one that ended before it was used. Rejects with SessionFailure. */
  readonly connection: () => Promise<Connection>;
  /** how many messages the connection had before this one: what it says then is not about this one alone */
  before(): number;
  /** The connection is there, and another message goes first. */
  isBehind(): boolean;
  /** Answers how many bytes the message has that goes next on its connection; null: there is none. */
  end(): number | null;
}

export class Lane {
  readonly accountId: AccountId;
  readonly ready = new Set<Entry>();
  /** The system said that there is no network. */
  isOffline = false;
  readonly #tools: LaneTools;
  #pace: Pace = FULL_PACE;
  readonly #connections = new Set<Connection>();
  readonly #closing = new Set<Promise<void>>();
  readonly #idle = new Map<Connection, () => void>();
  #opening: Promise<unknown> | null = null;
  /** ms, monotonic, of this last minute */
  readonly #starts: number[] = [];

  constructor(accountId: AccountId, tools: LaneTools) {
    this.accountId = accountId;
    this.#tools = tools;
  }

  /** ms until its pace allows another message; 0: now */
  wait(): number {
    const now = this.#tools.timers.monotonic();
    const last = this.#starts.at(-1) ?? Number.NEGATIVE_INFINITY;
    const { messagesPerMinute } = this.#throttle;
    while ((this.#starts[0] ?? now) <= now - MINUTE) this.#starts.shift();
    const oldest = messagesPerMinute > 0 ? this.#starts.at(-messagesPerMinute) : undefined;
    const wait = Math.max(
      this.#pace.until - now,
      last + this.#pace.gap - now,
      oldest === undefined ? 0 : oldest + MINUTE - now,
    );
    // Less than a timer can tell is no wait: two answers in one turn must not differ.
    return wait < 1 ? 0 : wait;
  }

  /** Undefined: there is no room now. */
  place(log: AttemptLog, size: number, signal: AbortSignal): Place | undefined {
    if (this.wait() > 0) return undefined;
    const free = this.#free(size);
    if (free === undefined && !this.#mayOpen()) return undefined;
    this.#starts.push(this.#tools.timers.monotonic());
    let connection = free;
    let before = free?.served ?? 0;
    free?.enter(log, size);
    if (free !== undefined) this.#awake(free);
    // Taken now, so that whoever asks next does not open another one.
    let first: Promise<Connection> | undefined =
      free === undefined ? this.#opened(log, signal) : Promise.resolve(free);
    first.catch(() => undefined);
    return {
      connection: async () => {
        const mine = first ?? this.#another(log, size, signal);
        first = undefined;
        const got = await mine;
        if (got !== connection) {
          connection?.leave(log);
          before = got.served;
          got.enter(log, size);
          connection = got;
        }
        return got;
      },
      before: () => before,
      isBehind: () => (connection?.inFlight ?? 0) > 1,
      end: () => {
        connection?.leave(log);
        // Done with its number: it makes room for another.
        if (connection?.inFlight === 0 && connection.served >= this.#throttle.messagesPerConnection)
          this.#drop(connection);
        return connection?.next ?? null;
      },
    };
  }

  /** A connection that died with messages waiting on it: they share what is there, or open one. */
  async #another(log: AttemptLog, size: number, signal: AbortSignal): Promise<Connection> {
    while (this.#opening !== null) await this.#opening;
    return this.#free(size) ?? this.#opened(log, signal);
  }

  #free(size: number): Connection | undefined {
    const { messagesPerConnection } = this.#throttle;
    const fit = [...this.#connections].filter(
      (connection) => connection.isUsable && connection.served < messagesPerConnection,
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

  async #opened(log: AttemptLog, signal: AbortSignal): Promise<Connection> {
    const opening = this.#open(log, signal);
    const settled = opening.then(
      () => undefined,
      () => undefined,
    );
    this.#opening = settled;
    try {
      return await opening;
    } finally {
      if (this.#opening === settled) this.#opening = null;
    }
  }

  async #open(log: AttemptLog, signal: AbortSignal): Promise<Connection> {
    const { accounts, secrets, openSession, timers, depth } = this.#tools;
    const account = await accounts.forAttempt(this.accountId);
    if (account === undefined) throw settingsTrouble('account-gone', {});
    log.step('settings');
    const answer = account.user === '' ? null : await secrets.secretFor(secretBinding(account));
    if (answer?.kind === 'failed') throw settingsTrouble(answer.code, account);
    const listening = new Listening(timers, log);
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    const session = openSession({
      account,
      pinned: accounts.pinned(this.accountId),
      signal: abort.signal,
      reporter: listening,
    });
    try {
      const facts = await session.open();
      log.facts = facts;
      if (answer !== null) await session.signIn(account.user, answer.secret);
      const connection = new Connection(session, facts, abort, listening);
      this.#connections.add(connection);
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
      const hasDone = connection.served >= this.#throttle.messagesPerConnection;
      const wait = hasDone ? 0 : this.#tools.idleFor(this.accountId);
      if (wait === 0) this.#drop(connection);
      else
        this.#idle.set(
          connection,
          this.#tools.timers.after(wait, () => this.#drop(connection)),
        );
    }
  }

  tell(signal: PaceSignal): void {
    const now = this.#tools.timers.monotonic();
    // Several connections that break at once are one trouble.
    if (signal !== 'accepted' && signal !== 'slow-down' && this.#pace.until > now) return;
    this.#pace = paceAfter(this.#pace, signal, now, this.#tools.random());
  }

  /** The network is there, the user mended something, or the machine woke up: what was learned before counts no more. */
  fresh(): void {
    this.#pace = FULL_PACE;
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
}

function settingsTrouble(
  code: Diagnosis['code'],
  params: { readonly host?: string; readonly user?: string },
): SessionFailure {
  return new SessionFailure({
    step: 'settings',
    code,
    params: {
      ...(params.host === undefined ? {} : { host: params.host }),
      ...(params.user === undefined ? {} : { user: params.user }),
    },
    reply: null,
    fixes: SETTINGS_FIXES[code] ?? [],
  });
}

const SETTINGS_FIXES: Partial<Record<Diagnosis['code'], Diagnosis['fixes']>> = {
  'password-missing': ['enter-password'],
  'keychain-unavailable': ['unlock-keychain', 'enter-password', 'keep-in-memory'],
  'keychain-locked': ['unlock-keychain', 'keep-in-memory'],
  'vault-key-missing': ['enter-password'],
};
