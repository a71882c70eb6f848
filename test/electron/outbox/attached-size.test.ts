// The size that is told before sending, with messages attached: one goes as it is, another in base64, and the estimate knows which.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { AttachmentId } from '#core/message/ids.ts';
import { messageOptions, newMessageId } from '#core/message/message-options.ts';
import { estimateSize } from '#core/message/size.ts';
import { chosenFile, viewOf } from '#electron/drafts/attached-file.ts';
import { messageBytes } from '#electron/outbox/making/build-message.ts';
import { content, identity } from '../../core/message/drafts.ts';
import { temporaryFolder } from '../database/folder.ts';

it.each([
  ['that is clean', 'Hello again.\r\n'],
  ['in 8-bit', 'À bientôt.\r\n'],
])('is within 2 in 100 of the message: one attached %s', async (_, line) => {
  const file = path.join(temporaryFolder(), 'letter.eml');
  writeFileSync(file, `From: c@example.org\r\nSubject: inner\r\n\r\n${line.repeat(2000)}`);
  const view = await viewOf(await chosenFile(AttachmentId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'), file), file);
  const messageId = newMessageId('01KAQ5Z9G0000000000000000A', 0, 'example.org');
  const options = messageOptions(content(), identity(), { messageId, date: new Date(0) });
  let actual = 0;
  for await (const chunk of messageBytes(options, [{ ...view, path: file }])) actual += chunk.length;
  const estimated = estimateSize(content(), identity(), [view]);
  expect(Math.abs(estimated - actual) / actual).toBeLessThanOrEqual(0.02);
});
