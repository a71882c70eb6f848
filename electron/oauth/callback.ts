/**
 * The address of this machine that a browser is sent back to (RFC 8252 §7.3): a free port of the loopback interface, for one sign-in, for
 * five minutes. Which answer is the right one its caller judges; every other is refused, and waited on for the right one.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { OAuthFailure } from './failure.ts';
import { answerWith, type PageKind, type PageWords } from './page.ts';
import type { Provider } from './provider.ts';

export interface CallbackOrder {
  readonly redirect: Provider['redirect'];
  /** ms */
  readonly within: number;
  readonly signal: AbortSignal;
  readonly words: (kind: PageKind) => PageWords;
  /** null: it does not belong to this sign-in */
  readonly judge: (answer: URLSearchParams) => Extract<PageKind, 'received' | 'denied' | 'refused'> | null;
  readonly stray: () => void;
}

export interface Callback {
  readonly redirectUri: string;
  /** The one answer, however it was judged. Rejects with OAuthFailure `timed-out`, or with the signal's reason. */
  readonly answer: Promise<URLSearchParams>;
  close(): void;
}

/** RFC 6749 appendix A: codes and states are short; a browser's request line is not longer than this. */
const MAX_HEADER = 16 * 1024;

export async function openCallback(order: CallbackOrder): Promise<Callback> {
  const path = order.redirect.path === 'root' ? '/' : `/${randomBytes(16).toString('base64url')}`;
  let resolve: (answer: URLSearchParams) => void = () => undefined;
  let reject: (why: unknown) => void = () => undefined;
  const promise = new Promise<URLSearchParams>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  // It may end before anybody waits for it.
  promise.catch(() => undefined);
  let isAnswered = false;
  const server = createServer({ maxHeaderSize: MAX_HEADER, requestTimeout: 10_000 }, (request, response) => {
    const answer = belongs(request, path, port) ? parametersOf(request) : null;
    if (answer === null) {
      nothingThere(response);
      return;
    }
    const verdict = isAnswered ? null : order.judge(answer);
    if (verdict === null) {
      order.stray();
      void answerWith(
        response,
        isAnswered ? 'used' : 'refused',
        order.words(isAnswered ? 'used' : 'refused'),
      );
      return;
    }
    isAnswered = true;
    void answerWith(response, verdict, order.words(verdict)).then(() => resolve(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const timer = setTimeout(() => reject(new OAuthFailure('timed-out')), order.within);
  const stop = (): void => reject(order.signal.reason);
  order.signal.addEventListener('abort', stop, { once: true });
  if (order.signal.aborted) stop();
  return {
    redirectUri: `http://${order.redirect.host}:${String(port)}${path}`,
    answer: promise,
    close: () => {
      clearTimeout(timer);
      order.signal.removeEventListener('abort', stop);
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Another name in Host is a page of elsewhere whose name leads here (DNS rebinding). */
function belongs({ method, url, headers }: IncomingMessage, path: string, port: number): boolean {
  const hosts = [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];
  const isHere = hosts.includes(headers.host ?? '');
  return method === 'GET' && isHere && url !== undefined && url.split('?')[0] === path;
}

/** Null: an answer has parameters (RFC 6749 §4.1.2). */
function parametersOf({ url }: IncomingMessage): URLSearchParams | null {
  const query = url?.split('?').slice(1).join('?') ?? '';
  return query === '' ? null : new URLSearchParams(query);
}

function nothingThere(response: ServerResponse): void {
  response.writeHead(404, { 'content-length': '0', connection: 'close' }).end();
}
