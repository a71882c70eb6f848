/** How the outbox begins, with what its journal has and what was lost of it, and what of the keychain lets its mail go on. */
import type { Notice } from '#core/contract/app.ts';
import { SubmissionId } from '#core/message/ids.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { MessageFolder } from '../archive/message-files.ts';
import { fieldsOf, note } from '../host/log.ts';
import type { OpenedJournal } from '../outbox/journal/journal.ts';
import type { Outbox } from '../outbox/service.ts';
import { builtFor } from '../outbox/start.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** What a start needs; `isAgain`: an earlier one of this program failed half-way. */
interface Beginning {
  readonly opened: OpenedJournal;
  readonly isAgain: boolean;
  readonly files: MessageFolder;
  readonly raise: (notice: Notice) => void;
}

export async function startOutbox(
  outbox: Outbox,
  { opened: { journal, damage, events: found }, isAgain, files, raise }: Beginning,
): Promise<void> {
  // As it stands now: a start that failed half-way may have added to it.
  const events = isAgain ? await journal.readAll() : found;
  const touched = damage?.submissionIds.flatMap((id) => SubmissionId.safeParse(id).data ?? []) ?? [];
  const loss = damage === null ? null : { submissionIds: touched, lost: damage.lost };
  const { gone } = await outbox.start(events, loss);
  if (gone > 0) {
    note('error', 'store-damaged', { process: 'archive', count: gone });
    const code = 'message-files-gone';
    raise({ id: code, code, severity: 'error', params: {} });
  }
  if (damage === null) {
    const messages = events.flatMap((event) => builtFor(event) ?? []);
    // What is left lying about can wait; the mail in the outbox cannot.
    await files
      .sweepOrphans(new Set(messages))
      .catch((error: unknown) => note('warn', 'unexpected', { process: 'sweep', ...fieldsOf(error) }));
    return;
  }
  await journal.settleDamage();
  note('error', 'store-damaged', { process: 'journal-worker', count: touched.length });
  const params = { file: damage.keptAt ?? '' };
  raise({ id: 'journal-damaged', code: 'journal-damaged', severity: 'error', params });
}

/** What an unlocked keychain mends. */
const KEYCHAIN_TROUBLE: ReadonlySet<string | undefined> = new Set([
  'keychain-locked',
  'keychain-unavailable',
  'vault-key-missing',
]);

/** Mail that waited for a secret goes on where it can be read now. */
export async function releaseReadable(outbox: Outbox, accounts: Accounts, secrets: Secrets): Promise<void> {
  for (const id of outbox.heldAccounts()) {
    const account = accounts.account(id);
    const state = account === undefined ? 'none' : secrets.stateOf(account);
    const isReadable = state === 'keychain' || state === 'memory';
    if (isReadable && KEYCHAIN_TROUBLE.has(outbox.heldFor(id)?.code)) await outbox.releaseAccount(id);
  }
}
