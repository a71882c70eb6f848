/** The number on the program's icon, where the desktop has one: messages that have not gone yet. */
import { app } from 'electron';
import type { OutboxSummary } from '#core/contract/outbox.ts';

export function showCount({ waiting, scheduled, sending, held, paused }: OutboxSummary): void {
  app.setBadgeCount(waiting + scheduled + sending + held + paused);
}
