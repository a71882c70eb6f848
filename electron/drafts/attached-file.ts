/** What is kept of an attached file: a name to show, never a path; a media type; and what tells whether it is still the same file. */
import { stat } from 'node:fs/promises';
import { detectMimeType } from 'nodemailer/lib/mime-funcs';
import { z } from 'zod';
import { AppFailure } from '#core/contract/errors.ts';
import type { AttachmentView } from '#core/message/draft.ts';
import { AttachmentId } from '#core/message/ids.ts';

/** Texts, since they may not fit a number. */
const Fingerprint = z.strictObject({ mtimeNs: z.string(), dev: z.string(), ino: z.string() });

export const StoredAttachment = z.strictObject({
  id: AttachmentId,
  name: z.string(),
  mediaType: z.string(),
  /** bytes */
  size: z.int().nonnegative(),
  file: z.discriminatedUnion('kind', [
    /** chosen in a dialog: stays where it is, and must stay as it was */
    z.strictObject({ kind: z.literal('chosen'), path: z.string(), fingerprint: Fingerprint }),
    /** dropped or pasted: a copy of ours */
    z.strictObject({ kind: z.literal('copy') }),
  ]),
});
export type StoredAttachment = z.infer<typeof StoredAttachment>;

export type FileState = AttachmentView['state'];

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

const UNKNOWN = 'application/octet-stream';

/** By the name; `said` only where the name does not tell. */
export function mediaTypeOf(name: string, said = ''): string {
  const byName = name.includes('.') ? detectMimeType(name) : UNKNOWN;
  if (byName !== UNKNOWN) return byName;
  return /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,100}$/.test(said.toLowerCase()) ? said.toLowerCase() : UNKNOWN;
}

/** Ends with AppFailure `not-found` when it is no file that can be read. */
export async function chosenFile(id: AttachmentId, path: string): Promise<StoredAttachment> {
  const facts = await factsOf(path);
  if (facts === undefined) throw new AppFailure({ code: 'not-found' });
  const name = displayName(path);
  const { size, fingerprint } = facts;
  return { id, name, mediaType: mediaTypeOf(name), size, file: { kind: 'chosen', path, fingerprint } };
}

/** `path`: where the file lies now. */
export async function stateOf({ size, file }: StoredAttachment, path: string): Promise<FileState> {
  const facts = await factsOf(path);
  if (facts === undefined) return 'missing';
  if (facts.size !== size) return 'changed';
  if (file.kind === 'copy') return 'ready';
  const { mtimeNs, dev, ino } = facts.fingerprint;
  const then = file.fingerprint;
  return mtimeNs === then.mtimeNs && dev === then.dev && ino === then.ino ? 'ready' : 'changed';
}

/** Undefined for whatever is not a file that can be looked at. */
async function factsOf(
  path: string,
): Promise<{ size: number; fingerprint: z.infer<typeof Fingerprint> } | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const { size, mtimeNs, dev, ino } = found;
  return {
    size: Number(size),
    fingerprint: { mtimeNs: String(mtimeNs), dev: String(dev), ino: String(ino) },
  };
}
