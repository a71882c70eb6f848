/**
 * Makes a draft of a message: to be changed, to be sent once more, or with the message attached whole. Its files are read from the
 * message's own bytes and go to main piece by piece, as dropped files do; nothing is sent by itself.
 */
import type { AttachmentView, DraftContent } from '#core/message/draft.ts';
import type { AccountId, DraftId, IdentityId } from '#core/message/ids.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { withSignature } from '#core/message/signature.ts';
import { forwardedSubject, sendersIn, subjectOf } from '#core/message/reuse/heading.ts';
import type { Part } from '#core/mime/structure.ts';
import type { Language } from '#core/i18n/languages.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { unfolded } from '#core/headers/unfold.ts';
import { call } from '../../api.ts';
import { pieces } from '../lens/bytes/byte-pages.ts';
import type { Header, LensMessage } from '../lens/message.ts';
import { decoded, nameOf } from '../lens/structure/part-content.ts';
import { sessionFor } from '../compose/draft/sessions.ts';
import { streamFile, type UploadSource } from '../compose/draft/uploads.ts';
import { letterOf } from './letter.ts';
import { tellOf, type Reuse, type ReuseNote } from './notes.ts';

interface Material {
  readonly message: LensMessage;
  readonly header: Header;
  readonly language: Language;
}

interface Made {
  /** in place of what a new draft begins with */
  readonly content: Partial<DraftContent>;
  readonly files: readonly UploadSource[];
  /** of its rich text, by their addresses in it */
  readonly pictures: ReadonlyMap<string, UploadSource>;
  readonly leftOut: ReuseNote['leftOut'];
}

/** The draft is on disk; its files are on their way. Ends with CallFailed; then no draft is left behind. */
export async function draftFrom(how: Reuse, material: Material): Promise<DraftId> {
  const made = how === 'forward-as-attachment' ? forwarded(material) : await again(how, material);
  const { sender, foreign } = await senderOf(material);
  const draft = await call('drafts.create', { accountId: sender?.accountId ?? null });
  // A sender that is gone: whoever a new draft is from.
  const { accountId, identityId } = sender ?? draft.content;
  const body = sender === null ? draft.content.body : withSignature('', sender.signature);
  try {
    const { text, attachments } = await richTextFor(draft.id, made);
    const content: DraftContent = { ...draft.content, body, ...made.content, ...text, accountId, identityId };
    const saved = await call('drafts.save', { id: draft.id, revision: draft.revision, content });
    void sessionFor({ ...draft, ...saved, content, attachments }).files.attach(made.files);
  } catch (error) {
    await call('drafts.remove', { id: draft.id }).catch(() => undefined);
    throw error;
  }
  tellOf(draft.id, {
    how,
    messageId: messageIdOf(material.header),
    foreignSender: how === 'forward-as-attachment' ? null : foreign,
    files: made.files.length,
    leftOut: made.leftOut,
  });
  return draft.id;
}

/** The rich text with its pictures, which belong to the draft first; one that is no picture to be shown is left out of the text. */
async function richTextFor(
  draftId: DraftId,
  { content: { html }, pictures }: Made,
): Promise<{ readonly text: Partial<DraftContent>; readonly attachments: AttachmentView[] }> {
  if (html === undefined) return { text: {}, attachments: [] };
  const attachments: AttachmentView[] = [];
  const addresses = new Map<string, string>();
  for (const [address, source] of pictures) {
    const { signal } = new AbortController();
    const view = await streamFile(draftId, source, { signal, progress: () => undefined });
    if (view === null) continue;
    attachments.push(view);
    if (view.inline === true) addresses.set(address, `cid:${view.id}`);
  }
  const { withAddresses } = await import('#core/message/rich/reused.ts');
  return { text: withAddresses(html, addresses), attachments };
}

async function again(how: Reuse, { message, header }: Material): Promise<Made> {
  const { content, files, pictures, leftOut } = await letterOf(message, header, new AbortController().signal);
  const sending = content.sending ?? USUAL_SENDING;
  const left: ReuseNote['leftOut'][number][] = [...leftOut];
  // An edited message may be for others; one that is sent again is for the same.
  if (how === 'edit-as-new' && sending.envelope !== null) left.push('envelope');
  if (sending.dsn.envid !== '') left.push('envid');
  return {
    content: {
      ...content,
      sending: {
        ...sending,
        dsn: { ...sending.dsn, envid: '' },
        envelope: how === 'edit-as-new' ? null : sending.envelope,
      },
    },
    files: files.map((part) => partSource(message, part)),
    pictures: new Map(
      Array.from(pictures, ([address, part]) => [
        address,
        { ...partSource(message, part), inline: true as const },
      ]),
    ),
    leftOut: left,
  };
}

function forwarded({ message, header, language }: Material): Made {
  const subject = subjectOf(header);
  const { read, size } = message;
  const whole: UploadSource = {
    name: `${subject.replaceAll(/[/\\]/g, '-').slice(0, 200).trim() || 'message'}.eml`,
    mediaType: 'message/rfc822',
    size,
    octets: async function* (signal) {
      for await (const { bytes } of pieces(read, 0, size, signal)) yield bytes;
    },
  };
  return {
    content: { subject: forwardedSubject(subject, language) },
    files: [whole],
    pictures: new Map(),
    leftOut: [],
  };
}

const partSource = (message: LensMessage, part: Part): UploadSource => ({
  name: nameOf(part),
  mediaType: part.mediaType,
  size:
    part.encoding === 'base64'
      ? Math.floor(((part.body.end - part.body.start) * 3) / 4)
      : part.body.end - part.body.start,
  octets: (signal) => decoded(message, part, signal),
});

interface Sender {
  readonly accountId: AccountId;
  readonly identityId: IdentityId;
  readonly signature: string;
}

/** Who it was from, if an account here has that identity still; `foreign`: an address that none has. */
async function senderOf({
  message,
  header,
}: Material): Promise<{ readonly sender: Sender | null; readonly foreign: string | null }> {
  const { accounts } = await call('accounts.list', null);
  const all = accounts.flatMap(({ account }) =>
    account.identities.map(({ id, address, signature }) => ({
      sender: { accountId: account.id, identityId: id, signature },
      address: address.toLowerCase(),
    })),
  );
  const written =
    message.kind === 'sent' ? [message.view.made.identity.address.toLowerCase()] : sendersIn(header);
  const made = message.kind === 'sent' ? message.view.made : null;
  const found =
    all.find(
      ({ sender }) => sender.accountId === made?.account.id && sender.identityId === made.identity.id,
    ) ?? all.find(({ address }) => written.includes(address));
  return found === undefined
    ? { sender: null, foreign: written[0] ?? null }
    : { sender: found.sender, foreign: null };
}

function messageIdOf({ bytes, parsed }: Header): string | null {
  const [field] = fieldsNamed(parsed, 'Message-ID');
  const value = field === undefined ? '' : unfolded(bytes, field).trim();
  return value === '' ? null : value.slice(0, 1000);
}
