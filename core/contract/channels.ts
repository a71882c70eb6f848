/**
 * Every call the page can make, once: what it takes, what it answers. Preload's object, main's handlers and the page's client
 * are typed from this map; a channel without a handler does not compile.
 */
import { z } from 'zod';
import {
  AccountId,
  AttachmentId,
  DraftId,
  IdentityId,
  StoredMessageId,
  SubmissionId,
} from '../message/ids.ts';
import { Schedule } from '../message/sending-schema.ts';
import {
  Contact,
  ContactFormat,
  ContactInput,
  ContactMatch,
  ContactPage,
  ImportedContacts,
} from '../contacts/contact.ts';
import { AttachmentView, Draft, DraftContent, DraftSummary } from '../message/draft.ts';
import { DraftVersion } from '../message/versions/version.ts';
import {
  AccountInput,
  AccountsState,
  AccountView,
  PasswordKind,
  SecretState,
  SecretText,
  TestReport,
} from './accounts.ts';
import { Proxy } from '../account/proxy.ts';
import { DiscoveryProgress, DiscoveryRequest } from '../discovery/vocabulary.ts';
import { AppFacts, MailLinks, Notice } from './app.ts';
import { AuthenticationReport, FedId, VerifiedMessage } from './authentication.ts';
import { PickedAuthorities, PickedFile } from './certificates.ts';
import { DraftFinding } from './findings.ts';
import { OpenedFile, OpenedFileId, PastedText } from './opened.ts';
import { MailBody, MailViewId, MailViewPlace } from './mail-view.ts';
import { OutboxDetail, OutboxFilter, OutboxPage, OutboxSummary } from './outbox.ts';
import {
  BytesRange,
  MessageView,
  NamedRow,
  ReportedBy,
  ReportedRow,
  SentDay,
  SentList,
  SentPage,
} from './sent.ts';
import { ImportPreview, LockedFile, Passphrase } from './transfer.ts';
import { MIN_PASSPHRASE } from './passphrase.ts';
import { PageHeading, PrintOutcome } from './printing.ts';
import { SavingId } from './saving.ts';
import { MAX_CHUNK } from './uploads.ts';
import { Settings, SettingsPatch } from './settings.ts';
import { Template, TemplateContent, TemplateId } from '../templates/template.ts';

const nothing = z.null();
const call = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
});

export const channels = {
  'app.facts': call(nothing, AppFacts),
  'app.notices': call(nothing, z.array(Notice)),
  'app.dismissNotice': call(z.strictObject({ id: z.string().max(100) }), nothing),
  /** Shows the address and asks; `https:` only. */
  'app.openExternal': call(
    z.strictObject({ url: z.string().max(2000) }),
    z.strictObject({ opened: z.boolean() }),
  ),
  'app.copyText': call(z.strictObject({ text: z.string().max(8_000_000) }), nothing),
  /** The page has painted and takes keys: main may now open what can wait. */
  'app.ready': call(nothing, nothing),
  'app.newWindow': call(z.strictObject({ draftId: DraftId.nullable() }), nothing),
  'app.mailLinks': call(nothing, MailLinks),
  'app.takeMailLinks': call(nothing, MailLinks),

  'settings.get': call(nothing, Settings),
  'settings.set': call(SettingsPatch, Settings),

  'accounts.list': call(nothing, AccountsState),
  'accounts.save': call(AccountInput, AccountView),
  'accounts.duplicate': call(z.strictObject({ id: AccountId }), AccountView),
  /** Undo within this run: `accounts.restore`. */
  'accounts.remove': call(z.strictObject({ id: AccountId }), nothing),
  'accounts.restore': call(z.strictObject({ id: AccountId }), AccountsState),
  'accounts.reorder': call(z.strictObject({ ids: z.array(AccountId).max(1000) }), AccountsState),
  'accounts.setDefault': call(z.strictObject({ id: AccountId }), AccountsState),
  /** Connects and signs in with these settings, sends nothing. `password` null: the stored one, if it is bound to this host and user. */
  'accounts.test': call(
    z.strictObject({
      account: AccountInput,
      password: SecretText.nullable(),
      /** as `password`, for the proxy */
      proxyPassword: SecretText.nullable().optional(),
    }),
    TestReport,
  ),
  'accounts.stopTest': call(nothing, nothing),

  /** Looks for the domain's submission server, after the user agreed; answers when nothing more is to be asked, or it was stopped. */
  'discovery.start': call(
    DiscoveryRequest.extend({
      /** by which way it is asked: as the account will go */
      proxy: Proxy,
      proxyPassword: SecretText.nullable(),
    }),
    DiscoveryProgress,
  ),
  'discovery.stop': call(nothing, nothing),

  'secrets.store': call(
    z.strictObject({
      accountId: AccountId,
      /** the account's own unless it is said otherwise */
      kind: PasswordKind.optional(),
      password: SecretText,
      where: z.enum(['keychain', 'memory']),
    }),
    z.strictObject({ state: SecretState }),
  ),
  'secrets.forget': call(
    z.strictObject({ accountId: AccountId, kind: PasswordKind.optional() }),
    z.strictObject({ state: SecretState }),
  ),
  /** Stops waiting for the system's prompt. */
  'secrets.cancelPrompt': call(nothing, nothing),
  /** The vault's key is gone: the old vault is put aside, the next password makes a new one. `not-now` when the key is there after all. */
  'secrets.startNewVault': call(nothing, nothing),

  /** Opens the system's dialog; null: the user thought better of it. `file` when it holds nothing of the kind. */
  'certificates.chooseAuthorities': call(nothing, PickedAuthorities.nullable()),
  'certificates.chooseClient': call(nothing, PickedFile.nullable()),
  /** `file` when the passphrase does not open it: then nothing is stored. */
  'certificates.storeClient': call(
    z.strictObject({
      accountId: AccountId,
      handle: z.ulid(),
      passphrase: z.string().max(1000),
      where: z.enum(['keychain', 'memory']),
    }),
    AccountView,
  ),
  'certificates.forgetClient': call(z.strictObject({ accountId: AccountId }), AccountView),

  /**
   * Opens the system's browser, and answers once the token is stored. `oauth` says why not, `cancelled` that it was called off, `keychain`
   * that the token is there and not stored: then `oauth.keep` says where it goes.
   */
  'oauth.start': call(z.strictObject({ accountId: AccountId }), nothing),
  'oauth.cancel': call(z.strictObject({ accountId: AccountId }), nothing),
  /** `not-found` when no token waits to be stored. */
  'oauth.keep': call(
    z.strictObject({ accountId: AccountId, where: z.enum(['keychain', 'memory']) }),
    nothing,
  ),
  'oauth.forget': call(z.strictObject({ accountId: AccountId }), nothing),
  /** Opens the system's dialog, reads and stores nothing; null: the user thought better of it. */
  'transfer.readFile': call(nothing, z.union([ImportPreview, LockedFile]).nullable()),
  /** `file` when the passphrase does not open it; `not-found` when another file took its place. */
  'transfer.unlock': call(z.strictObject({ handle: z.ulid(), passphrase: Passphrase }), ImportPreview),
  'transfer.readText': call(z.strictObject({ text: z.string().max(100_000) }), ImportPreview),
  /**
   * Stores those chosen, by their places in the preview. `not-found`: another preview took its place. `not-now`: one would connect without
   * encryption, and `plainAccepted` does not say that the user takes the risk.
   */
  'transfer.take': call(
    z.strictObject({
      handle: z.ulid(),
      chosen: z.array(z.int().nonnegative()).min(1).max(500),
      plainAccepted: z.boolean(),
      /** where the secrets go that come along; `keychain` says that it took none of them, and then nothing is stored */
      where: z.enum(['keychain', 'memory']),
    }),
    z.strictObject({ count: z.int() }),
  ),
  /** All accounts but the practice account: without secrets, or with them in a file that this passphrase opens. */
  'transfer.export': call(
    z.strictObject({ passphrase: Passphrase.min(MIN_PASSPHRASE).nullable() }),
    z.strictObject({ saved: z.boolean(), count: z.int() }),
  ),

  'drafts.list': call(nothing, z.array(DraftSummary)),
  'drafts.create': call(z.strictObject({ accountId: AccountId.nullable() }), Draft),
  'drafts.open': call(z.strictObject({ id: DraftId }), Draft),
  'drafts.save': call(
    z.strictObject({ id: DraftId, revision: z.int().nonnegative(), content: DraftContent }),
    z.strictObject({ revision: z.int(), savedAt: z.number() }),
  ),
  'drafts.remove': call(z.strictObject({ id: DraftId }), nothing),
  'drafts.restore': call(z.strictObject({ id: DraftId }), Draft),
  /** newest first */
  'drafts.versions': call(z.strictObject({ id: DraftId }), z.array(DraftVersion)),
  'drafts.version': call(z.strictObject({ id: DraftId, number: z.int().positive() }), DraftContent),
  /** What stands in the draft becomes the version `kept`: Undo restores that. */
  'drafts.restoreVersion': call(
    z.strictObject({ id: DraftId, revision: z.int().nonnegative(), number: z.int().positive() }),
    z.strictObject({ kept: z.int() }),
  ),

  /** Of the words as they stand in the window, with the files that the draft has; empty for a draft that cannot be built yet. */
  'drafts.lint': call(
    z.strictObject({ id: DraftId, content: DraftContent }),
    z.strictObject({ findings: z.array(DraftFinding) }),
  ),

  /** by name */
  'templates.list': call(nothing, z.array(Template)),
  /** Without an id a new one; Undo of a removal saves it with its own. */
  'templates.save': call(z.strictObject({ id: TemplateId.nullable(), content: TemplateContent }), Template),
  'templates.remove': call(z.strictObject({ id: TemplateId }), nothing),
  /** For a key's pace: at most `limit`, the likeliest first. */
  'contacts.complete': call(
    z.strictObject({ typed: z.string().max(1000), limit: z.int().min(1).max(100) }),
    z.array(ContactMatch),
  ),
  /** By name; those that have what is typed, all if nothing is. */
  'contacts.page': call(
    z.strictObject({
      typed: z.string().max(1000),
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(200),
    }),
    ContactPage,
  ),
  /** `was`: the address so far; null: somebody new. */
  'contacts.save': call(
    z.strictObject({ was: z.string().max(2000).nullable(), contact: ContactInput }),
    nothing,
  ),
  /** Who it was, for `contacts.restore`; null: nobody. */
  'contacts.remove': call(z.strictObject({ address: z.string().max(2000) }), Contact.nullable()),
  'contacts.restore': call(z.strictObject({ contacts: z.array(Contact).max(1000) }), nothing),
  /** Opens the system's dialog; null: the user thought better of it. `file` when it holds no contacts. */
  'contacts.import': call(nothing, ImportedContacts.nullable()),
  'contacts.export': call(
    z.strictObject({ format: ContactFormat }),
    z.strictObject({ saved: z.boolean(), count: z.int() }),
  ),

  /** Opens the system's dialog; the page learns names and sizes, never paths. */
  'attachments.choose': call(z.strictObject({ draftId: DraftId }), z.array(AttachmentView)),
  /** A dropped or pasted file comes as bytes, in order, each chunk at most MAX_CHUNK. */
  'attachments.begin': call(
    z.strictObject({ draftId: DraftId, name: z.string().max(1000), mediaType: z.string().max(200) }),
    z.strictObject({ id: AttachmentId }),
  ),
  'attachments.chunk': call(
    z.strictObject({
      id: AttachmentId,
      bytes: z.instanceof(Uint8Array).refine((b) => b.byteLength <= MAX_CHUNK),
    }),
    z.strictObject({ received: z.int() }),
  ),
  'attachments.finish': call(z.strictObject({ id: AttachmentId }), AttachmentView),
  'attachments.abort': call(z.strictObject({ id: AttachmentId }), nothing),
  'attachments.remove': call(z.strictObject({ draftId: DraftId, id: AttachmentId }), nothing),
  /** The name that the message gives it; the file keeps its own. `name` as typed: what cannot be shown is left out. */
  'attachments.rename': call(
    z.strictObject({ draftId: DraftId, id: AttachmentId, name: z.string().max(1000) }),
    AttachmentView,
  ),
  /** Those named come first, in their order. */
  'attachments.reorder': call(
    z.strictObject({ draftId: DraftId, ids: z.array(AttachmentId).max(1000) }),
    z.array(AttachmentView),
  ),
  /** As they are on the disk now. */
  'attachments.look': call(z.strictObject({ draftId: DraftId }), z.array(AttachmentView)),
  'attachments.restore': call(z.strictObject({ draftId: DraftId, id: AttachmentId }), AttachmentView),

  /**
   * Builds the message, syncs it, journals it, and answers; it connects when the undo delay is over, or at its time. `undoUntil`, ms since
   * the epoch: until then nothing is said to any server; null: it goes at once, or has a time.
   */
  'outbox.send': call(
    z.strictObject({
      draftId: DraftId,
      revision: z.int().nonnegative(),
      schedule: Schedule.nullable(),
    }),
    z.strictObject({ submissionId: SubmissionId, undoUntil: z.number().nullable() }),
  ),
  'outbox.summary': call(nothing, OutboxSummary),
  'outbox.page': call(
    z.strictObject({
      filter: OutboxFilter,
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(200),
    }),
    OutboxPage,
  ),
  'outbox.open': call(z.strictObject({ id: SubmissionId }), OutboxDetail),
  /** Before the final dot; the message is paused. */
  'outbox.stop': call(z.strictObject({ id: SubmissionId }), z.strictObject({ stopped: z.boolean() })),
  /** Undo, or back to a draft: as long as nobody has it, nobody may have it, and it is not being sent. */
  'outbox.edit': call(z.strictObject({ id: SubmissionId }), z.strictObject({ draftId: DraftId })),
  /** Lifts its hold, pause, time and delays, and its account's hold with all that waits for it. */
  'outbox.sendNow': call(z.strictObject({ id: SubmissionId }), nothing),
  /** Everything that waits by itself or was paused; held accounts and held messages stay so. */
  'outbox.sendAllNow': call(nothing, z.strictObject({ count: z.int() })),
  'outbox.pause': call(z.strictObject({ id: SubmissionId }), nothing),
  'outbox.resume': call(z.strictObject({ id: SubmissionId }), nothing),
  /** Null: no time, it goes now. The message is built again with the new Date and its old Message-ID. */
  'outbox.reschedule': call(z.strictObject({ id: SubmissionId, schedule: Schedule.nullable() }), nothing),
  /**
   * `same`: the same bytes and envelope through the other account's server. `rebuilt`: built again from that identity (null: the account's
   * first), with the same Message-ID only while no attempt has begun.
   */
  'outbox.reroute': call(
    z.discriminatedUnion('how', [
      z.strictObject({ how: z.literal('same'), id: SubmissionId, accountId: AccountId }),
      z.strictObject({
        how: z.literal('rebuilt'),
        id: SubmissionId,
        accountId: AccountId,
        identityId: IdentityId.nullable(),
      }),
    ]),
    nothing,
  ),
  /** `from`: a refused address as the outbox shows it; `to`: as typed. `draft-problems` names what is wrong with it. */
  'outbox.correct': call(
    z.strictObject({ id: SubmissionId, from: z.string().max(320), to: z.string().max(2000) }),
    nothing,
  ),
  'outbox.word': call(z.strictObject({ id: SubmissionId, word: z.enum(['arrived', 'send-again']) }), nothing),
  /** Gives up whoever waits; where nobody has it, the draft comes back. */
  'outbox.cancel': call(z.strictObject({ id: SubmissionId }), nothing),
  'outbox.dismiss': call(z.strictObject({ id: SubmissionId }), nothing),
  /** How many messages wait to go through this account. */
  'outbox.waitingOf': call(z.strictObject({ accountId: AccountId }), z.strictObject({ count: z.int() })),
  /**
   * Before its account goes: the same bytes through another one, or (`to` null) back to drafts. `ids` null: all that waits. `left`: what
   * still waits for this account, since it is being sent or cannot go back.
   */
  'outbox.moveMail': call(
    z.strictObject({
      accountId: AccountId,
      ids: z.array(SubmissionId).max(100_000).nullable(),
      to: AccountId.nullable(),
    }),
    z.strictObject({ moved: z.array(SubmissionId), left: z.int() }),
  ),
  /** The user says that the account is mended: all its mail goes on. Storing a password, saving the account or unlocking does it too. */
  'outbox.releaseAccount': call(z.strictObject({ accountId: AccountId }), nothing),

  'sent.page': call(
    z.strictObject({ list: SentList, offset: z.int().nonnegative(), limit: z.int().min(1).max(500) }),
    SentPage,
  ),
  'sent.days': call(z.strictObject({ list: SentList }), z.array(SentDay)),
  /** Messages of Sent and of the practice mail, by Message-ID with its angle brackets. */
  'sent.named': call(z.strictObject({ names: z.array(z.string().max(1000)).max(200) }), z.array(NamedRow)),
  /** Whose mail a report speaks of: by ENVID, else by Message-ID, else by recipient. */
  'sent.reported': call(ReportedBy, z.array(ReportedRow)),
  'sent.rebuild': call(nothing, z.strictObject({ messages: z.int() })),

  'lens.open': call(z.strictObject({ messageId: StoredMessageId, submissionId: SubmissionId }), MessageView),
  /** Exact bytes of the `.eml`, at most 4 MiB a call. */
  'lens.bytes': call(
    z.strictObject({
      messageId: StoredMessageId,
      offset: z.int().nonnegative(),
      length: z
        .int()
        .min(1)
        .max(4 << 20),
    }),
    BytesRange,
  ),
  'lens.save': call(z.strictObject({ messageId: StoredMessageId }), z.strictObject({ saved: z.boolean() })),

  /** What was verified of this message since the program started; asks nobody. */
  'authentication.kept': call(VerifiedMessage, AuthenticationReport.nullable()),
  /** Asks the DNS for keys and policies. The user's word is behind each call. */
  'authentication.verify': call(VerifiedMessage, AuthenticationReport),
  /** The same for bytes that were opened: they are fed from their beginning, a piece a call, and then verified. Another `begin` of the window ends the one before. */
  'authentication.begin': call(
    z.strictObject({
      headerSize: z
        .int()
        .nonnegative()
        .max(4 << 20),
    }),
    z.strictObject({ id: FedId }),
  ),
  'authentication.feed': call(
    z.strictObject({
      id: FedId,
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_CHUNK),
    }),
    nothing,
  ),
  'authentication.finish': call(z.strictObject({ id: FedId }), AuthenticationReport),

  /** Opens the system's dialog; the page learns names and sizes, never paths. What is handed out is good in that window alone. */
  'opened.choose': call(nothing, z.array(OpenedFile)),
  /** The files that a start of the program named, for this window; handed over once. */
  'opened.take': call(nothing, z.array(OpenedFile)),
  /** Exact bytes of an opened file, at most 4 MiB a call. `file` when it is gone, or no longer the one that was opened. */
  'opened.bytes': call(
    z.strictObject({
      id: OpenedFileId,
      offset: z.int().nonnegative(),
      length: z
        .int()
        .min(1)
        .max(4 << 20),
    }),
    BytesRange,
  ),
  'opened.close': call(z.strictObject({ id: OpenedFileId }), nothing),
  /** The clipboard's text, if it begins as a header does: nothing else of it comes to the page. */
  'opened.paste': call(nothing, PastedText),

  /** Opens the system's dialog for a file that the page has in hand; null: the user thought better of it. The path stays in main. */
  'saving.begin': call(
    z.strictObject({ name: z.string().max(1000) }),
    z.strictObject({ id: SavingId }).nullable(),
  ),
  /** In order, each chunk at most MAX_CHUNK. */
  'saving.chunk': call(
    z.strictObject({
      id: SavingId,
      bytes: z.instanceof(Uint8Array).refine((b) => b.byteLength <= MAX_CHUNK),
    }),
    nothing,
  ),
  /** Now it is there, whole and synced; until then what stood there before still does. */
  'saving.finish': call(z.strictObject({ id: SavingId }), nothing),
  'saving.abort': call(z.strictObject({ id: SavingId }), nothing),

  /** What the window has ready for paper, into a file that the system's dialog asks for. */
  'printing.pdf': call(
    z.strictObject({ name: z.string().max(1000), heading: PageHeading }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** The same by the system's print dialog. */
  'printing.paper': call(PageHeading, z.strictObject({ outcome: PrintOutcome })),
  /** Makes a mail view in this window, hidden until it has a place; one too many ends the oldest. */
  'mailView.show': call(MailBody, z.strictObject({ id: MailViewId })),
  'mailView.place': call(z.strictObject({ id: MailViewId, place: MailViewPlace }), nothing),
  /** `picture`: a data address of how it looked, to stand there meanwhile. */
  'mailView.hide': call(
    z.strictObject({ id: MailViewId }),
    z.strictObject({ picture: z.string().nullable() }),
  ),
  'mailView.focus': call(z.strictObject({ id: MailViewId }), nothing),
  'mailView.close': call(z.strictObject({ id: MailViewId }), nothing),
} as const;

export type Channel = keyof typeof channels;
export type Request<C extends Channel> = z.infer<(typeof channels)[C]['request']>;
export type Reply<C extends Channel> = z.infer<(typeof channels)[C]['reply']>;
