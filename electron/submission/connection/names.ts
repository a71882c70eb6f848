/**
 * Name → addresses, as the system resolves names; and, where that fails, why: the system says no more than "not found" or "not now", so DNS
 * is asked itself whether the name exists, has no address, or could not be looked up (RFC 1035 §4.1.1, RFC 2308 §2).
 */
import { lookup, Resolver } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';

/** Addresses of the host; rejects with an error whose `code` says why not. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface NameTools {
  readonly lookup: Resolve;
  /** of the servers to ask; none: the system's */
  readonly servers: readonly string[];
  /** some network other than this machine's own is there */
  readonly isOnline: () => boolean;
}

/** ms that a second opinion may take */
const WITHIN = 2000;

/** As the system resolves names: hosts file, DNS, mDNS. */
export const systemLookup: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

const machine: NameTools = {
  lookup: systemLookup,
  servers: [],
  isOnline: () =>
    Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal)),
};

export const resolveWith =
  (tools: Partial<NameTools> = {}): Resolve =>
  async (host) => {
    const all = { ...machine, ...tools };
    try {
      return await all.lookup(host);
    } catch (error) {
      throw Object.assign(new Error('the name was not resolved', { cause: error }), {
        code: await whyNot(host, all),
      });
    }
  };

/** ENETDOWN, ENOTFOUND, ENODATA, ESERVFAIL or ETIMEOUT; another code is the resolver's own. */
async function whyNot(host: string, { servers, isOnline }: NameTools): Promise<string> {
  if (!isOnline()) return 'ENETDOWN';
  const resolver = new Resolver({ timeout: WITHIN, tries: 1 });
  if (servers.length > 0) resolver.setServers(servers);
  const codes = await Promise.all([codeOf(resolver.resolve4(host)), codeOf(resolver.resolve6(host))]);
  // The name has an address after all, but not for the system: its hosts file, or a fault that has passed.
  if (codes.includes(null)) return 'EAI_AGAIN';
  const said = SAYS_MOST.find((code) => codes.includes(code));
  // Nobody listens where the system expects a DNS server.
  return said ?? (codes.includes('ECONNREFUSED') ? 'ETIMEOUT' : (codes[0] ?? 'EAI_AGAIN'));
}

const SAYS_MOST = ['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'ETIMEOUT'] as const;

async function codeOf(asked: Promise<unknown>): Promise<string | null> {
  try {
    await asked;
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string'
      ? error.code
      : 'EUNKNOWN';
  }
}
