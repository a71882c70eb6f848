/** The fields of the sending options that other parts of the window lead to. */
import type { Problem } from '#core/contract/errors.ts';

export const NOTIFY_FIELD = 'sending-notify';
export const ENVID_FIELD = 'sending-envid';
export const BY_HAND_SWITCH = 'sending-by-hand';
export const RETURN_PATH_FIELD = 'sending-return-path';
export const OWN_FIELDS = 'sending-own-fields';
export const RCPT_FIELD = 'recipients-envelope';

/** Where a problem of the sending options is mended; null: it is none of theirs. */
export function optionOf({ field }: Problem, isByHand: boolean): string | null {
  if (field === 'envid') return ENVID_FIELD;
  if (field === 'envelope') return RCPT_FIELD;
  if (field === 'headers') return OWN_FIELDS;
  return field === 'return-path' && isByHand ? RETURN_PATH_FIELD : null;
}
