/** A sent index with so many messages that were never sent: `node fill-index.ts <file> <count>`. */
import { ulid } from 'ulid';
import type { SentRow } from '#core/contract/sent.ts';
import { AccountId, StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { prepareIndex, putRows, setComplete } from '#electron/archive/index-tables.ts';
import { openDatabase } from '#electron/database/database.ts';

const [file = '', count = '0'] = process.argv.slice(2);
const database = openDatabase(file, { journalMode: 'wal', synchronous: 'off' });
prepareIndex(database);
database.transaction(() => {
  for (let n = 0; n < Number(count); n += 1) {
    const messageId = StoredMessageId.parse(ulid());
    const row: SentRow = {
      submissionId: SubmissionId.parse(ulid()),
      messageId,
      at: Date.now() - n * 600_000,
      accountId: AccountId.parse('practice'),
      accountName: 'Studio',
      hue: 1,
      practice: false,
      subject: `A subject of the usual length, number ${String(n)}`,
      to: ['Jonas Weber', 'dana@okafor-studio.example'],
      recipients: 2,
      accepted: 2,
      hasAttachment: n % 3 === 0,
      status: 'sent',
      mailing: null,
    };
    putRows(database, messageId, { name: `<${messageId}@studio.example>`, rows: [row] });
  }
});
setComplete(database);
database.close();
