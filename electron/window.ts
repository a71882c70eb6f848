/**
 * The program's windows: opened here alone, several at a time, where and as large as they were last. What they may do is decided in
 * security.ts.
 */
import path from 'node:path';
import { BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import type { DraftId } from '#core/message/ids.ts';
import { PAGE_ORIGIN } from './page-address.ts';
import type { Remembered } from './host/remembered.ts';

const MIN_WIDTH = 640;
const MIN_HEIGHT = 480;
/** `--fa-paper`, so that the window does not flash before its page is painted. */
const PAPER = { light: '#FAF7F0', dark: '#12161F' };
/** px that a further window lies below and right of the one before it */
const STEP = 32;
/** ms within which a second crash is taken for the page's own fault */
const CRASHED_AGAIN = 10_000;

export class Windows {
  readonly #remembered: Remembered;
  readonly #icon: string;
  /** the one the user was in last at the end */
  #all: readonly BrowserWindow[] = [];

  constructor(remembered: Remembered, icon: string) {
    this.#remembered = remembered;
    this.#icon = icon;
  }

  /** Opens a window; its page is loaded by `load`, once main is ready to be called. */
  open(): BrowserWindow {
    const { maximized, ...bounds } = this.#placeForNext();
    const window = new BrowserWindow({
      ...bounds,
      minWidth: MIN_WIDTH,
      minHeight: MIN_HEIGHT,
      title: 'Facteur',
      icon: this.#icon,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
      webPreferences: {
        preload: path.join(__dirname, 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        // Chromium's spell checker would fetch its dictionaries from outside.
        spellcheck: false,
        navigateOnDragDrop: false,
      },
    });
    if (maximized) window.maximize();
    window.once('ready-to-show', () => {
      window.show();
      announce();
    });
    this.#follow(window);
    this.#surviveCrash(window);
    window.on('page-title-updated', (event) => {
      event.preventDefault();
    });
    window.on('close', () => {
      this.#remembered.change({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
    });
    return window;
  }

  #follow(window: BrowserWindow): void {
    const others = (): BrowserWindow[] => this.#all.filter((other) => other !== window);
    this.#all = [...this.#all, window];
    window.on('focus', () => (this.#all = [...others(), window]));
    window.on('closed', () => (this.#all = others()));
  }

  /** A page that crashed is loaded again: what was written is saved. One that crashes at once again stays as it is. */
  #surviveCrash(window: BrowserWindow): void {
    let last = Number.NEGATIVE_INFINITY;
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      void import('./host/log.ts').then(({ note }) =>
        note('error', 'process-gone', { process: 'page', code: reason }),
      );
      if (reason === 'clean-exit' || performance.now() - last < CRASHED_AGAIN) return;
      last = performance.now();
      window.webContents.reload();
    });
  }

  /** Loads the page, at a draft if one is given. */
  async load(window: BrowserWindow, draftId: DraftId | null): Promise<void> {
    await window.loadURL(`${PAGE_ORIGIN}/index.html${draftId === null ? '' : `#draft=${draftId}`}`);
  }

  /** The window the user works in, or worked in last. */
  current(): BrowserWindow | undefined {
    return this.#all.at(-1);
  }

  /** Brings a window to the front; a second start of the program does so. */
  raise(): void {
    const window = this.current();
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #placeForNext(): Rectangle & { readonly maximized: boolean } {
    const { window: last } = this.#remembered.value;
    const before = this.#all.at(-1);
    const place =
      before === undefined
        ? last
        : {
            ...last,
            ...shifted(before.getNormalBounds()),
            maximized: false,
          };
    const { workArea } = screen.getDisplayMatching(place);
    return { ...within(place, workArea), maximized: place.maximized };
  }
}

function shifted(bounds: Rectangle): Rectangle {
  return { ...bounds, x: bounds.x + STEP, y: bounds.y + STEP };
}

/** A window that was on a screen which is gone, or is larger than this one, comes back into view. */
function within(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(MIN_WIDTH, Math.min(bounds.width, area.width));
  const height = Math.max(MIN_HEIGHT, Math.min(bounds.height, area.height));
  const clamp = (at: number, from: number, room: number): number =>
    Math.max(from, Math.min(at, from + Math.max(0, room)));
  return {
    x: clamp(bounds.x, area.x, area.width - width),
    y: clamp(bounds.y, area.y, area.height - height),
    width,
    height,
  };
}

let announced = false;
/** Tells a test that started the program that there is something to see. */
function announce(): void {
  if (announced || process.env['FACTEUR_ANNOUNCE'] !== '1') return;
  announced = true;
  process.stdout.write('facteur: window shown\n');
}
