/**
 * Messages rendered in a window: each a view of its own above the page, in the mail session, without preload, that goes nowhere. The page
 * says where it stands and hears which link was pointed at or clicked; what is behind a link it knows itself, here links are numbers.
 */
import { randomBytes } from 'node:crypto';
import { WebContentsView, type WebContents } from 'electron';
import { AppFailure } from '#core/contract/errors.ts';
import {
  MailViewId,
  type MailBody,
  type MailViewNews,
  type MailViewPlace,
} from '#core/contract/mail-view.ts';
import { tell } from '../ipc/events.ts';
import { toThePage } from './mail-keys.ts';
import { mailAddress, type MailSession } from './mail-session.ts';

/** Of one window; the page shows one at a time. */
const MOST = 3;
/** Mail programs show mail on white, whatever the theme. */
const PAPER = '#ffffff';

interface Shown {
  readonly id: MailViewId;
  readonly window: Electron.BrowserWindow;
  readonly view: WebContentsView;
  /** it has a place, and is not hidden */
  isSeen: boolean;
}

export class MailViews {
  readonly #session: MailSession;
  #shown: readonly Shown[] = [];
  readonly #followed = new WeakSet<Electron.BrowserWindow>();

  constructor(session: MailSession) {
    this.#session = session;
  }

  async show(window: Electron.BrowserWindow, body: MailBody): Promise<MailViewId> {
    this.#follow(window);
    const mine = this.#shown.filter((one) => one.window === window);
    for (const old of mine.slice(0, Math.max(0, mine.length - MOST + 1))) this.#end(old);
    const id = MailViewId.parse(randomBytes(16).toString('hex'));
    const view = new WebContentsView({ webPreferences: this.#session.preferences });
    const shown: Shown = { id, window, view, isSeen: false };
    this.#shown = [...this.#shown, shown];
    this.#session.add(id, body);
    this.#session.bind(id, view.webContents.id);
    view.setBackgroundColor(PAPER);
    view.setVisible(false);
    this.#listen(shown);
    window.contentView.addChildView(view);
    // A view that was ended meanwhile has nothing to load.
    await view.webContents.loadURL(mailAddress(id)).catch(() => undefined);
    return id;
  }

  place(window: Electron.BrowserWindow, id: MailViewId, place: MailViewPlace): void {
    const shown = this.#find(window, id);
    const { view } = shown;
    const zoom = window.webContents.getZoomFactor();
    const [width = 0, height = 0] = window.getContentSize();
    const left = clamp(place.x * zoom, width);
    const top = clamp(place.y * zoom, height);
    view.setBounds({
      x: left,
      y: top,
      width: clamp((place.x + place.width) * zoom, width) - left,
      height: clamp((place.y + place.height) * zoom, height) - top,
    });
    view.webContents.setZoomFactor(zoom);
    view.setVisible(true);
    shown.isSeen = true;
  }

  /** A data address of what it showed; null where it showed nothing. */
  async hide(window: Electron.BrowserWindow, id: MailViewId): Promise<string | null> {
    const shown = this.#find(window, id);
    const { view } = shown;
    if (!shown.isSeen) return null;
    shown.isSeen = false;
    const picture = await view.webContents.capturePage().catch(() => null);
    if (this.#shown.some((one) => one.id === id)) view.setVisible(false);
    return picture === null || picture.isEmpty() ? null : picture.toDataURL();
  }

  focus(window: Electron.BrowserWindow, id: MailViewId): void {
    this.#find(window, id).view.webContents.focus();
  }

  close(window: Electron.BrowserWindow, id: MailViewId): void {
    const found = this.#shown.find((one) => one.id === id && one.window === window);
    if (found !== undefined) this.#end(found);
  }

  #find(window: Electron.BrowserWindow, id: MailViewId): Shown {
    const found = this.#shown.find((one) => one.id === id && one.window === window);
    if (found === undefined) throw new AppFailure({ code: 'not-found' });
    return found;
  }

  #end({ id, window, view }: Shown): void {
    this.#shown = this.#shown.filter((one) => one.id !== id);
    this.#session.remove(id);
    if (!window.isDestroyed()) window.contentView.removeChildView(view);
    if (!view.webContents.isDestroyed()) view.webContents.close();
  }

  #listen(shown: Shown): void {
    const { id, window, view } = shown;
    const contents = view.webContents;
    const news = (payload: MailViewNews) => tell(window, 'mailView.news', payload);
    const followed = (url: string) => {
      const link = linkOf(id, url);
      if (link !== null) news({ what: 'followed', id, link });
    };
    contents.on('update-target-url', (_event, url) => news({ what: 'pointed', id, link: linkOf(id, url) }));
    contents.on('will-frame-navigate', (event) => {
      event.preventDefault();
      if (event.isMainFrame) followed(event.url);
    });
    contents.setWindowOpenHandler(({ url }) => {
      followed(url);
      return { action: 'deny' };
    });
    const gone = () => {
      news({ what: 'gone', id });
      this.#end(shown);
    };
    contents.on('render-process-gone', gone);
    // Its process serves the next mail too, which would wait for this one for ever.
    contents.on('unresponsive', () => contents.forcefullyCrashRenderer());
    toThePage(contents, window);
  }

  /** Its page has loaded anew, or its window is closed: nobody knows of its views any more. */
  #follow(window: Electron.BrowserWindow): void {
    if (this.#followed.has(window)) return;
    this.#followed.add(window);
    const endAll = () => {
      for (const one of this.#shown) if (one.window === window) this.#end(one);
    };
    const page: WebContents = window.webContents;
    page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) endAll();
    });
    page.on('render-process-gone', endAll);
    window.on('closed', endAll);
  }
}

const clamp = (at: number, most: number): number => Math.min(Math.max(Math.round(at), 0), most);

/** The place of a link, by the address that the page gave it; null: the address is none of those. */
function linkOf(id: MailViewId, url: string): number | null {
  const address = `${mailAddress(id)}link/`;
  const place = url.startsWith(address) ? url.slice(address.length) : '';
  return /^\d{1,6}$/.test(place) ? Number(place) : null;
}
