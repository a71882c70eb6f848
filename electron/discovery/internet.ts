/** Where names and ports lead: the real ones for users, a small world on the loopback interface for tests. */
import { namesFrom, systemNames, type Names } from './names.ts';

export interface Internet {
  readonly names: Names;
  readonly portOf: (port: number) => number;
}

export const realInternet = (): Internet => ({ names: systemNames(), portOf: (port) => port });

/** `ports`: where the well-known ones are; those that are not named stay as they are. */
export const testInternet = (dns: string, ports: Readonly<Record<number, number>>): Internet => ({
  names: namesFrom(dns),
  portOf: (port) => ports[port] ?? port,
});
