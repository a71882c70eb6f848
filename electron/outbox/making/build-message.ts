/**
 * Draft → the bytes of a message, once (promise 1). nodemailer's MailComposer writes the MIME; there is room between it and the bytes
 * for signing, encrypting and DKIM. What the options are is decided in core/message; checking and storing is the archive's.
 */
import { stat } from 'node:fs/promises';
import { AppFailure, type Problem } from '#core/contract/errors.ts';
import type { MessageOptions } from '#core/message/message-options.ts';
import { BOUNDARY_PREFIX } from '#core/message/own-fields.ts';
import type { AttachmentSource } from '../ports.ts';
import { isSevenBit } from './seven-bit.ts';

/**
 * How a file goes: in base64, but for a message that is 7-bit clean as it stands. RFC 2046 §5.2.1 forbids base64 for message/*, so that one
 * which is not goes as opaque bytes, which arrive as they are.
 */
function asWritten(mediaType: string, isClean: boolean) {
  if (isClean) return { contentType: mediaType, contentTransferEncoding: '7bit' as const };
  const opaque = /^(message|multipart)\//i.test(mediaType);
  return {
    contentType: opaque ? 'application/octet-stream' : mediaType,
    contentTransferEncoding: 'base64' as const,
  };
}

/**
 * Streams the message. Bytes end lines with CRLF, the last one too. Throws AppFailure `draft-problems` when a file changed while it
 * was read, so that no half of one version and half of another is ever sent.
 */
export async function* messageBytes(
  options: MessageOptions,
  sources: readonly AttachmentSource[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const before = await Promise.all(sources.map((source) => fingerprint(source)));
  const clean = new Set<AttachmentSource>();
  for (const source of sources)
    if (source.mediaType === 'message/rfc822' && (await isSevenBit(source.path))) clean.add(source);
  try {
    yield* written(options, sources, { contents: ({ path }) => ({ path }), clean });
  } catch (error) {
    throw failureOf(error, sources);
  }
  const after = await Promise.all(sources.map((source) => fingerprint(source)));
  const changed = sources.filter((_, index) => before[index] !== after[index]);
  if (changed.length > 0)
    throw new AppFailure({
      code: 'draft-problems',
      problems: changed.map((source) => changedWhileRead(source)),
    });
}

/** The message as it would go out, but for what its files contain: to be looked at, never to be sent. */
export async function headBytes(
  options: MessageOptions,
  sources: readonly AttachmentSource[],
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of written(options, sources, { contents: () => ({ content: '' }), clean: NONE }))
    chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

type Contents = { readonly path: string } | { readonly content: string };

const NONE: ReadonlySet<AttachmentSource> = new Set();

async function* written(
  options: MessageOptions,
  sources: readonly AttachmentSource[],
  {
    contents,
    clean,
  }: {
    readonly contents: (source: AttachmentSource) => Contents;
    /** messages that go as such */
    readonly clean: ReadonlySet<AttachmentSource>;
  },
): AsyncGenerator<Uint8Array, void, undefined> {
  // Loaded with the first message, not with the window.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    ...options,
    attachments: sources.map((source) => ({
      filename: source.name,
      ...asWritten(source.mediaType, clean.has(source)),
      // RFC 2183 §2.1; in a part multipart/related (RFC 2387), which the writer makes of those that have a name.
      contentDisposition: source.contentId === undefined ? 'attachment' : 'inline',
      ...(source.contentId === undefined ? {} : { cid: source.contentId }),
      ...contents(source),
    })),
    boundaryPrefix: BOUNDARY_PREFIX,
    disableUrlAccess: true,
    newline: 'windows',
  });
  const message = composer.compile();
  Object.assign(message, { _normalizeAddress: asGiven });
  if (options.encoding === '8bit') {
    // The writer has no such text; and whatever holds an 8-bit part says so itself (RFC 2045 §6.4).
    for (const node of new Set([message, message.childNodes[0] ?? message])) {
      node.setHeader('Content-Transfer-Encoding', '8bit');
      node.getTransferEncoding = () => '8bit';
    }
  }
  const names = new Map(options.headers?.map(({ key }) => [key.toLowerCase(), key]));
  if (names.size > 0) {
    // Names of the user's own fields keep their capitals, for which the writer has a rule of its own.
    const build = message.buildHeaders.bind(message);
    message.buildHeaders = () =>
      build().replace(/^[!-9;-~]+(?=:)/gm, (name) => names.get(name.toLowerCase()) ?? name);
  }
  for await (const chunk of message.createReadStream()) {
    if (chunk instanceof Uint8Array) yield chunk;
  }
}

/**
 * In place of the writer's own rule, which makes a blank of `<` and `>` in a quoted local part or a literal, and small letters of a literal's
 * tag: another address than the envelope's. An address is checked and has its form on the wire before it gets here.
 */
const asGiven = (address: string): string => address.replace(/\p{Cc}+/gu, ' ').trim();

/** Its drive went away, or it was taken from there: the system names the path, the user is told the file. */
function failureOf(error: unknown, sources: readonly AttachmentSource[]): unknown {
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  const lost = sources.find((source) => source.path === path);
  return lost === undefined ? error : missing(lost, error);
}

const changedWhileRead = (source: AttachmentSource): Problem => ({
  code: 'attachment-changed',
  field: 'attachments',
  value: source.name,
});

/** Size and time of change; throws `attachment-missing` when the file cannot be seen. */
export async function fingerprint(source: AttachmentSource): Promise<string> {
  try {
    const facts = await stat(source.path, { bigint: true });
    return `${String(facts.size)} ${String(facts.mtimeNs)} ${String(facts.ino)}`;
  } catch (cause) {
    throw missing(source, cause);
  }
}

const missing = ({ name }: AttachmentSource, cause: unknown): AppFailure =>
  new AppFailure(
    { code: 'draft-problems', problems: [{ code: 'attachment-missing', field: 'attachments', value: name }] },
    { cause },
  );
