/**
 * Every call the page can make, once: what it takes, what it answers. Preload's object, main's handlers and the page's client
 * are typed from this map; a channel without a handler does not compile.
 */
import type { z } from 'zod';
import { accountsChannels } from './channels/accounts.ts';
import { appChannels } from './channels/app.ts';
import { attachmentsChannels } from './channels/attachments.ts';
import { contactsChannels } from './channels/contacts.ts';
import { draftsChannels } from './channels/drafts.ts';
import { outboxChannels } from './channels/outbox.ts';
import { outputChannels } from './channels/output.ts';
import { readingChannels } from './channels/reading.ts';

export const channels = {
  ...appChannels,
  ...accountsChannels,
  ...draftsChannels,
  ...attachmentsChannels,
  ...contactsChannels,
  ...outboxChannels,
  ...readingChannels,
  ...outputChannels,
};

export type Channel = keyof typeof channels;
export type Request<C extends Channel> = z.infer<(typeof channels)[C]['request']>;
export type Reply<C extends Channel> = z.infer<(typeof channels)[C]['reply']>;
