/**
 * What main writes into the page as it serves it, so that the first paint waits for no call. Types only: nothing here is loaded for it.
 * Settings are the truth and follow by `settings.get`; these are those that would otherwise be seen to change.
 */
import type { AppFacts } from './app.ts';
import type { Settings } from './settings.ts';

export interface PageStart {
  readonly facts: AppFacts;
  readonly look: Pick<Settings, 'theme' | 'language' | 'listWidth' | 'slipOpen'>;
}
