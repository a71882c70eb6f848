/**
 * HTTPS to a provider, for the OAuth library: through the account's own proxy where it has one, with the authorities that mail servers are
 * checked by, bounded in time and size. It follows no redirect.
 */
import { request, type IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Resolve } from '../submission/connection/names.ts';
import { encrypt } from '../submission/connection/encryption.ts';
import type { ProxyRoute, TunnelTrouble } from '../submission/connection/proxy/route.ts';
import { reach } from '../submission/connection/reach.ts';

export interface HttpsTools {
  readonly resolve: Resolve;
  /** PEM */
  readonly trust: () => readonly string[];
  /** Rejects where there is no way that may be taken. */
  readonly wayTo: (host: string, port: number) => Promise<ProxyRoute | null>;
}

interface HttpsRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | string | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type HttpsFetch = (url: string, request: HttpsRequest) => Promise<Response>;

/** ms for a connection, and for all of an answer */
const CONNECT = 20_000;
const ANSWER = 30_000;
/** bytes: metadata and tokens have a few thousand */
const MAX_ANSWER = 512 * 1024;

export class HttpsFailure extends Error {
  /** the system's or the TLS library's word: ENOTFOUND, CERT_HAS_EXPIRED */
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.name = 'HttpsFailure';
    this.reason = reason;
  }
}

export const httpsThrough =
  (tools: HttpsTools): HttpsFetch =>
  async (address, order) => {
    const url = new URL(address);
    if (url.protocol !== 'https:') throw new HttpsFailure('not-https');
    const bounded = AbortSignal.any([
      AbortSignal.timeout(CONNECT + ANSWER),
      ...(order.signal ? [order.signal] : []),
    ]);
    const socket = await connectTo(url, tools, bounded);
    try {
      return await ask(socket, url, order, bounded);
    } finally {
      socket.destroy();
    }
  };

async function connectTo(url: URL, tools: HttpsTools, signal: AbortSignal): Promise<TLSSocket> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? 443 : Number(url.port);
  const route = await tools.wayTo(host, port);
  const reached = await reach({ host, port, route, resolve: tools.resolve, within: CONNECT, signal });
  if (!reached.ok) throw 'tunnel' in reached ? tunnelFailure(reached.tunnel) : dialFailure(reached.dial);
  const encrypted = await encrypt(reached.socket, {
    host,
    pinned: [],
    trust: tools.trust(),
    clientKey: null,
    within: CONNECT,
    signal,
  });
  if (encrypted.kind === 'encrypted') return encrypted.socket;
  throw new HttpsFailure(
    encrypted.kind === 'untrusted'
      ? (encrypted.facts.problem ?? 'untrusted')
      : encrypted.kind === 'failed'
        ? (encrypted.errorCode ?? 'tls-failed')
        : encrypted.kind,
  );
}

const tunnelFailure = ({ kind }: TunnelTrouble): HttpsFailure => new HttpsFailure(`proxy-${kind}`);
const dialFailure = (trouble: { kind: string; errorCode?: string | null }): HttpsFailure =>
  new HttpsFailure(trouble.errorCode ?? trouble.kind);

async function ask(socket: TLSSocket, url: URL, order: HttpsRequest, signal: AbortSignal): Promise<Response> {
  const body = order.body === undefined || order.body === null ? null : order.body.toString();
  const asked = request({
    createConnection: () => socket,
    method: order.method,
    path: url.pathname + url.search,
    signal,
    headers: {
      ...order.headers,
      host: url.host,
      connection: 'close',
      ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
  });
  asked.end(body ?? undefined);
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.on('error', reject);
  });
  const content = await bounded(message);
  const headers = new Headers();
  for (const name of ['content-type', 'www-authenticate']) {
    const value = message.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const status = message.statusCode ?? 0;
  if (status < 200 || status > 599) throw new HttpsFailure('not-http');
  const isEmpty = status === 204 || status === 205 || status === 304;
  return new Response(isEmpty ? null : new Uint8Array(content), { status, headers });
}

function bounded(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    message.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MAX_ANSWER) reject(new HttpsFailure('too-large'));
      else parts.push(part);
    });
    message.once('end', () => resolve(Buffer.concat(parts)));
    message.on('error', reject);
    message.once('close', () => reject(new HttpsFailure('ECONNRESET')));
  });
}
