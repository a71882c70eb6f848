/** Where names and ports lead: the real ones for users, a small world on the loopback interface for tests. */
import { resolveWith, type Resolve } from '../submission/connection/names.ts';
import { namesFrom, queries, systemNames, type Names, type Query } from './names.ts';

export interface Internet {
  readonly names: Names;
  /** for a submission, whose failure is to say why a name failed */
  readonly resolve: Resolve;
  /** for records of any type: keys and policies of signed mail */
  readonly query: Query;
  readonly portOf: (port: number) => number;
}

export const realInternet = (): Internet => ({
  names: systemNames(),
  resolve: resolveWith(),
  query: queries(),
  portOf: (port) => port,
});

/** `ports`: where the well-known ones are; those that are not named stay as they are. */
export const testInternet = (dns: string, ports: Readonly<Record<number, number>>): Internet => {
  const names = namesFrom(dns);
  return {
    names,
    resolve: resolveWith({ lookup: names.addresses, servers: [dns] }),
    query: queries(dns),
    portOf: (port) => ports[port] ?? port,
  };
};
