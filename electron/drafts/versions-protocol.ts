/** The calls between drafts.ts and its worker that are about versions. */
import { z } from 'zod';
import { DraftContent } from '#core/message/draft.ts';
import { DraftId } from '#core/message/ids.ts';
import { DraftVersion } from '#core/message/versions/version.ts';

export const versionsProtocol = {
  /** newest first */
  versions: { request: DraftId, reply: z.array(DraftVersion) },
  version: {
    request: z.strictObject({ id: DraftId, number: z.int() }),
    reply: DraftContent.nullable(),
  },
  /** What stands in the draft becomes a version, whose number is answered, unless the newest version is the same already. */
  takeVersion: {
    request: z.strictObject({ id: DraftId, revision: z.int(), number: z.int(), at: z.number() }),
    reply: z.union([z.enum(['conflict', 'not-found']), z.strictObject({ kept: z.int() })]),
  },
};
