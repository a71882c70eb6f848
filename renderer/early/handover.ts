/** What the early window (early.ts) leaves to the page: whether somebody wants to write already, and what was typed. */

/** What was typed before the composer was there, and where the caret was. */
export interface TypedEarly {
  readonly text: string;
  readonly selection: readonly [number, number];
}

export interface EarlyWindow {
  /** A new message was asked for, and the composer has not come yet. */
  readonly isComposing: boolean;
  /** The page is there, and takes the keys. */
  end(): void;
  /** The composer is there: what was typed is handed to it, once. Nothing happens where nobody asked for it early. */
  take(receive: (typed: TypedEarly) => void): void;
}

declare global {
  /** Put there by the script in index.html; undefined where there is no such window, as in a test of a component. */
  var earlyWindow: EarlyWindow | undefined;
}
