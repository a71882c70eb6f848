/** What a window has opened, and what a start of the program hands over to it: files that wait until its page asks for them. */
import type { OpenedFile } from '#core/contract/opened.ts';
import { OpenedFiles } from './files.ts';

/** Waiting for one window. */
const MOST = 100;

export class Opened {
  readonly files = new OpenedFiles();
  readonly #tell: (windowId: number) => void;
  readonly #ready = new Set<number>();
  readonly #waiting = new Map<number, readonly string[]>();

  /** `tell`: something waits for this window */
  constructor(tell: (windowId: number) => void) {
    this.#tell = tell;
  }

  /** Absolute paths that the user named outside of the window: on the command line, in a file manager. */
  hand(windowId: number, paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#waiting.set(windowId, [...(this.#waiting.get(windowId) ?? []), ...paths].slice(0, MOST));
    if (this.#ready.has(windowId)) this.#tell(windowId);
  }

  /** Its page is there and hears what it is told. */
  ready(windowId: number): void {
    this.#ready.add(windowId);
    if (this.#waiting.has(windowId)) this.#tell(windowId);
  }

  async take(windowId: number): Promise<OpenedFile[]> {
    const paths = this.#waiting.get(windowId) ?? [];
    this.#waiting.delete(windowId);
    return this.files.add(paths, windowId);
  }

  /** The window is closed. */
  forgetWindow(windowId: number): void {
    this.#ready.delete(windowId);
    this.#waiting.delete(windowId);
    this.files.forgetWindow(windowId);
  }
}
