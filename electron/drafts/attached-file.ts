/** What is kept of an attached file: a name to show, never a path; a media type; and what tells whether it is still the same file. */
import { open, stat } from 'node:fs/promises';
import { detectMimeType } from 'nodemailer/lib/mime-funcs';
import { z } from 'zod';
import { AppFailure } from '#core/contract/errors.ts';
import type { AttachmentView } from '#core/message/draft.ts';
import { AttachmentId } from '#core/message/ids.ts';
import { MEDIA_HEAD, mediaTypeByContent, UNKNOWN_TYPE } from '#core/message/media-type.ts';
import { isSevenBit } from '../outbox/making/seven-bit.ts';

/** Texts, since they may not fit a number. */
const Fingerprint = z.strictObject({ mtimeNs: z.string(), dev: z.string(), ino: z.string() });
export type Fingerprint = z.infer<typeof Fingerprint>;

const content = {
  mediaType: z.string(),
  /** bytes */
  size: z.int().nonnegative(),
  file: z.discriminatedUnion('kind', [
    /** stays where it is, and must stay as it was */
    z.strictObject({ kind: z.literal('chosen'), path: z.string(), fingerprint: Fingerprint }),
    /** a copy of ours */
    z.strictObject({
      kind: z.literal('copy'),
      /** the copy's name where it is not the attachment's id: one that came later */
      take: AttachmentId.optional(),
      /** what it is a copy of, where that can be looked at again */
      origin: z.strictObject({ path: z.string(), fingerprint: Fingerprint }).optional(),
    }),
  ]),
  sevenBit: z.literal(true).optional(),
};
/** What is in an attached file, apart from which attachment it is and what it is called. */
export const FileContent = z.strictObject(content);
export type FileContent = z.infer<typeof FileContent>;

export const StoredAttachment = z.strictObject({
  id: AttachmentId,
  name: z.string(),
  ...content,
  /** a picture of the rich text */
  inline: z.literal(true).optional(),
  /** what was in it before it was changed here, last one last; until the next start */
  before: z.array(FileContent).optional(),
});
export type StoredAttachment = z.infer<typeof StoredAttachment>;

type FileState = AttachmentView['state'];

const LONGEST_NAME = 255;
const NAMELESS = 'attachment';

/** The last part of what may be a path, without what could hide how a name ends (controls, direction overrides). */
export function displayName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  if (plain === '' || plain === '.' || plain === '..') return NAMELESS;
  if (plain.length <= LONGEST_NAME) return plain;
  const extension = /\.[^.]{1,20}$/.exec(plain)?.[0] ?? '';
  return plain.slice(0, LONGEST_NAME - extension.length) + extension;
}

/** By the name; `said` only where the name does not tell. */
export function mediaTypeOf(name: string, said = ''): string {
  const byName = name.includes('.') ? detectMimeType(name) : UNKNOWN_TYPE;
  if (byName !== UNKNOWN_TYPE) return byName;
  return /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,100}$/.test(said.toLowerCase()) ? said.toLowerCase() : UNKNOWN_TYPE;
}

/** Ends with AppFailure `not-found` when it is no file that can be read. */
export async function chosenFile(id: AttachmentId, path: string): Promise<StoredAttachment> {
  const name = displayName(path);
  return { id, name, ...(await contentAt(path, name)) };
}

/** As it is now, where it is. Ends with AppFailure `not-found` when it is no file that can be read. */
export async function contentAt(path: string, name: string): Promise<FileContent> {
  const facts = await factsOf(path);
  if (facts === undefined) throw new AppFailure({ code: 'not-found' });
  const { size, fingerprint } = facts;
  return { ...(await looked(path, mediaTypeOf(name))), size, file: { kind: 'chosen', path, fingerprint } };
}

export const contentOf = ({ mediaType, size, file, sevenBit }: StoredAttachment): FileContent => ({
  mediaType,
  size,
  file,
  ...(sevenBit === undefined ? {} : { sevenBit }),
});

/** What its bytes say of it; a file that cannot be read says nothing. */
export async function looked(
  path: string,
  named: string,
): Promise<Pick<FileContent, 'mediaType' | 'sevenBit'>> {
  const mediaType = mediaTypeByContent(named, await headOf(path));
  const asItIs = mediaType === 'message/rfc822' && (await isSevenBit(path));
  return { mediaType, ...(asItIs ? { sevenBit: true } : {}) };
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined) return new Uint8Array();
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MEDIA_HEAD), 0, MEDIA_HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return new Uint8Array();
  } finally {
    await handle.close();
  }
}

/** `path`: where the file lies now. */
export async function viewOf(attachment: StoredAttachment, path: string): Promise<AttachmentView> {
  const { id, name, size, mediaType, file, before = [], sevenBit, inline } = attachment;
  const origin = file.kind === 'copy' ? file.origin : undefined;
  const outdated = origin !== undefined && (await isOther(origin.path, origin.fingerprint));
  return {
    id,
    name,
    size,
    mediaType,
    state: await stateOf(attachment, path),
    ...(file.kind === 'chosen' ? { inPlace: true } : {}),
    ...(outdated ? { outdated: true } : {}),
    ...(before.length === 0 ? {} : { revised: true }),
    ...(sevenBit === undefined ? {} : { sevenBit }),
    ...(inline === undefined ? {} : { inline }),
  };
}

async function stateOf({ size, file }: StoredAttachment, path: string): Promise<FileState> {
  const facts = await factsOf(path);
  if (facts === undefined) return 'missing';
  if (facts.size !== size) return 'changed';
  return file.kind === 'copy' || isSame(facts.fingerprint, file.fingerprint) ? 'ready' : 'changed';
}

/** It is there, and not as it was: one that is gone leaves the copy as good as it is. */
async function isOther(path: string, then: Fingerprint): Promise<boolean> {
  const facts = await factsOf(path);
  return facts !== undefined && !isSame(facts.fingerprint, then);
}

/** The file's size goes with its time. */
export const isSame = (one: Fingerprint, other: Fingerprint): boolean =>
  one.mtimeNs === other.mtimeNs && one.dev === other.dev && one.ino === other.ino;

/** Undefined for whatever is not a file that can be looked at. */
export async function factsOf(path: string): Promise<{ size: number; fingerprint: Fingerprint } | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const { size, mtimeNs, dev, ino } = found;
  return {
    size: Number(size),
    fingerprint: { mtimeNs: String(mtimeNs), dev: String(dev), ino: String(ino) },
  };
}
