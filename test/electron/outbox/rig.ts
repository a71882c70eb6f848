/**
 * The outbox with its real parts, in plain Node: journal, archive, index, drafts in a profile folder, sessions over real sockets. Only the
 * account and its password come from the test.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Account } from '#core/account/account.ts';
import type { HeldAccount, OutboxItem, OutboxSummary, Progress } from '#core/contract/outbox.ts';
import { Settings } from '#core/contract/settings.ts';
import type { DraftContent } from '#core/message/draft.ts';
import type { AccountId, SubmissionId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { openIndex, type SentIndex } from '#electron/archive/index.ts';
import { MessageFolder } from '#electron/archive/message-files.ts';
import { Contacts } from '#electron/contacts/contacts.ts';
import type { Drafts } from '#electron/drafts/drafts.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { openJournal } from '#electron/outbox/journal/journal.ts';
import type { SyncedJournal } from '#electron/outbox/journal/synced-journal.ts';
import { nodeTimers } from '#electron/host/timers.ts';
import { newIds } from '#electron/outbox/new-id.ts';
import type { Clock, Journal, Network, SecretAnswer, Timers } from '#electron/outbox/ports.ts';
import { Outbox } from '#electron/outbox/service.ts';
import type { OutboxSettings } from '#electron/outbox/tools.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';
import type { SessionFactory, SessionTimeouts } from '#electron/submission/session.ts';
import { makeAccount, PASSWORD } from '../../faults/session-trial.ts';

const entry = (name: string): URL => new URL(`../../../electron/${name}.ts`, import.meta.url);

export interface Rig {
  readonly outbox: Outbox;
  /** messages that the start found without their files */
  readonly gone: number;
  readonly drafts: Drafts;
  readonly contacts: Contacts;
  readonly files: MessageFolder;
  readonly index: SentIndex;
  readonly journal: SyncedJournal;
  readonly account: Account;
  readonly others: readonly Account[];
  readonly progress: Progress[];
  readonly changes: { readonly id: SubmissionId; readonly item: OutboxItem | null }[];
  readonly summaries: OutboxSummary[];
  readonly heldAccounts: HeldAccount[];
  /** whose records grew behind their end */
  readonly grown: readonly SubmissionId[];
  /** Saves a draft to these people and sends it. */
  send(content: Partial<DraftContent>, schedule?: Schedule | null): Promise<SubmissionId>;
  /** The user has changed it. */
  setAccount(account: Account): void;
  /** The next time an attempt of this submission ends. */
  settled(id: SubmissionId): Promise<OutboxItem>;
  close(): Promise<void>;
}

export interface RigOptions {
  readonly profile: string;
  readonly port: number;
  readonly account?: Partial<Account>;
  readonly timeouts?: Partial<SessionTimeouts>;
  /** more accounts, each at this port unless it says otherwise */
  readonly others?: readonly Partial<Account>[];
  readonly clock?: Clock;
  readonly timers?: Timers;
  readonly network?: Network;
  readonly settings?: Partial<OutboxSettings>;
  /** ms that a connection is kept; 0: not at all */
  readonly idleFor?: number;
  readonly secret?: () => Promise<SecretAnswer>;
  /** What the journal has synced. */
  readonly onJournalled?: (events: readonly OutboxEvent[]) => void;
  readonly onForgotten?: (ids: readonly string[]) => void;
}

export async function openRig(options: RigOptions): Promise<Rig> {
  const { profile } = options;
  const clock = options.clock ?? { now: () => Date.now() };
  mkdirSync(profile, { recursive: true });
  const account = makeAccount(options.port, 'none', { user: '', ...options.account });
  const files = new MessageFolder(path.join(profile, 'archive'), clock);
  const { journal, events, damage } = await openJournal({
    path: path.join(profile, 'journal.db'),
    entry: entry('outbox/journal/worker'),
    clock,
  });
  const { index } = await openIndex({
    path: path.join(profile, 'index.db'),
    archive: path.join(profile, 'archive'),
    entry: entry('archive/index-worker'),
  });
  const { drafts, link } = await openDrafts({
    path: path.join(profile, 'facteur.db'),
    attachments: path.join(profile, 'attachments'),
    entry: entry('drafts/drafts-worker'),
    clock,
  });
  const progress: Progress[] = [];
  const changes: { id: SubmissionId; item: OutboxItem | null }[] = [];
  const summaries: OutboxSummary[] = [];
  const heldAccounts: HeldAccount[] = [];
  const grown: SubmissionId[] = [];
  const others = (options.others ?? []).map((other) =>
    makeAccount(options.port, 'none', { user: '', ...other }),
  );
  let current = account;
  const find = (id: AccountId) => (id === current.id ? current : others.find((one) => one.id === id));
  const usual = Settings.parse({ undoSeconds: 0 });
  const ended = new Map<SubmissionId, OutboxItem>();
  const waiting = new Map<SubmissionId, (item: OutboxItem) => void>();
  const outbox = new Outbox({
    journal: watched(journal, options),
    files,
    index,
    drafts,
    clock,
    accounts: {
      account: find,
      forAttempt: (id) => Promise.resolve(find(id)),
      pinned: () => [],
    },
    tokens: null,
    systemProxy: () => Promise.resolve('DIRECT'),
    secrets: {
      secretFor: options.secret ?? (() => Promise.resolve({ kind: 'secret', secret: new Secret(PASSWORD) })),
    },
    openSession: withTimeouts(options.timeouts),
    newId: newIds(),
    timers: options.timers ?? nodeTimers,
    random: () => 0.5,
    network: options.network ?? { online: () => true },
    depth: 3,
    idleFor: () => options.idleFor ?? 0,
    settings: () => ({ ...usual, ...options.settings }),
    listener: {
      changed: (id, item) => changes.push({ id, item }),
      summaryChanged: (summary) => summaries.push(summary),
      accountHeld: (held) => heldAccounts.push(held),
      recordGrew: (id) => grown.push(id),
      progress: (told) => progress.push(told),
      settled: (item) => {
        ended.set(item.submission.id, item);
        waiting.get(item.submission.id)?.(item);
      },
    },
  });
  const { gone } = await outbox.start(events, damage);
  return {
    outbox,
    gone,
    drafts,
    contacts: new Contacts(link, () => undefined),
    files,
    index,
    journal,
    account,
    others,
    progress,
    changes,
    summaries,
    heldAccounts,
    grown,
    async send(content, schedule = null) {
      const identity = account.identities[0];
      if (identity === undefined) throw new Error('no identity');
      const draft = await drafts.create({ accountId: account.id, identityId: identity.id });
      const { revision } = await drafts.save(draft.id, draft.revision, {
        ...draft.content,
        to: [{ name: 'Jonas', address: 'jonas@dest.example' }],
        subject: 'Quote',
        body: 'Hello\n',
        ...content,
      });
      return (await outbox.send(draft.id, revision, schedule)).submissionId;
    },
    setAccount(changed) {
      current = changed;
    },
    settled(id) {
      const done = ended.get(id);
      ended.delete(id);
      return done === undefined
        ? new Promise((resolve) => {
            waiting.set(id, (item) => {
              waiting.delete(id);
              ended.delete(id);
              resolve(item);
            });
          })
        : Promise.resolve(done);
    },
    async close() {
      await outbox.close();
      await drafts.close();
      await index.close();
      await journal.close();
    },
  };
}

function withTimeouts(timeouts: Partial<SessionTimeouts> | undefined): SessionFactory {
  const open = smtpSessions({ resolve: () => Promise.resolve(['127.0.0.1']) });
  return (options) => open(timeouts === undefined ? options : { ...options, timeouts });
}

const watched = (
  journal: SyncedJournal,
  { onJournalled, onForgotten }: Pick<RigOptions, 'onJournalled' | 'onForgotten'>,
): Journal => ({
  append: async (events, when) => {
    await journal.append(events, when);
    onJournalled?.(events);
  },
  readAll: () => journal.readAll(),
  eventsOf: (id) => journal.eventsOf(id),
  forget: async (ids) => {
    await journal.forget(ids);
    onForgotten?.(ids);
  },
  holds: () => journal.holds(),
  hold: (hold) => journal.hold(hold),
  release: (id) => journal.release(id),
  close: () => journal.close(),
});

export const to = (...addresses: string[]): DraftContent['to'] =>
  addresses.map((address) => ({ name: '', address }));
