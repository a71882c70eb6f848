/**
 * The program of the campaign: the services of the outbox on a profile folder, in plain Node, with their real files, databases and
 * sockets. What changes when the outbox tries again by itself is `moveOn`, and nothing else here.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { monotonicFactory } from 'ulid';
import { Account } from '#core/account/account.ts';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { SubmissionId } from '#core/message/ids.ts';
import { foldEvents } from '#core/outbox/state.ts';
import type { Submission } from '#core/outbox/submission.ts';
import { openIndex, type SentIndex } from '#electron/archive/index.ts';
import { walkMessages } from '#electron/archive/layout.ts';
import { MessageFolder } from '#electron/archive/message-files.ts';
import type { Drafts } from '#electron/drafts/drafts.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { openJournal, type OpenedJournal } from '#electron/outbox/journal.ts';
import { Outbox } from '#electron/outbox/service.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';
import type { SessionFactory } from '#electron/submission/session.ts';
import type { OrderedMessage, Place, Said, Setting, Way } from './words.ts';

const clock = { now: () => Date.now() };

export class Program {
  readonly #setting: Setting;
  readonly #accounts: readonly Account[];
  readonly #files: MessageFolder;
  readonly #opened: OpenedJournal;
  readonly #drafts: Drafts;
  readonly #index: SentIndex | null;
  readonly #outbox: Outbox;
  /** attempts that ended since somebody last looked */
  readonly #settled = new Map<SubmissionId, OutboxItem>();
  #wake: () => void = () => undefined;

  private constructor(
    setting: Setting,
    parts: { opened: OpenedJournal; drafts: Drafts; index: SentIndex | null },
  ) {
    this.#setting = setting;
    this.#accounts = setting.ways.map(accountOf);
    this.#files = new MessageFolder(path.join(setting.profile, 'archive'), clock);
    this.#opened = parts.opened;
    this.#drafts = parts.drafts;
    this.#index = parts.index;
    this.#outbox = new Outbox({
      journal: parts.opened.journal,
      files: this.#files,
      index: parts.index ?? { update: () => Promise.resolve() },
      drafts: parts.drafts,
      clock,
      accounts: {
        account: (id) => this.#account(id),
        forAttempt: (id) => Promise.resolve(this.#account(id)),
        pinned: () => [setting.fingerprint],
      },
      secrets: { secretFor: () => Promise.resolve({ kind: 'secret', secret: new Secret('open sesame') }) },
      openSession: this.#sessions(),
      newId: monotonicFactory(),
      listener: {
        changed: () => undefined,
        progress: () => undefined,
        settled: (item) => {
          this.#settled.set(item.submission.id, item);
          this.#wake();
        },
      },
    });
  }

  #account(id: string): Account | undefined {
    return this.#accounts.find((account) => account.id === id);
  }

  #sessions(): SessionFactory {
    const open = smtpSessions({ resolve: () => Promise.resolve(['127.0.0.1']) });
    return (options) => {
      const way = this.#setting.ways[this.#accounts.findIndex(({ id }) => id === options.account.id)];
      return open(way === undefined ? options : { ...options, timeouts: way.timeouts });
    };
  }

  /** As services.ts does it. */
  static async open(setting: Setting): Promise<Program> {
    const { profile } = setting;
    mkdirSync(profile, { recursive: true });
    const entry = (name: string): string => path.join(setting.entries, `${name}.cjs`);
    const opened = await openJournal({
      path: path.join(profile, 'journal.db'),
      entry: entry('journal-worker'),
      clock,
    });
    const { drafts } = await openDrafts({
      path: path.join(profile, 'facteur.db'),
      attachments: path.join(profile, 'attachments'),
      entry: entry('drafts-worker'),
      clock,
    });
    const index = setting.hasIndex ? await openSentIndex(profile, entry('index-worker')) : null;
    const program = new Program(setting, { opened, drafts, index });
    await program.#start();
    return program;
  }

  async #start(): Promise<void> {
    const { journal, damage } = this.#opened;
    const events = await journal.readAll();
    const touched = damage?.submissionIds.flatMap((id) => SubmissionId.safeParse(id).data ?? []) ?? [];
    await this.#outbox.start(events, damage === null ? null : { submissionIds: touched, lost: damage.lost });
    if (damage !== null) return journal.settleDamage();
    const known = events.flatMap((event) => (event.kind === 'submitted' ? [event.messageId] : []));
    await this.#files.sweepOrphans(new Set(known));
  }

  /** Resolves when the outbox has answered that it has the message; rejects when it has not, and the draft is all there is. */
  async send(message: OrderedMessage): Promise<SubmissionId> {
    const account = this.#accounts[message.way];
    const identity = account?.identities[0];
    if (account === undefined || identity === undefined) throw new Error('no account');
    const draft = await this.#drafts.create({ accountId: account.id, identityId: identity.id });
    const { revision } = await this.#drafts.save(draft.id, draft.revision, {
      ...draft.content,
      to: message.recipients.map((address) => ({ name: '', address })),
      subject: message.recipients[0] ?? '',
      body: message.body,
    });
    return this.#outbox.send(draft.id, revision);
  }

  /** Until an attempt of each has ended. */
  async attempted(ids: readonly SubmissionId[]): Promise<void> {
    for (const id of ids) {
      while (!this.#settled.has(id)) await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#settled.delete(id);
    }
  }

  /** What a user does for those who wait: once. Resolves when that has ended. */
  async moveOn(): Promise<void> {
    const waiting = this.#outbox.list().filter(({ submission }) => someoneWaits(submission));
    for (const { submission } of waiting) {
      this.#settled.delete(submission.id);
      await this.#outbox.tryAgain(submission.id);
    }
    await this.attempted(waiting.map(({ submission }) => submission.id));
  }

  /** What it says of every message, wherever that is now. */
  async says(): Promise<Said> {
    const places: Place[] = [];
    for (const { submission } of this.#outbox.list()) places.push(this.#place('outbox', submission));
    const listed = new Set(this.#outbox.list().map(({ submission }) => submission.id));
    for await (const id of walkMessages(path.join(this.#setting.profile, 'archive'))) {
      const records = await this.#files.readRecords(id).catch(() => []);
      const events = records.flatMap((record) => (record.record === 'event' ? [record.event] : []));
      for (const submission of foldEvents(events).values())
        if (!listed.has(submission.id)) places.push(this.#place('archive', submission));
    }
    const drafts = await this.#drafts.list();
    const sent = await this.#index?.page({ list: 'sent', offset: 0, limit: 100 });
    return {
      places,
      drafts: drafts.map(({ subject }) => subject),
      sent: sent?.rows.map(({ subject }) => subject) ?? null,
      reported: this.#opened.damage !== null,
      waits: this.#outbox.list().some(({ submission }) => someoneWaits(submission)),
    };
  }

  #place(where: Place['where'], submission: Submission): Place {
    return {
      where,
      recipients: submission.recipients.map(({ address, fate }) => ({ address, fate })),
      status: submission.status,
      diagnosis: submission.diagnosis?.code ?? null,
      eml: this.#files.pathOf(submission.messageId),
    };
  }

  async close(): Promise<void> {
    await this.#outbox.close();
    await this.#drafts.close();
    await this.#index?.close();
    await this.#opened.journal.close();
  }
}

/** One that is missing is made anew from the files, as services.ts does it; on a first start there are none. */
async function openSentIndex(profile: string, entry: string): Promise<SentIndex> {
  const archive = path.join(profile, 'archive');
  const { index, complete } = await openIndex({ path: path.join(profile, 'index.db'), archive, entry });
  if (!complete && existsSync(archive)) await index.rebuild();
  return index;
}

const someoneWaits = ({ recipients }: Submission): boolean =>
  recipients.some(({ fate }) => fate === 'waiting' || fate === 'deferred');

const accountOf = ({ port, secure }: Way, index: number): Account =>
  Account.parse({
    id: `01JD000000000000000000000${String(index)}`,
    name: 'Campaign',
    host: 'localhost',
    port,
    security: secure ? 'starttls' : 'none',
    user: secure ? 'ada@example.org' : '',
    ehloName: '',
    hue: 1,
    identities: [
      {
        id: '01JD0000000000000000000001',
        name: 'Ada',
        address: 'ada@example.org',
        replyTo: '',
        returnPath: '',
      },
    ],
  });
