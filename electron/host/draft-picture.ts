/** One picture of a draft, as it is answered to the window in which it is written. Loaded with the first. */
import { createReadStream } from 'node:fs';
import { draftPictureNamed } from '#core/contract/draft-picture.ts';
import { AttachmentId, DraftId } from '#core/message/ids.ts';
import type { PictureStore } from './draft-pictures.ts';

export async function answerPicture(request: Request, drafts: PictureStore): Promise<Response> {
  const named = request.method === 'GET' ? draftPictureNamed(request.url) : null;
  if (named === null) return new Response(null, { status: 404 });
  try {
    const store = await drafts();
    const { path, mediaType, size } = await store.picture(
      DraftId.parse(named.draftId),
      AttachmentId.parse(named.id),
    );
    return new Response(asStream(path), { headers: headersOf(mediaType, size) });
  } catch {
    // Gone, of another draft, or no picture: to the page it is not there.
    return new Response(null, { status: 404 });
  }
}

const headersOf = (mediaType: string, size: number): Record<string, string> => ({
  'content-type': mediaType,
  'content-length': String(size),
  'content-security-policy': `sandbox; default-src 'none'`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
});

/** A file that is cut short or gone ends the answer, and the image is not shown. */
function asStream(path: string): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<unknown, undefined> = createReadStream(path)[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else if (value instanceof Uint8Array) controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}
