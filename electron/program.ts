/**
 * The running program behind its windows: it owns the services and the notices, speaks the user's language, and ends everything in
 * order. What a call does is in ipc/, how a service is put together in services.ts.
 */
import { app, nativeTheme, net, webContents } from 'electron';
import type { AppFacts, CommandId } from '#core/contract/app.ts';
import type { HandedDraft } from '#core/contract/events.ts';
import type { HeldAccount, OutboxItem } from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import type { Language } from '#core/i18n/languages.ts';
import type { DraftId } from '#core/message/ids.ts';
import { factsOf } from './host/facts.ts';
import { fieldsOf, note } from './host/log.ts';
import { internet } from './host/internet.ts';
import { Notices } from './host/notices.ts';
import { showCount } from './host/badge.ts';
import { askWhetherToWait, openSignIn, windowOf } from './host/dialogs.ts';
import { newsOf, newsOfHeld } from './host/news.ts';
import { notify } from './host/notifications.ts';
import type { Remembered } from './host/remembered.ts';
import { systemProxy } from './host/system-proxy.ts';
import { UntilReady } from './host/until-ready.ts';
import { wordsIn, type Words } from './host/words.ts';
import { broadcast, tell } from './ipc/events.ts';
import { setMenu } from './menu.ts';
import type { AskedToWrite } from './compose/asked.ts';
import { Opened } from './opened/opened.ts';
import { Quitting } from './quitting.ts';
import { Services } from './services.ts';
import type { Windows } from './window.ts';

/** ms that calls under way, and then the services, have to come to an end when the program quits */
const PATIENCE = { calls: 1_000, services: 10_000 };

export class Program {
  readonly notices = new Notices((notices) => broadcast('app.notices', notices));
  readonly services: Services;
  readonly demo: boolean;
  readonly internet = internet();
  readonly quitting = new Quitting({
    pendingMail: () => this.services.pendingMail(),
    mailGone: () => this.services.mailGone(),
    ask: (count, over) => askWhetherToWait(this.words(), count, over),
    quit: () => app.quit(),
  });
  readonly opened = new Opened((windowId) => {
    const window = windowOf(windowId);
    if (window !== undefined) tell(window, 'opened.handed', null);
  });
  readonly #handed = new UntilReady<HandedDraft>((windowId, draft) => {
    const window = windowOf(windowId);
    if (window !== undefined) tell(window, 'drafts.handed', draft);
  });
  readonly #windows: Windows;
  readonly #remembered: Remembered;
  /** as the menu shows it */
  #isPaused: boolean;
  readonly #waiting: ((item: OutboxItem) => void)[] = [];
  readonly #forgetting: ((windowId: number) => void)[] = [];
  #painted = (): void => undefined;
  /** The first window is painted: what can wait may begin. */
  readonly whenPainted = new Promise<void>((resolve) => {
    this.#painted = resolve;
  });

  constructor(windows: Windows, remembered: Remembered, demo: boolean) {
    this.#windows = windows;
    this.#remembered = remembered;
    this.demo = demo;
    this.services = new Services({
      profile: app.getPath('userData'),
      entries: __dirname,
      whenPainted: this.whenPainted,
      practiceWords: () => {
        const t = this.words();
        return { name: t('app.practiceAccount.name'), identityName: t('app.practiceAccount.identityName') };
      },
      raise: (notice) => this.notices.raise(notice),
      withdraw: (id) => this.notices.dismiss(id),
      tell: broadcast,
      settingsChanged: (settings) => {
        this.#apply(settings);
        broadcast('settings.changed', settings);
      },
      network: { online: () => net.isOnline() },
      internet: this.internet,
      systemProxy,
      openBrowser: openSignIn,
      signInWords: (kind) => {
        const t = this.words();
        return {
          language: this.language(),
          title: t(`oauth.page.${kind}.title`),
          text: t(`oauth.page.${kind}.text`),
        };
      },
      outboxChanged: (summary) => showCount(summary, (count) => this.words()('app.items', { count })),
      accountHeld: (held) => void this.#tellHeld(held),
      settled: (item, ofMailing) => {
        const news = newsOf(item, this.services.settings.get(), this.words(), Date.now(), ofMailing);
        notify(news, (place) => this.run(place));
        for (const tellOnce of this.#waiting.splice(0)) tellOnce(item);
      },
    });
    const settings = this.services.settings.get();
    this.#isPaused = settings.outboxPaused;
    this.#apply(settings);
  }

  /** It says why, in words that only the window has otherwise. */
  async #tellHeld(held: HeldAccount): Promise<void> {
    const { pageWordsIn } = await import('./host/page-words.ts');
    const news = newsOfHeld(held, this.services.settings.get(), pageWordsIn(this.language()));
    notify(news, (place) => this.run(place));
  }

  /** What a crash left in the outbox is taken up now, whether or not a page asks. */
  painted(): void {
    this.#painted();
    this.services
      .outbox()
      .catch((error: unknown) => note('error', 'unexpected', { process: 'outbox', ...fieldsOf(error) }));
  }

  /** What is kept for a window goes with it. */
  onWindowClosed(forget: (windowId: number) => void): void {
    this.#forgetting.push(forget);
  }

  /** A window's page takes calls and hears events. */
  windowReady(windowId: number): void {
    webContents.fromId(windowId)?.once('destroyed', () => {
      this.opened.forgetWindow(windowId);
      this.#handed.forget(windowId);
      for (const forget of this.#forgetting) forget(windowId);
    });
    this.opened.ready(windowId);
    this.#handed.ready(windowId);
  }

  /** Files that the user named outside of the program's windows: shown in the one in front, or in a new one. */
  async openFiles(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    if (this.#windows.current() === undefined) await this.openWindow(null);
    const window = this.#windows.current();
    if (window !== undefined) this.opened.hand(window.webContents.id, paths);
  }

  /** What was asked to be written outside of the program's windows: a draft each, in the one in front or in a new one. */
  async write(letters: readonly AskedToWrite[]): Promise<void> {
    if (letters.length === 0) return;
    const { draftOf } = await import('./compose/write.ts');
    if (this.#windows.current() === undefined) await this.openWindow(null);
    for (const letter of letters) {
      const draft = await draftOf(letter, await this.services.accounts(), await this.services.drafts());
      const window = this.#windows.current();
      if (window !== undefined) this.#handed.hand(window.webContents.id, draft);
    }
  }

  /** The next submission whose attempt ends. */
  nextSettled(): Promise<OutboxItem> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  facts(): AppFacts {
    return factsOf(this.#remembered, this.demo);
  }

  language(): Language {
    return this.facts().language;
  }

  words(): Words {
    return wordsIn(this.language());
  }

  /** Something was written here: this is no longer the first run, and Sent shows what is sent. */
  used(): void {
    if (this.#remembered.value.used) return;
    this.#remembered.change({ used: true });
    broadcast('app.facts', this.facts());
  }

  /** Menu, theme and every window follow at once. */
  #apply({ theme, language, listWidth, slipOpen, outboxPaused }: Settings): void {
    const before = this.language();
    const wasPaused = this.#isPaused;
    this.#isPaused = outboxPaused;
    this.#remembered.change({ look: { theme, language, listWidth, slipOpen } });
    nativeTheme.themeSource = theme;
    const isSame = this.language() === before;
    if (!isSame || wasPaused !== outboxPaused) this.showMenu();
    if (!isSame) broadcast('app.facts', this.facts());
  }

  showMenu(): void {
    setMenu(
      this.words(),
      { allPaused: this.#isPaused },
      { run: (command) => this.run(command), newWindow: () => void this.openWindow(null) },
    );
  }

  /** Sends a command to the window in front; with none open, opens one. */
  run(command: CommandId): void {
    const window = this.#windows.current();
    if (window === undefined) void this.openWindow(null);
    else {
      this.#windows.raise();
      tell(window, 'app.command', { command });
    }
  }

  async openWindow(draftId: DraftId | null): Promise<void> {
    await this.#windows.load(this.#windows.open(), draftId);
  }

  /** Answers what pages asked last, then ends the services; gives up on either after a while, so that quitting always ends. */
  async close(callsAnswered: () => Promise<void>): Promise<void> {
    // A window that was closed at once paints no more; what waits for that goes on, and ends.
    this.#painted();
    await within(PATIENCE.calls, callsAnswered());
    await within(PATIENCE.services, this.services.close());
    note('info', 'closed');
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      note('warn', 'close-timed-out', { ms });
      resolve();
    }, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
