/** Drops a file and saves a text that do not fit; prints what happened and what is left. Run by small-disk.ts. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { AppFailure } from '#core/contract/errors.ts';
import { AccountId, IdentityId } from '#core/message/ids.ts';
import { openDrafts } from '#electron/drafts/open.ts';

const folder = process.argv[2] ?? '';
const attachments = path.join(folder, 'attachments');
const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);
const failure = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await work();
  } catch (error) {
    return error instanceof AppFailure ? error.error : String(error);
  }
};

const opened = await openDrafts({ path: path.join(folder, 'facteur.db'), attachments, entry, clock: Date });
const { drafts } = opened;
const from = {
  accountId: AccountId.parse('practice'),
  identityId: IdentityId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'),
};
const { id, content } = await drafts.create(from);
await drafts.save(id, 0, { ...content, subject: 'kept' });
const file = await drafts.beginFile(id, 'a.bin', '');
const chunk = await failure(async () => {
  for (let n = 0; n < 100; n++) await drafts.chunk(file, Buffer.alloc(64 * 1024));
});
const save = await failure(() => drafts.save(id, 1, { ...content, body: 'x'.repeat(2_000_000) }));
const files = readdirSync(path.join(attachments, id)).length;
const { subject } = (await drafts.open(id)).content;
await drafts.close();
console.log(JSON.stringify({ chunk, save, files, subject }));
