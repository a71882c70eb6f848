/** Which files have something to say beyond their name and size. What it is, is said by FileNotes.tsx, which comes with the first of them. */
import { SNAPSHOT_UP_TO } from '#core/contract/uploads.ts';
import type { AttachmentView } from '#core/message/draft.ts';

const WITH_NOTES = /^image\/(?:jpeg|png|webp|hei[cf]|avif)$/;
const SCALED = /^image\/(?:jpeg|png|webp)$/;

/** One whose hidden notes can be read and taken out. */
export const hasNotes = ({ mediaType, state }: AttachmentView): boolean =>
  state === 'ready' && WITH_NOTES.test(mediaType);

/** One that the page can read and write again. */
export const isScalable = ({ mediaType, state }: AttachmentView): boolean =>
  state === 'ready' && SCALED.test(mediaType);

/** It stays where it is, and its writer may want it otherwise. */
export const isLarge = ({ inPlace, size, state }: AttachmentView): boolean =>
  inPlace === true && state === 'ready' && size > SNAPSHOT_UP_TO;

export const isNotable = (file: AttachmentView): boolean =>
  file.state !== 'ready' || file.outdated === true || hasNotes(file) || isLarge(file);
