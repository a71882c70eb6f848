/** How a message is handed over when nothing else was chosen; apart from its schema, which the page does not need. */
import type { SendingOptions } from './sending-schema.ts';

export const USUAL_SENDING: SendingOptions = {
  dsn: { notify: null, ret: null, envid: '' },
  perRecipient: [],
  allOrNone: false,
  eightBit: false,
  longLines: false,
  requireTls: false,
  envelope: null,
};
