/** What the program lends its services: a place for their data, the window's ears, and the ways out of this machine. */
import type { Notice } from '#core/contract/app.ts';
import type { EventName, EventPayload } from '#core/contract/events.ts';
import type { HeldAccount, OutboxItem, OutboxSummary } from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import type { MailingSums } from '#core/mailing/states.ts';
import type { SystemProxy } from '../accounts/access.ts';
import type { PracticeWords } from '../accounts/account-file.ts';
import type { Internet } from '../discovery/internet.ts';
import type { PageKind, PageWords } from '../oauth/page.ts';
import type { Network } from '../outbox/ports.ts';

export interface ServicesOptions {
  /** absolute path of the folder that holds this profile's data */
  readonly profile: string;
  /** absolute path of the folder that holds the built entries of workers and helper processes */
  readonly entries: string;
  /** databases are not opened before the first window is painted */
  readonly whenPainted: Promise<void>;
  /** what the practice account is called until its user says otherwise */
  readonly practiceWords: () => PracticeWords;
  readonly raise: (notice: Notice) => void;
  readonly withdraw: (id: Notice['id']) => void;
  readonly tell: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  readonly settingsChanged: (settings: Settings) => void;
  /** an attempt ended */
  readonly settled: (item: OutboxItem, ofMailing: () => MailingSums | null) => void;
  readonly accountHeld: (held: HeldAccount) => void;
  readonly outboxChanged: (summary: OutboxSummary) => void;
  readonly network: Network;
  readonly internet: Internet;
  readonly systemProxy: SystemProxy;
  /** `https:` only; false: it could not be opened */
  readonly openBrowser: (url: string) => Promise<boolean>;
  /** what the browser shows when it comes back from a sign-in */
  readonly signInWords: (kind: PageKind) => PageWords;
}
