/**
 * One small file over HTTPS: name, address, connection and certificate by the same steps as a submission's, so that the address that was
 * looked at is the one connected to. Redirects stay on HTTPS and are counted; size and time are bounded; nothing of the user is sent.
 */
import { request, type IncomingMessage } from 'node:http';
import type { OutcomeCode } from '#core/discovery/vocabulary.ts';
import { encrypt } from '../submission/connection/encryption.ts';
import { reach } from '../submission/connection/reach.ts';
import { connectOutcome, reachOutcome } from './outcomes.ts';
import type { WayTo } from './way.ts';

export type Fetched =
  | { readonly ok: true; readonly body: Uint8Array }
  | { readonly ok: false; readonly outcome: OutcomeCode; readonly detail: string };

export interface HttpsTools {
  readonly wayTo: WayTo;
  /** PEM certificates of the authorities that a chain may end at */
  readonly trust: () => readonly string[];
  /** where a port really is; tests have none of the well-known ones */
  readonly portOf: (port: number) => number;
  /** ms for everything, redirects included */
  readonly within: number;
}

/** Bytes; the largest in Mozilla's database has not a tenth of it. */
const MAX_BODY = 256 * 1024;
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export async function httpsGet(url: string, tools: HttpsTools, signal: AbortSignal): Promise<Fetched> {
  const deadline = AbortSignal.timeout(tools.within);
  const either = AbortSignal.any([signal, deadline]);
  const got = await follow(new URL(url), tools, either, 0);
  if (got.ok || !either.aborted) return got;
  return failed(signal.aborted ? 'stopped' : 'timeout');
}

async function follow(url: URL, tools: HttpsTools, signal: AbortSignal, followed: number): Promise<Fetched> {
  if (url.protocol !== 'https:') return failed('redirect-to-http');
  if (url.username !== '' || url.password !== '' || (url.port !== '' && url.port !== '443'))
    return failed('bad-target');
  const answer = await ask(url, tools, signal);
  if (!('next' in answer)) return answer;
  if (followed >= MAX_REDIRECTS) return failed('too-many-redirects');
  if (!URL.canParse(answer.next, url)) return failed('bad-target');
  return follow(new URL(answer.next, url), tools, signal, followed + 1);
}

async function ask(
  url: URL,
  { wayTo, trust, portOf, within }: HttpsTools,
  signal: AbortSignal,
): Promise<Fetched | { readonly next: string }> {
  const way = await wayTo(url.hostname, 443, signal);
  if (!way.ok) return failed(way.outcome);
  const reached = await reach({ ...way, host: url.hostname, port: portOf(443), within, signal });
  if (!reached.ok) return failed(reachOutcome(reached));
  const encrypted = await encrypt(reached.socket, {
    host: url.hostname,
    pinned: [],
    trust: trust(),
    clientKey: null,
    within,
    signal,
  });
  if (encrypted.kind !== 'encrypted')
    return failed(encrypted.kind === 'untrusted' ? 'certificate' : connectOutcome(encrypted));
  const { socket } = encrypted;
  return await new Promise((resolve) => {
    const settle = (answer: Fetched | { readonly next: string }): void => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(answer);
    };
    const stop = (): void => settle(failed('timeout'));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    request({
      createConnection: () => socket,
      host: url.hostname,
      path: url.pathname + url.search,
      // The name alone: on a connection that was handed in, Node would add the port of plain HTTP.
      setHost: false,
      headers: {
        host: url.hostname,
        accept: 'application/xml, text/xml',
        'accept-encoding': 'identity',
        connection: 'close',
      },
    })
      .once('response', (response) => void answerOf(response).then(settle))
      .on('error', () => settle(failed('failed')))
      .end();
  });
}

/** A number is told, not what stands with it: the words are a stranger's. */
async function answerOf(response: IncomingMessage): Promise<Fetched | { readonly next: string }> {
  const { statusCode = 0, headers } = response;
  if (REDIRECTS.has(statusCode) && headers.location !== undefined) return { next: headers.location };
  if (statusCode !== 200) return failed('http-status', String(statusCode));
  if (Number(headers['content-length'] ?? 0) > MAX_BODY) return failed('too-large');
  // Nothing compressed was asked for; a small file that grows is an attack.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return failed('not-xml');
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      if (!(chunk instanceof Uint8Array)) return failed('failed');
      size += chunk.byteLength;
      if (size > MAX_BODY) return failed('too-large');
      chunks.push(chunk);
    }
  } catch {
    return failed('failed');
  }
  return { ok: true, body: Buffer.concat(chunks) };
}

const failed = (outcome: OutcomeCode, detail = ''): Extract<Fetched, { ok: false }> => ({
  ok: false,
  outcome,
  detail,
});
