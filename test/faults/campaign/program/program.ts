/**
 * The program of the campaign: the services of the outbox on a profile folder, in plain Node, with their real files, databases and
 * sockets. Only its time is not the world's: it passes faster, so that a case need not wait a minute for the next try.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Account } from '#core/account/account.ts';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { Settings } from '#core/contract/settings.ts';
import { SubmissionId } from '#core/message/ids.ts';
import { foldEvents } from '#core/outbox/state.ts';
import { someoneWaits, type Submission } from '#core/outbox/submission.ts';
import { openIndex, type SentIndex } from '#electron/archive/index.ts';
import { orphanFolderOf, walkMessages } from '#electron/archive/layout.ts';
import { MessageFolder } from '#electron/archive/message-files.ts';
import type { Drafts } from '#electron/drafts/drafts.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { openJournal, type OpenedJournal } from '#electron/outbox/journal/journal.ts';
import { newIds } from '#electron/outbox/new-id.ts';
import type { Clock } from '#electron/outbox/ports.ts';
import { Outbox } from '#electron/outbox/service.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';
import type { SessionFactory } from '#electron/submission/session.ts';
import { fastTime } from './time.ts';
import type { OrderedMessage, Place, Said, Setting, Way } from './words.ts';

const SETTINGS = Settings.parse({ undoSeconds: 0, giveUpAfterHours: 0 });
/** ms of the program's time that a connection is kept, as in services.ts */
const IDLE = 15_000;
/** ms of the world's time */
const PATIENCE = 20_000;

export class Program {
  readonly #setting: Setting;
  readonly #clock: Clock;
  readonly #accounts: readonly Account[];
  readonly #files: MessageFolder;
  readonly #opened: OpenedJournal;
  readonly #drafts: Drafts;
  readonly #index: SentIndex | null;
  readonly #outbox: Outbox;
  /** of which an attempt has ended */
  readonly #settled = new Set<SubmissionId>();
  #wake: () => void = () => undefined;

  private constructor(
    setting: Setting,
    parts: { opened: OpenedJournal; drafts: Drafts; index: SentIndex | null },
  ) {
    this.#setting = setting;
    const { clock, timers } = fastTime(setting.epoch);
    this.#clock = clock;
    this.#accounts = setting.ways.map(accountOf);
    this.#files = new MessageFolder(path.join(setting.profile, 'archive'), this.#clock);
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
      tokens: null,
      systemProxy: () => Promise.resolve('DIRECT'),
      secrets: { secretFor: () => Promise.resolve({ kind: 'secret', secret: new Secret('open sesame') }) },
      openSession: this.#sessions(),
      newId: newIds(),
      timers,
      random: Math.random,
      network: { online: () => true },
      depth: 3,
      idleFor: () => IDLE,
      settings: () => ({ ...SETTINGS, outboxPaused: setting.paused }),
      listener: {
        changed: () => this.#wake(),
        summaryChanged: () => this.#wake(),
        accountHeld: () => this.#wake(),
        recordGrew: () => undefined,
        progress: () => undefined,
        settled: (item) => {
          this.#settled.add(item.submission.id);
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
    const { clock } = fastTime(setting.epoch);
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
    const { journal, damage, events } = this.#opened;
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
    return (await this.#outbox.send(draft.id, revision)).submissionId;
  }

  /** Until an attempt of each has ended, or cannot begin before its account is mended. */
  async attempted(ids: readonly SubmissionId[]): Promise<void> {
    await this.#until((item) => this.#settled.has(item.submission.id) || !ids.includes(item.submission.id));
  }

  /** Until nobody waits but for the user; whoever is held is let go on, once, as a user does when the trouble is mended. */
  async moveOn(): Promise<void> {
    await this.toRest();
    for (const { submission } of this.#outbox.list().filter(isHeld))
      await this.#outbox.decisions.sendNow(submission.id).catch(() => undefined);
    await this.toRest();
  }

  /** Until nobody waits but for the user, or it takes too long. */
  async toRest(): Promise<void> {
    await this.#until(() => false);
  }

  async #until(isDone: (item: OutboxItem) => boolean): Promise<void> {
    const late = performance.now() + PATIENCE;
    const isBusy = (item: OutboxItem): boolean =>
      someoneWaits(item.submission) && !isHeld(item) && !isDone(item);
    while (this.#outbox.list().some(isBusy)) {
      const left = late - performance.now();
      if (left <= 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Closes the outbox, whose records are whole then, and tells what it said of every message, wherever that is now. */
  async says(): Promise<Said> {
    const shown = this.#outbox.list();
    await this.#outbox.close();
    const places = shown.map(({ submission }) => this.#place('outbox', submission));
    const kept = this.#aside();
    const listed = new Set(shown.map(({ submission }) => submission.id));
    for await (const id of walkMessages(path.join(this.#setting.profile, 'archive'))) {
      const records = await this.#files.readRecords(id).catch(() => []);
      const events = records.flatMap((record) => (record.record === 'event' ? [record.event] : []));
      const submissions = [...foldEvents(events).values()];
      if (submissions.length === 0) kept.push(subjectOf(this.#files.pathOf(id)));
      for (const submission of submissions)
        if (!listed.has(submission.id)) places.push(this.#place('archive', submission));
    }
    const drafts = await this.#drafts.list();
    const sent = await this.#index?.page({ list: 'sent', offset: 0, limit: 100 });
    return {
      places,
      drafts: drafts.map(({ subject }) => subject),
      sent: sent?.rows.map(({ subject }) => subject) ?? null,
      kept,
      reported: this.#opened.damage !== null,
      waits: shown.some(({ submission }) => someoneWaits(submission)),
    };
  }

  #aside(): string[] {
    const folder = orphanFolderOf(path.join(this.#setting.profile, 'archive'));
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => subjectOf(path.join(folder, name)));
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

const subjectOf = (eml: string): string =>
  existsSync(eml) ? (/^Subject: (.*)\r$/m.exec(readFileSync(eml, 'latin1'))?.[1] ?? '') : '';

const isHeld = ({ submission }: OutboxItem): boolean =>
  submission.hold !== null && submission.status !== 'sending';

export const accountOf = ({ port, secure }: Way, index: number): Account =>
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
