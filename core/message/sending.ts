/** How a message is handed over when nothing else was chosen; apart from its schema, which the page does not need. */
import type { SendingOptions } from './sending-schema.ts';

/** In the words of the Importance field (RFC 2156 §5.3.4, RFC 4021 §2.1.17) */
export const IMPORTANCES = ['low', 'normal', 'high'] as const;

export const USUAL_SENDING: SendingOptions = {
  dsn: { notify: null, ret: null, envid: '' },
  perRecipient: [],
  allOrNone: false,
  oneEach: false,
  eightBit: false,
  longLines: false,
  importance: 'normal',
  readReceipt: false,
  requireTls: false,
  envelope: null,
  headers: [],
};
