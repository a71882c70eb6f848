/** Words of parts of the window that are seldom open: each is a namespace and a file of its own, loaded when it is first asked for. */
import type transfer from './en/transfer.json';
import type { SameKeys } from './en.ts';

export interface Parts {
  /** import and export of accounts */
  readonly transfer: SameKeys<typeof transfer>;
}
