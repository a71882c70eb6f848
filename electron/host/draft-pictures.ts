/**
 * Pictures of drafts for the window in which they are written: of a draft's rich text those that belong to it, by their ids, and nothing else.
 * The page may show them in an image (security.ts), and has no other way to them. A page has the schemes that were there when it was loaded:
 * this one is received from the first moment, as calls are, and answered once there is who can.
 */
import { session } from 'electron';
import { DRAFT_PICTURE_SCHEME } from '#core/contract/draft-picture.ts';
import type { Drafts } from '../drafts/drafts.ts';

export type PictureStore = () => Promise<Pick<Drafts, 'picture'>>;

/** What is returned says where the pictures are. */
export function receivePictureRequests(): (drafts: PictureStore) => void {
  let tell: (drafts: PictureStore) => void = () => undefined;
  const told = new Promise<PictureStore>((resolve) => {
    tell = resolve;
  });
  session.defaultSession.protocol.handle(DRAFT_PICTURE_SCHEME, async (request) => {
    const drafts = await told;
    const { answerPicture } = await import('./draft-picture.ts');
    return answerPicture(request, drafts);
  });
  return tell;
}
