/** Another process that saves one draft over and over, says each revision that was answered, and never ends by itself. */
import { AccountId, IdentityId } from '#core/message/ids.ts';
import { openDrafts } from '#electron/drafts/open.ts';

const [path = '', attachments = ''] = process.argv.slice(2);
const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);
const { drafts } = await openDrafts({ path, attachments, entry, clock: Date });
const from = {
  accountId: AccountId.parse('practice'),
  identityId: IdentityId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'),
};
const { id, content } = await drafts.create(from);
console.log(id);
for (let revision = 0; ; revision++) {
  await drafts.save(id, revision, { ...content, body: `revision ${String(revision + 1)}\n` });
  console.log(revision + 1);
}
