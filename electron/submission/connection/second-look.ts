/**
 * What else can be found out after an opening failed, so that its diagnosis can say what to change: whether another submission port of the
 * same server takes connections, what a port says that did not answer TLS, and whether one that stays silent waits for TLS. Nothing of the
 * account is said; only the same host is asked, at the same addresses.
 */
import type { Socket } from 'node:net';
import * as tls from 'node:tls';
import type { Security } from '#core/account/tls-policy.ts';
import type { Trouble } from '../trouble.ts';
import { connectTcp } from './dial.ts';

export interface Seen {
  /** takes connections while the account's port does not */
  readonly otherPort?: number;
  /** the first line of a port that is no TLS */
  readonly heard?: string;
  readonly speaksTls?: boolean;
}

export interface LookOptions {
  readonly addresses: readonly string[];
  readonly port: number;
  readonly security: Security;
  /** submission's, the better first (RFC 8314 §3.3) */
  readonly otherPorts: readonly number[];
  readonly signal: AbortSignal | undefined;
}

/** ms: somebody may be looking on */
const WITHIN = 1500;
/** ms of silence after which it is asked to say anything at all */
const PROD_AFTER = 300;
const MAX_FIRST_LINE = 512;

export async function lookAgain(trouble: Trouble, options: LookOptions): Promise<Seen> {
  if (options.addresses.length === 0 || options.signal?.aborted === true) return {};
  if (trouble.kind === 'dial' && trouble.step === 'tcp' && trouble.trouble.kind !== 'stopped')
    return otherPort(options);
  if (trouble.kind === 'tls' && trouble.encrypted.kind === 'failed' && isPlain(trouble.encrypted.errorCode))
    return firstLine(options);
  const isSilent =
    trouble.kind === 'ended' && trouble.step === 'greeting' && trouble.ending.kind === 'timeout';
  if (!isSilent) return {};
  // One that speaks HTTP waits to be spoken to.
  if (options.security === 'tls') return firstLine(options);
  const [tlsSeen, lineSeen] = await Promise.all([waitsForTls(options), firstLine(options)]);
  return { ...lineSeen, ...tlsSeen };
}

/** OpenSSL and BoringSSL read plain words as a record of an absurd version. */
const isPlain = (errorCode: string | null): boolean =>
  /WRONG_VERSION_NUMBER|PACKET_LENGTH|UNKNOWN_PROTOCOL|HTTP_REQUEST/.test(errorCode ?? '');

async function otherPort({ addresses, port, otherPorts, signal }: LookOptions): Promise<Seen> {
  const others = otherPorts.filter((other) => other !== port);
  const answers = await Promise.all(
    others.map(async (other) => {
      const dialled = await connectTcp(addresses, other, WITHIN, signal);
      if (dialled.ok) discard(dialled.value);
      return dialled.ok;
    }),
  );
  const open = others.find((_, index) => answers[index] === true);
  return open === undefined ? {} : { otherPort: open };
}

async function firstLine({ addresses, port, signal }: LookOptions): Promise<Seen> {
  const dialled = await connectTcp(addresses, port, WITHIN, signal);
  if (!dialled.ok) return {};
  const socket = dialled.value;
  const stop = (): void => void socket.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  const heard = await new Promise<string>((resolve) => {
    let text = '';
    const timer = setTimeout(() => end(), WITHIN);
    const prod = setTimeout(() => socket.write('QUIT\r\n'), PROD_AFTER);
    const end = (): void => {
      clearTimeout(timer);
      clearTimeout(prod);
      resolve(text);
    };
    socket.on('error', end);
    socket.on('close', end);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1').slice(0, MAX_FIRST_LINE - text.length);
      if (text.includes('\n') || text.length >= MAX_FIRST_LINE) end();
    });
  });
  signal?.removeEventListener('abort', stop);
  discard(socket);
  const [line = ''] = heard.split(/\r?\n/);
  return line === '' ? {} : { heard: line.replaceAll(/\p{Cc}/gu, '\uFFFD') };
}

async function waitsForTls({ addresses, port, signal }: LookOptions): Promise<Seen> {
  const dialled = await connectTcp(addresses, port, WITHIN, signal);
  if (!dialled.ok) return {};
  const plain = dialled.value;
  const stop = (): void => void plain.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  const speaksTls = await new Promise<boolean>((resolve) => {
    // Whose certificate it is does not matter: nothing is said, and nothing believed but that this is TLS.
    const socket = tls.connect({ socket: plain, rejectUnauthorized: false });
    const settle = (isTls: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(isTls);
    };
    const timer = setTimeout(() => settle(false), WITHIN);
    socket.on('error', () => settle(false));
    socket.on('close', () => settle(false));
    socket.on('secureConnect', () => settle(true));
  });
  signal?.removeEventListener('abort', stop);
  discard(plain);
  return { speaksTls };
}

function discard(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.destroy();
}
