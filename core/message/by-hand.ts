/** What an envelope that is set by hand changes: the slip of it beside the slip that the message alone would have. */
import { mailboxKey } from './address.ts';
import type { Slip, SlipLine } from './envelope.ts';

export interface ByHand {
  /** MAIL FROM that the identity would have, where it is another one; null: the same */
  readonly usualReturnPath: string | null;
  /** indexes of hand-set recipients that no field names, Bcc neither */
  readonly inNoField: ReadonlySet<number>;
  /** in To, Cc or Bcc, and told to no server */
  readonly headerOnly: readonly SlipLine[];
}

/** `written`: the slip of the same draft with no envelope set by hand. */
export function byHand(slip: Slip, written: Slip): ByHand {
  const named = new Set(written.lines.map(({ address }) => mailboxKey(address)));
  const told = new Set(slip.recipients.map(({ address }) => mailboxKey(address)));
  const isSame = mailboxKey(slip.returnPath) === mailboxKey(written.returnPath);
  return {
    usualReturnPath: isSame ? null : written.returnPath,
    inNoField: new Set(
      slip.lines.filter(({ address }) => !named.has(mailboxKey(address))).map(({ index }) => index),
    ),
    headerOnly: written.lines.filter(
      ({ address, sameAs }) => sameAs === null && !told.has(mailboxKey(address)),
    ),
  };
}
