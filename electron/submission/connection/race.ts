/**
 * Happy Eyeballs (RFC 8305): the addresses of a host are tried in turn without waiting long for any, so that a network whose IPv6 leads
 * nowhere costs a quarter of a second and not a time-out. The first connection wins; the others are given up.
 */
import { isIPv6 } from 'node:net';
import type { Dialled, DialTrouble } from './dial.ts';

/** ms before the next address is tried beside the one under way (RFC 8305 §8, Connection Attempt Delay) */
const NEXT_AFTER = 250;

export interface Attempt<T> {
  readonly done: Promise<Dialled<T>>;
  readonly giveUp: () => void;
}

/** `start` begins one attempt, which ends within its time. Says what was wrong with the address that came nearest. */
export function race<T>(
  addresses: readonly string[],
  start: (address: string) => Attempt<T>,
): Promise<Dialled<T>> {
  const waiting = interleaved(addresses);
  const running = new Set<Attempt<T>>();
  const troubles: DialTrouble[] = [];
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const finish = (dialled: Dialled<T>): void => {
      isOver = true;
      clearTimeout(timer);
      for (const attempt of running) attempt.giveUp();
      resolve(dialled);
    };
    const next = (): void => {
      clearTimeout(timer);
      const address = waiting.shift();
      if (address === undefined) {
        if (running.size === 0) finish({ ok: false, trouble: nearest(troubles) });
        return;
      }
      const attempt = start(address);
      running.add(attempt);
      if (waiting.length > 0) timer = setTimeout(next, NEXT_AFTER);
      void attempt.done.then((dialled) => {
        running.delete(attempt);
        if (isOver) return;
        if (dialled.ok || dialled.trouble.kind === 'stopped') {
          finish(dialled);
          return;
        }
        troubles.push(dialled.trouble);
        next();
      });
    };
    next();
  });
}

/** The system's order, with the families taking turns (RFC 8305 §4). */
function interleaved(addresses: readonly string[]): string[] {
  const [first] = addresses;
  if (first === undefined) return [];
  const same = addresses.filter((address) => isIPv6(address) === isIPv6(first));
  const other = addresses.filter((address) => isIPv6(address) !== isIPv6(first));
  return same
    .flatMap((address, index) => [address, ...other.slice(index, index + 1)])
    .concat(other.slice(same.length));
}

/** A host that refused is nearer than one that did not answer, and that one nearer than a missing route. */
function nearest(troubles: readonly DialTrouble[]): DialTrouble {
  const far = (trouble: DialTrouble): number =>
    trouble.kind === 'timeout'
      ? 1
      : trouble.kind === 'failed' && NO_ROUTE.has(trouble.errorCode ?? '')
        ? 2
        : 0;
  const [trouble] = troubles.toSorted((a, b) => far(a) - far(b));
  return trouble ?? { kind: 'failed', errorCode: 'ENOTFOUND' };
}

const NO_ROUTE: ReadonlySet<string> = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN']);
