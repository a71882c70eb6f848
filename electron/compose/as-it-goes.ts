/**
 * A draft as it goes out: its rich text cleaned and made a document, its plain text made of that, and of its files those that belong to it.
 * A plain draft is what it is. What reads rich text is loaded with the first.
 */
import type { DraftContent } from '#core/message/draft.ts';
import type { MessageBuilt } from '#core/message/record.ts';
import { goesAlong, namedPictures } from '#core/message/rich/pictures.ts';
import type { AttachmentSource } from '../outbox/ports.ts';

export interface Letter {
  readonly content: DraftContent;
  readonly sources: readonly AttachmentSource[];
  /** the document of a rich one; lines end with LF */
  readonly html?: string;
}

/** `messageId` with its angle brackets: pictures are named after it. */
export async function asItGoes(
  content: DraftContent,
  sources: readonly AttachmentSource[],
  messageId: string,
): Promise<Letter> {
  const named = namedPictures(sources, messageId);
  if (content.html === undefined)
    return { content, sources: named.filter((source) => goesAlong(source, content)) };
  const { richLetter } = await import('./rich-letter.ts');
  return richLetter({ ...content, html: content.html }, named);
}

/** For the message's record. */
export const recordedFiles = (
  content: DraftContent,
  sources: readonly AttachmentSource[],
  messageId: string,
): MessageBuilt['attachments'] =>
  namedPictures(sources, messageId)
    .filter((source) => goesAlong(source, content))
    .map(({ id, name, size, mediaType, contentId }) => ({
      name,
      size,
      mediaType,
      ...(contentId === undefined ? {} : { picture: { id, contentId } }),
    }));
