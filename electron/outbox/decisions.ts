/**
 * What the user decides about a submission. Each is journalled before its effect; what is not allowed as things stand ends in `not-now`.
 * When something is sent is the dispatcher's.
 */
import type { Request } from '#core/contract/channels.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { checkAddress, mailboxKey, toWireAddress } from '#core/message/address.ts';
import type { AccountId, DraftId, StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import { allowedActions, type OutboxAction } from '#core/outbox/actions.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { isOver, type Entries, type Entry } from './entry.ts';
import type { Ledger } from './ledger.ts';
import { mayBeUndone } from './mailing.ts';
import { buildForAccount, buildForTime, type Again } from './making/build-again.ts';
import { isPractice, madeFor } from './making/keep.ts';
import type { SubmitTools } from './making/submit.ts';
import { GIVEN_UP, saidOf, type EventBody } from './said.ts';

export interface DecisionParts {
  readonly entries: Entries;
  readonly ledger: Ledger;
  /** It stands otherwise now: told, placed, and put away when it is over. */
  readonly changed: (entry: Entry) => Promise<void>;
  /** Many of them, one after the other: nobody waits for it. */
  readonly changedTogether: (entries: readonly Entry[]) => void;
  readonly releaseAccount: (accountId: AccountId) => Promise<void>;
  readonly allPaused: () => boolean;
}

export class Decisions {
  readonly #tools: SubmitTools;
  readonly #parts: DecisionParts;
  /** whose next step the user has just decided: one word at a time, though two windows ask */
  readonly #deciding = new Set<SubmissionId>();
  #closed = false;

  constructor(tools: SubmitTools, parts: DecisionParts) {
    this.#tools = tools;
    this.#parts = parts;
  }

  close(): void {
    this.#closed = true;
  }

  /** Undo, and back to a draft: nobody has it, nobody may have it. What became several messages comes back whole, or not at all. */
  async edit(id: SubmissionId): Promise<DraftId> {
    return this.#decide(id, 'edit', async (entry) => {
      const { draftId } = entry.submission;
      const all = this.#parts.entries.mailingOf(entry);
      const others = all.filter((other) => other !== entry);
      if (draftId === null || !mayBeUndone(all)) throw notNow();
      if (others.some(({ submission }) => this.#deciding.has(submission.id))) throw notNow();
      // Where nobody waits any more, giving up changes nothing.
      await this.#together(others, () => this.#appendTogether(all, () => GIVEN_UP));
      return draftId;
    });
  }

  /** One word about all of a mailing that it may be said of, in one commit: all of them or none. Gives how many there were. */
  async ofMailing({ id, action }: Request<'outbox.ofMailing'>): Promise<number> {
    const all = this.#parts.entries
      .ofMailing(id)
      .filter(
        ({ running, submission }) =>
          running === null &&
          !this.#deciding.has(submission.id) &&
          !isOver(submission) &&
          allowedActions(submission).includes(action),
      );
    const mayNotGo = action === 'send-now' && this.#parts.allPaused();
    if (all.length === 0 || mayNotGo || this.#closed) throw notNow();
    await this.#together(all, async () => {
      const scheduled = all.filter(({ submission }) => submission.schedule !== null);
      // As in sendNow.
      const built = action === 'send-now' ? await this.#buildAll(scheduled) : NONE;
      await this.#replaceTogether(all, built, ({ submission }) => saidOf(action, submission));
    });
    if (action === 'send-now')
      for (const accountId of new Set(all.map(({ submission }) => submission.accountId)))
        await this.#parts.releaseAccount(accountId);
    return all.length;
  }

  /** Nothing of them begins meanwhile; what stands otherwise afterwards is told, also where it failed half-way. */
  async #together(entries: readonly Entry[], decide: () => Promise<void>): Promise<void> {
    const before = new Map(entries.map((entry) => [entry, entry.submission]));
    for (const { submission } of entries) this.#deciding.add(submission.id);
    try {
      await decide();
    } finally {
      for (const { submission } of entries) this.#deciding.delete(submission.id);
      const changed = entries.filter((entry) => entry.submission !== before.get(entry));
      if (changed.length > 0) this.#parts.changedTogether(changed);
    }
  }

  async #appendTogether(
    entries: readonly Entry[],
    eventsOf: (entry: Entry) => readonly EventBody[],
  ): Promise<void> {
    const at = this.#tools.clock.now();
    await this.#parts.ledger.writeTogether(entries, (entry) =>
      eventsOf(entry).map((event): OutboxEvent => ({ submissionId: entry.submission.id, at, ...event })),
    );
  }

  async sendNow(id: SubmissionId): Promise<void> {
    await this.#decide(id, 'send-now', async (entry) => {
      const { schedule, accountId, hold } = entry.submission;
      if (hold === null && this.#parts.allPaused()) throw notNow();
      // Its Date is the planned time: now it is another.
      const built = schedule === null ? NONE : await this.#buildAll([entry]);
      await this.#replaceTogether([entry], built, () => [{ kind: 'released' }]);
      await this.#parts.releaseAccount(accountId);
    });
  }

  async pause(id: SubmissionId): Promise<void> {
    await this.#decide(id, 'pause', (entry) => this.#append(entry, { kind: 'paused' }));
  }

  async resume(id: SubmissionId): Promise<void> {
    await this.#decide(id, 'resume', (entry) => this.#append(entry, { kind: 'resumed' }));
  }

  async reschedule(id: SubmissionId, schedule: Schedule | null): Promise<void> {
    await this.#decide(id, 'reschedule', (entry) => this.#rebuilt(entry, schedule));
  }

  async reroute(request: Request<'outbox.reroute'>): Promise<void> {
    if (request.how === 'rebuilt')
      await this.#decide(request.id, 'rebuild', (entry) =>
        this.#rebuiltFor(entry, request.accountId, request.identityId),
      );
    else await this.#decide(request.id, 'reroute', (entry) => this.#sameFor(entry, request.accountId));
  }

  async correct(id: SubmissionId, from: string, typed: string): Promise<void> {
    await this.#decide(id, 'correct', async (entry) => {
      const problem = checkAddress(typed);
      if (problem !== null)
        throw new AppFailure({
          code: 'draft-problems',
          problems: [{ code: problem, field: 'to', value: typed }],
        });
      const to = toWireAddress(typed);
      const { recipients } = entry.submission;
      const isRefused = recipients.some(({ address, fate }) => address === from && fate === 'refused');
      const isTaken = recipients.some(({ address }) => mailboxKey(address) === mailboxKey(to));
      if (!isRefused || isTaken) throw notNow();
      await this.#append(entry, { kind: 'corrected', from, to });
    });
  }

  async word(id: SubmissionId, word: 'arrived' | 'send-again'): Promise<void> {
    await this.#decide(id, 'word', (entry) => {
      const unknown = entry.submission.recipients.filter(({ fate }) => fate === 'unknown');
      const recipients = unknown.map(({ address }) => address);
      return this.#append(entry, { kind: 'user-word', word, recipients });
    });
  }

  /** Gives up those who wait, and puts it away where that leaves nothing to decide. */
  async cancel(id: SubmissionId): Promise<void> {
    await this.#decide(id, 'cancel', (entry) => this.#append(entry, ...saidOf('cancel', entry.submission)));
  }

  async dismiss(id: SubmissionId): Promise<void> {
    await this.#decide(id, 'dismiss', (entry) => this.#append(entry, { kind: 'dismissed' }));
  }

  /** Their account was held, and goes on: they have their whole time again. Rejects with AppFailure `disk`, and then they do not. */
  async resumeTogether(entries: readonly Entry[]): Promise<void> {
    if (entries.length > 0) await this.#appendTogether(entries, () => [{ kind: 'resumed' }]);
  }

  /** How many there were. What one disk error keeps from going stays as it was. */
  async releaseAll(entries: readonly Entry[]): Promise<number> {
    const released = await Promise.allSettled(
      entries.map(({ submission }) =>
        this.#decide(submission.id, 'send-now', (entry) => this.#append(entry, { kind: 'released' })),
      ),
    );
    return released.filter(({ status }) => status === 'fulfilled').length;
  }

  async #decide<T>(id: SubmissionId, action: OutboxAction, then: (entry: Entry) => Promise<T>): Promise<T> {
    const entry = this.#parts.entries.get(id);
    if (entry === undefined || isOver(entry.submission)) throw new AppFailure({ code: 'not-found' });
    if (entry.running !== null || this.#deciding.has(id) || this.#closed) throw notNow();
    if (!allowedActions(entry.submission).includes(action)) throw notNow();
    this.#deciding.add(id);
    // Nothing may begin between the question and its answer.
    const before = entry.submission;
    let done: T;
    try {
      done = await then(entry);
    } finally {
      this.#deciding.delete(id);
      if (entry.submission !== before) await this.#parts.changed(entry);
    }
    return done;
  }

  isDeciding(id: SubmissionId): boolean {
    return this.#deciding.has(id);
  }

  async #append(entry: Entry, ...events: readonly EventBody[]): Promise<void> {
    const base = { submissionId: entry.submission.id, at: this.#tools.clock.now() };
    await this.#parts.ledger.write(
      entry,
      events.map((event): OutboxEvent => ({ ...base, ...event })),
    );
  }

  async #rebuilt(entry: Entry, schedule: Schedule | null): Promise<void> {
    const again = await buildForTime(entry.submission, schedule, this.#tools);
    await this.#replaceTogether([entry], new Map([[entry, again]]), () => []);
  }

  /** All of them for now, and nothing is journalled; or none is kept. */
  async #buildAll(entries: readonly Entry[]): Promise<Rebuilt> {
    const built = new Map<Entry, Again>();
    try {
      for (const entry of entries) built.set(entry, await buildForTime(entry.submission, null, this.#tools));
    } catch (error) {
      await this.#discard(messagesOf(built));
      throw error;
    }
    return built;
  }

  async #rebuiltFor(
    entry: Entry,
    accountId: AccountId,
    identityId: Extract<Request<'outbox.reroute'>, { how: 'rebuilt' }>['identityId'],
  ): Promise<void> {
    const account = this.#tools.accounts.account(accountId);
    const identity = identityId ?? account?.identities[0]?.id;
    if (account === undefined || identity === undefined) throw new AppFailure({ code: 'not-found' });
    const wanted = { accountId, identityId: identity };
    const again = await buildForAccount(entry.submission, wanted, this.#tools);
    await this.#replaceTogether([entry], new Map([[entry, again]]), () => []);
  }

  async #sameFor(entry: Entry, accountId: AccountId): Promise<void> {
    const account = this.#tools.accounts.account(accountId);
    if (account === undefined) throw new AppFailure({ code: 'not-found' });
    const { id: submissionId, messageId } = entry.submission;
    const records = await this.#tools.files.readRecords(messageId);
    const made = records.findLast(
      (record) => record.record === 'submission' && record.submissionId === submissionId,
    );
    if (made?.record !== 'submission') throw new AppFailure({ code: 'not-found' });
    await this.#append(entry, { kind: 'rerouted', accountId, practice: isPractice(account), built: null });
    const { envelope, identity } = made;
    entry.unrecorded.push(
      madeFor({ submissionId, at: this.#tools.clock.now(), envelope, identity, account }),
    );
  }

  /** In one commit, with what else is said of all of them. Whoever is not among `built` keeps their message. */
  async #replaceTogether(
    entries: readonly Entry[],
    built: Rebuilt,
    eventsOf: (entry: Entry) => readonly EventBody[],
  ): Promise<void> {
    // Where there was an attempt, its conversation is with the bytes it was about.
    const unseen = [...built.keys()].filter(({ submission }) => submission.attempts === 0);
    const before = unseen.map(({ submission }) => submission.messageId);
    try {
      await this.#appendTogether(entries, (entry) => {
        const again = built.get(entry);
        return again === undefined ? eventsOf(entry) : [again.event, ...eventsOf(entry)];
      });
    } catch (error) {
      await this.#discard(messagesOf(built));
      throw error;
    }
    // The new record has none of its history yet.
    for (const entry of built.keys()) entry.isCompared = false;
    await this.#discard(before);
  }

  async #discard(ids: readonly StoredMessageId[]): Promise<void> {
    for (const id of ids) await this.#tools.files.discard(id).catch(() => undefined);
  }
}

/** The new messages of those that were built again. */
type Rebuilt = ReadonlyMap<Entry, Again>;

const NONE: Rebuilt = new Map();

const messagesOf = (built: Rebuilt): StoredMessageId[] =>
  [...built.values()].map(({ facts }) => facts.messageId);

const notNow = (): AppFailure => new AppFailure({ code: 'not-now' });
