/** Every feature's handlers behind the border, with what is noted of those who do not belong. Loaded once the first window is opening. */
import { fieldsOf, note } from '../host/log.ts';
import type { Program } from '../program.ts';
import { accountHandlers } from './accounts.ts';
import { appHandlers } from './app.ts';
import { attachmentHandlers } from './attachments.ts';
import { authenticationHandlers } from './authentication.ts';
import { receiveCalls, type CallReceiver, type Handlers } from './border.ts';
import { discoveryHandlers } from './discovery.ts';
import { contactHandlers } from './contacts.ts';
import { certificateHandlers } from './certificates.ts';
import { transferHandlers } from './transfer.ts';
import { draftHandlers } from './drafts.ts';
import { lensHandlers } from './lens.ts';
import { mailViewHandlers } from './mail-view.ts';
import { oauthHandlers } from './oauth.ts';
import { openedHandlers } from './opened.ts';
import { outboxHandlers } from './outbox.ts';
import { previewHandlers } from './preview.ts';
import { printingHandlers } from './printing.ts';
import { savingHandlers } from './saving.ts';
import { secretHandlers } from './secrets.ts';
import { sentHandlers } from './sent.ts';
import { settingsHandlers } from './settings.ts';
import { spellingHandlers } from './spelling.ts';
import { templateHandlers } from './templates.ts';

/** What is returned resolves when every call so far is answered. */
export function answerCalls(receiver: CallReceiver, program: Program): () => Promise<void> {
  const handlers: Handlers = {
    ...appHandlers(program),
    ...settingsHandlers(program),
    ...accountHandlers(program),
    ...discoveryHandlers(program),
    ...secretHandlers(program),
    ...certificateHandlers(program),
    ...oauthHandlers(program),
    ...transferHandlers(program),
    ...draftHandlers(program),
    ...contactHandlers(program),
    ...attachmentHandlers(program),
    ...templateHandlers(program),
    ...spellingHandlers(program),
    ...outboxHandlers(program),
    ...previewHandlers(program),
    ...sentHandlers(program),
    ...savingHandlers(program),
    ...printingHandlers(program),
    ...lensHandlers(program),
    ...authenticationHandlers(program),
    ...openedHandlers(program),
    ...mailViewHandlers(),
  };
  return receiveCalls(receiver, handlers, {
    stranger: (channel) => note('error', 'stranger-refused', { channel }),
    badRequest: (channel) => note('error', 'bad-request', { channel }),
    unexpected: (channel, error) => note('error', 'unexpected', { channel, ...fieldsOf(error) }),
  });
}
