/** A message's place on one of its account's connections, and what it brings to get one. Who has which is lane.ts's. */
import type { PaceSignal } from '#core/outbox/pace.ts';
import type { AttemptLog } from './attempt-log.ts';
import type { Connection } from './connection.ts';

/** Holds a place until `end`. */
export interface Place {
  /** The connection; asked again after one that ended before it was used. Rejects with SessionFailure. */
  readonly connection: () => Promise<Connection>;
  /** how many messages the connection had before this one: what it says then is not about this one alone */
  before(): number;
  /** The connection is there, and another message goes first. */
  isBehind(): boolean;
  /** What its message has shown of the server: an acceptance of what was under way already when the server asked for less shows nothing. */
  tell(signal: PaceSignal): void;
  /** Answers how many bytes the message has that goes next on its connection; null: there is none. */
  end(): number | null;
}

/** That there is room for one more message now. Nothing is taken before it becomes a place. */
export interface Room {
  /** ms, monotonic, of the look */
  readonly at: number;
  /** bytes of the message that it is for */
  readonly size: number;
  /** the connection; null: a new one may be opened */
  readonly on: Connection | null;
}

/** A message that looks for a connection. */
export interface Rider {
  readonly log: AttemptLog;
  /** bytes */
  readonly size: number;
  readonly signal: AbortSignal;
  /** Takes its place there, at once: whoever asks next must see it. */
  readonly mount: (connection: Connection) => void;
}
