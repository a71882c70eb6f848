/** One honest request of every channel, for tests that walk them all. */
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { USUAL_SETTINGS } from '#core/account/account.ts';
import { OpenedFileId } from '#core/contract/opened.ts';
import { NO_PROXY } from '#core/account/proxy.ts';
import { MailViewId } from '#core/contract/mail-view.ts';
import { SavingId } from '#core/contract/saving.ts';
import { FedId } from '#core/contract/authentication.ts';
import type { Channel, Request } from '#core/contract/channels.ts';
import { TemplateId } from '#core/templates/template.ts';
import {
  AccountId,
  AttachmentId,
  DraftId,
  IdentityId,
  StoredMessageId,
  SubmissionId,
} from '#core/message/ids.ts';

const ulid = '01KAR2Q4Z5D6E7F8G9HAJBKCMD';
const accountId = AccountId.parse(ulid);
const identityId = IdentityId.parse(ulid);
const draftId = DraftId.parse(ulid);
const attachmentId = AttachmentId.parse(ulid);
const messageId = StoredMessageId.parse(ulid);
const submissionId = SubmissionId.parse(ulid);
const openedId = OpenedFileId.parse(ulid);

const mailViewId = MailViewId.parse('0123456789abcdef'.repeat(2));
const savingId = SavingId.parse(ulid);

const account: Request<'accounts.save'> = {
  id: accountId,
  name: 'Atelier Lumen',
  host: 'smtp.example.org',
  port: 465,
  security: 'tls',
  user: 'camille',
  ehloName: '',
  hue: 1,
  ...USUAL_SETTINGS,
  identities: [
    {
      id: identityId,
      name: 'Camille',
      address: 'camille@example.org',
      ...USUAL_IDENTITY,
    },
  ],
};

const content: Request<'drafts.save'>['content'] = {
  accountId,
  identityId,
  to: [{ name: 'Jonas', address: 'jonas@example.org' }],
  cc: [],
  bcc: [],
  subject: 'Quote',
  body: 'Hello',
  sending: {
    ...USUAL_SENDING,
    perRecipient: [{ address: 'jonas@example.org', notify: ['failure'] }],
    envelope: { returnPath: null, recipients: ['jonas@example.org'] },
  },
};

export const validRequests: { readonly [C in Channel]: Request<C> } = {
  'app.facts': null,
  'app.notices': null,
  'app.dismissNotice': { id: 'settings-reset' },
  'app.openExternal': { url: 'https://example.org/' },
  'app.copyText': { text: 'Subject: x' },
  'app.ready': null,
  'app.newWindow': { draftId },
  'app.mailLinks': null,
  'app.takeMailLinks': null,
  'settings.get': null,
  'settings.set': { language: 'fr', listWidth: 300, source: { lineEnds: true, spaces: true, wrap: false } },
  'accounts.list': null,
  'accounts.save': account,
  'accounts.duplicate': { id: accountId },
  'accounts.remove': { id: accountId },
  'accounts.restore': { id: accountId },
  'accounts.reorder': { ids: [accountId] },
  'accounts.setDefault': { id: accountId },
  'accounts.test': { account, password: 'secret' },
  'accounts.stopTest': null,
  'discovery.start': {
    domain: 'example.org',
    askMozilla: true,
    askAnyway: false,
    proxy: NO_PROXY,
    proxyPassword: null,
  },
  'discovery.stop': null,
  'secrets.store': { accountId, password: 'secret', where: 'keychain' },
  'secrets.forget': { accountId },
  'secrets.cancelPrompt': null,
  'secrets.startNewVault': null,
  'certificates.chooseAuthorities': null,
  'certificates.chooseClient': null,
  'certificates.storeClient': { accountId, handle: ulid, passphrase: 'sesame', where: 'keychain' },
  'certificates.forgetClient': { accountId },
  'oauth.start': { accountId },
  'oauth.cancel': { accountId },
  'oauth.keep': { accountId, where: 'memory' },
  'oauth.forget': { accountId },
  'transfer.readFile': null,
  'transfer.unlock': { handle: ulid, passphrase: 'correct horse battery' },
  'transfer.readText': { text: 'smtps://eva@smtp.example.org' },
  'transfer.take': {
    handle: '01JDCZ81RN0000000000000001',
    chosen: [0],
    plainAccepted: false,
    where: 'memory',
  },
  'transfer.export': { passphrase: null },
  'drafts.list': null,
  'drafts.create': { accountId },
  'drafts.open': { id: draftId },
  'drafts.save': { id: draftId, revision: 3, content },
  'drafts.lint': { id: draftId, content },
  'drafts.remove': { id: draftId },
  'drafts.restore': { id: draftId },
  'drafts.versions': { id: draftId },
  'drafts.version': { id: draftId, number: 1 },
  'drafts.restoreVersion': { id: draftId, revision: 1, number: 1 },
  'templates.list': null,
  'templates.save': {
    id: null,
    content: { name: 'Visit', to: [], cc: [], bcc: [], subject: 'Visit of {{name}}', body: 'Dear {{name}}' },
  },
  'templates.remove': { id: TemplateId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ') },
  'contacts.complete': { typed: 'zo', limit: 8 },
  'contacts.page': { typed: '', offset: 0, limit: 100 },
  'contacts.save': { was: null, contact: { name: 'Zoë', address: 'zoe@example.test', note: '' } },
  'contacts.remove': { address: 'zoe@example.test' },
  'contacts.restore': { contacts: [] },
  'contacts.import': null,
  'contacts.export': { format: 'vcard' },
  'attachments.choose': { draftId },
  'attachments.begin': { draftId, name: 'a.pdf', mediaType: 'application/pdf' },
  'attachments.chunk': { id: attachmentId, bytes: new Uint8Array([1, 2, 3]) },
  'attachments.finish': { id: attachmentId },
  'attachments.abort': { id: attachmentId },
  'attachments.remove': { draftId, id: attachmentId },
  'attachments.restore': { draftId, id: attachmentId },
  'attachments.rename': { draftId, id: attachmentId, name: 'plan.pdf' },
  'attachments.reorder': { draftId, ids: [] },
  'attachments.look': { draftId },
  'outbox.send': { draftId, revision: 3, schedule: { at: 1_795_000_000_000, zone: 'Europe/Paris' } },
  'outbox.summary': null,
  'outbox.page': { filter: 'waiting', offset: 0, limit: 100 },
  'outbox.open': { id: submissionId },
  'outbox.stop': { id: submissionId },
  'outbox.waitingOf': { accountId: accountId },
  'outbox.moveMail': { accountId: accountId, ids: null, to: null },
  'outbox.edit': { id: submissionId },
  'outbox.sendNow': { id: submissionId },
  'outbox.sendAllNow': null,
  'outbox.pause': { id: submissionId },
  'outbox.resume': { id: submissionId },
  'outbox.reschedule': { id: submissionId, schedule: { at: 1_795_000_000_000, zone: 'Europe/Paris' } },
  'outbox.reroute': { how: 'rebuilt', id: submissionId, accountId, identityId },
  'outbox.correct': { id: submissionId, from: 'a@example.org', to: 'b@example.org' },
  'outbox.word': { id: submissionId, word: 'arrived' },
  'outbox.cancel': { id: submissionId },
  'outbox.dismiss': { id: submissionId },
  'outbox.releaseAccount': { accountId },
  'sent.page': { list: 'sent', offset: 0, limit: 100 },
  'sent.days': { list: 'practice' },
  'sent.named': { names: ['<a@x.example>'] },
  'sent.reported': {
    envids: ['QQ314'],
    names: ['<a@b>'],
    recipients: ['c@d.example'],
    before: 1_795_000_000_000,
  },
  'sent.rebuild': null,
  'lens.open': { messageId, submissionId },
  'lens.bytes': { messageId, offset: 0, length: 65_536 },
  'lens.save': { messageId },
  'authentication.kept': { messageId, submissionId },
  'authentication.verify': { messageId, submissionId },
  'authentication.begin': { headerSize: 4 },
  'authentication.feed': { id: FedId.parse(ulid), bytes: new Uint8Array([1]) },
  'authentication.finish': { id: FedId.parse(ulid) },
  'opened.choose': null,
  'opened.take': null,
  'opened.bytes': { id: openedId, offset: 0, length: 65_536 },
  'opened.close': { id: openedId },
  'opened.paste': null,
  'saving.begin': { name: 'quote.pdf' },
  'saving.chunk': { id: savingId, bytes: new Uint8Array([1]) },
  'saving.finish': { id: savingId },
  'saving.abort': { id: savingId },
  'printing.pdf': { name: 'quote.pdf', heading: { title: 'Quote', date: 'Mon, 23 Nov 2026' } },
  'printing.paper': { title: 'Quote', date: 'Mon, 23 Nov 2026' },
  'mailView.show': {
    html: '<p>Hello</p>',
    pictures: [{ mediaType: 'image/png', bytes: new Uint8Array([1]) }],
  },
  'mailView.place': { id: mailViewId, place: { x: 0, y: 100, width: 300, height: 200 } },
  'mailView.hide': { id: mailViewId },
  'mailView.focus': { id: mailViewId },
  'mailView.close': { id: mailViewId },
};
