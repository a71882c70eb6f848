/** DNS as discovery needs it: SRV, MX and addresses. Nothing in an answer is authenticated, and nothing here believes more than its form. */
import { Resolver } from 'node:dns/promises';
import { errorCode } from '../submission/connection/dial.ts';
import { systemLookup } from '../submission/connection/names.ts';

interface ServiceRecord {
  readonly target: string;
  readonly port: number;
}

/** A name that does not exist, or has no such record, is an empty list; every other failure rejects. */
export interface Names {
  /** by priority, then weight (RFC 2782) */
  readonly services: (name: string) => Promise<readonly ServiceRecord[]>;
  /** hosts by preference (RFC 5321 §5.1) */
  readonly mailExchangers: (domain: string) => Promise<readonly string[]>;
  readonly addresses: (host: string) => Promise<readonly string[]>;
}

/** Records as node:dns gives them; rejects with its codes, `ENOTFOUND` and `ENODATA` where there are none. */
export type Query = (name: string, type: string) => Promise<readonly unknown[]>;

/** ms for one try of the resolver, and how many there are */
const PATIENCE = { timeout: 3_000, tries: 2 };
/** No honest domain has more; each one costs a connection. */
const MAX_RECORDS = 8;

/** The system's DNS servers for records, its whole resolver (hosts file, mDNS) for addresses: those are what a submission asks later. */
export const systemNames = (): Names => {
  const resolver = new Resolver(PATIENCE);
  return { ...recordsFrom(resolver), addresses: (host) => emptyIfMissing(() => systemLookup(host)) };
};

/** One DNS server, for all; `server` as `127.0.0.1:5300`. */
export const namesFrom = (server: string): Names => {
  const resolver = new Resolver(PATIENCE);
  resolver.setServers([server]);
  return {
    ...recordsFrom(resolver),
    addresses: async (host) => {
      const [ipv6, ipv4] = await Promise.all([
        emptyIfMissing(() => resolver.resolve6(host)),
        emptyIfMissing(() => resolver.resolve4(host)),
      ]);
      return [...ipv6, ...ipv4];
    },
  };
};

/** By the system's DNS servers, or by the one given. */
export const queries = (server?: string): Query => {
  const resolver = new Resolver(PATIENCE);
  if (server !== undefined) resolver.setServers([server]);
  return async (name, type) => {
    switch (type) {
      case 'TXT':
        return await resolver.resolveTxt(name);
      case 'A':
        return await resolver.resolve4(name);
      case 'AAAA':
        return await resolver.resolve6(name);
      case 'MX':
        return await resolver.resolveMx(name);
      case 'PTR':
        return await resolver.resolvePtr(name);
      case 'CNAME':
        return await resolver.resolveCname(name);
      default:
        throw Object.assign(new Error(`No ${type} records are asked for here`), { code: 'ENOTIMP' });
    }
  };
};

function recordsFrom(resolver: Resolver): Pick<Names, 'services' | 'mailExchangers'> {
  return {
    services: async (name) => {
      const records = await emptyIfMissing(() => resolver.resolveSrv(name));
      return records
        .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)
        .slice(0, MAX_RECORDS)
        .map(({ name: target, port }) => ({ target, port }));
    },
    mailExchangers: async (domain) => {
      const records = await emptyIfMissing(() => resolver.resolveMx(domain));
      return records
        .toSorted((a, b) => a.priority - b.priority)
        .slice(0, MAX_RECORDS)
        .map(({ exchange }) => exchange);
    },
  };
}

async function emptyIfMissing<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await ask();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
}
