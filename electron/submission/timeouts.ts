/** How long each phase may take when nobody says otherwise. */
import type { SessionTimeouts } from './session.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** RFC 5321 §4.5.3.2; `connect` is ours: it covers name resolution, TCP and the TLS handshake, each on its own. */
export const RFC_TIMEOUTS: SessionTimeouts = {
  connect: 30 * SECOND,
  greeting: 5 * MINUTE,
  command: 5 * MINUTE,
  mail: 5 * MINUTE,
  rcpt: 5 * MINUTE,
  data: 2 * MINUTE,
  dataBlock: 3 * MINUTE,
  dot: 10 * MINUTE,
};
