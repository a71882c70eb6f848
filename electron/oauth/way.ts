/** The way to a provider: the account's way to its server, by its own proxy or the system's. Past a proxy nothing goes. */
import { wayOf } from '../accounts/access.ts';
import { HttpsFailure } from './https.ts';
import type { OAuthTools } from './service.ts';

export const wayTo =
  (tools: Parameters<typeof wayOf>[3]): OAuthTools['wayTo'] =>
  async (account, host, port) => {
    const { proxy, blocked } = await wayOf(account, host, port, tools);
    if (blocked !== null) throw new HttpsFailure(blocked.code);
    return proxy;
  };
