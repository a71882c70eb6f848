/** NOTIFY of many recipients, said once where it is the same for all. */
import { combinationOf } from '../../../ui/delivery/words.ts';
import type { Notify } from '#core/message/dsn.ts';
import type { SlipLine } from '#core/message/envelope.ts';

/** Undefined: it differs; null: nobody's is asked for. */
export function commonNotify(recipients: readonly SlipLine[]): Notify | null | undefined {
  const first = recipients[0]?.notify ?? null;
  return recipients.every(({ notify }) => key(notify) === key(first)) ? first : undefined;
}

const key = (notify: Notify | null): string => (notify === null ? '' : combinationOf(notify));
