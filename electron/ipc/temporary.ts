/** Answers from memory until the services are there. */
import { monotonicFactory } from 'ulid';
import { app } from 'electron';
import type { Account } from '#core/account/account.ts';
import type { AccountsState } from '#core/contract/accounts.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { Settings } from '#core/contract/settings.ts';
import type { Draft } from '#core/message/draft.ts';
import { DraftId, IdentityId, PRACTICE_ACCOUNT_ID } from '#core/message/ids.ts';
import type { Handlers } from './border.ts';

const ulid = monotonicFactory();
const account: Account = {
  id: PRACTICE_ACCOUNT_ID,
  name: 'Practice',
  host: '127.0.0.1',
  port: 2525,
  security: 'starttls',
  user: 'practice',
  ehloName: '',
  hue: 4,
  identities: [
    {
      id: IdentityId.parse(ulid()),
      name: 'You',
      address: 'you@practice.example',
      replyTo: '',
      returnPath: '',
    },
  ],
};
const accounts: AccountsState = {
  accounts: [{ account, practice: true, secret: 'memory', lastTest: null }],
  defaultId: PRACTICE_ACCOUNT_ID,
};
let settings = Settings.parse({});
const drafts = new Map<DraftId, Draft>();
const notYet = (): Promise<never> => Promise.reject(new AppFailure({ code: 'not-now' }));
const found = (id: DraftId): Draft => {
  const draft = drafts.get(id);
  if (draft === undefined) throw new AppFailure({ code: 'not-found' });
  return draft;
};

export const temporary: Handlers = {
  'app.facts': async () => ({
    version: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    platform: 'linux',
    language: settings.language === 'fr' ? 'fr' : 'en',
    demo: false,
    firstRun: drafts.size === 0,
    profile: app.getPath('userData'),
  }),
  'app.notices': async () => [],
  'app.dismissNotice': async () => null,
  'app.openExternal': notYet,
  'app.copyText': notYet,
  'app.ready': async () => null,
  'app.newWindow': notYet,
  'settings.get': async () => settings,
  'settings.set': async (patch) => (settings = Settings.parse({ ...settings, ...patch })),
  'accounts.list': async () => accounts,
  'accounts.save': notYet,
  'accounts.duplicate': notYet,
  'accounts.remove': notYet,
  'accounts.restore': notYet,
  'accounts.reorder': notYet,
  'accounts.setDefault': notYet,
  'accounts.test': notYet,
  'accounts.stopTest': notYet,
  'secrets.store': notYet,
  'secrets.forget': notYet,
  'secrets.cancelPrompt': notYet,
  'drafts.list': async () =>
    [...drafts.values()].map(({ id, savedAt, content }) => ({
      id,
      savedAt,
      accountId: content.accountId,
      subject: content.subject,
      to: content.to.map((entry) => entry.address),
      attachments: 0,
    })),
  'drafts.create': async () => {
    const id = DraftId.parse(ulid());
    const identityId = account.identities[0]?.id ?? IdentityId.parse(ulid());
    const draft: Draft = {
      id,
      revision: 0,
      savedAt: Date.now(),
      content: { accountId: account.id, identityId, to: [], cc: [], bcc: [], subject: '', body: '' },
      attachments: [],
    };
    drafts.set(id, draft);
    return draft;
  },
  'drafts.open': async ({ id }) => found(id),
  'drafts.save': async ({ id, content, revision }) => {
    const draft = { ...found(id), content, revision: revision + 1, savedAt: Date.now() };
    drafts.set(id, draft);
    return { revision: draft.revision, savedAt: draft.savedAt };
  },
  'drafts.remove': async ({ id }) => (drafts.delete(id), null),
  'drafts.restore': notYet,
  'attachments.choose': notYet,
  'attachments.begin': notYet,
  'attachments.chunk': notYet,
  'attachments.finish': notYet,
  'attachments.abort': notYet,
  'attachments.remove': notYet,
  'attachments.restore': notYet,
  'outbox.send': notYet,
  'outbox.list': async () => [],
  'outbox.stop': notYet,
  'outbox.tryAgain': notYet,
  'outbox.word': notYet,
  'outbox.cancel': notYet,
  'outbox.dismiss': notYet,
  'sent.page': async ({ offset }) => ({ total: 0, offset, rows: [] }),
  'sent.days': async () => [],
  'sent.rebuild': notYet,
  'lens.open': notYet,
  'lens.bytes': notYet,
  'lens.save': notYet,
};
