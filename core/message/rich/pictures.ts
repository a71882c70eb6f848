/** Which files of a draft go with its message, and by what name its text calls those that stand in it (RFC 2392). */
import type { AttachmentView, DraftContent } from '../draft.ts';

/** A picture that the text no longer has is left out; in plain text none stands. Other files always go. */
export const goesAlong = (
  { id, inline }: Pick<AttachmentView, 'id' | 'inline'>,
  { html }: Pick<DraftContent, 'html'>,
): boolean => inline === undefined || html?.includes(`src="cid:${id}"`) === true;

/**
 * With a Content-ID for each picture, without angle brackets: as unique as the Message-ID that it is made of (RFC 2045 §7), in the sender's own
 * domain, and silent about when the picture was put in. Pictures are counted whether they go or not.
 */
export function namedPictures<File extends Pick<AttachmentView, 'inline'>>(
  files: readonly File[],
  messageId: string,
): (File & { readonly contentId?: string })[] {
  let nth = 0;
  const behind = messageId.replaceAll(/^<|>$/g, '');
  return files.map((file) => {
    if (file.inline === undefined) return file;
    nth += 1;
    return { ...file, contentId: `${String(nth)}.${behind}` };
  });
}
