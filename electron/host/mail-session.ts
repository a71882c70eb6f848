/**
 * The session of the mail view: in memory, with nothing but the messages that are shown in it right now. Every request but a view's own for
 * its own message is denied, and were one to pass, there is no network. What a message's HTML may say is cleaned by the page; nothing here
 * relies on that.
 */
import { session, type Session, type WebPreferences } from 'electron';
import type { MailBody } from '#core/contract/mail-view.ts';
import { MAIL_SCHEME } from '../security.ts';

/** Without `persist:` it is in memory alone. */
const PARTITION = 'facteur-mail';

export interface MailSession {
  readonly preferences: WebPreferences;
  /** `id` is the host of its address */
  add(id: string, body: MailBody): void;
  /** Only these contents get it. */
  bind(id: string, contentsId: number): void;
  remove(id: string): void;
}

export const mailAddress = (id: string): string => `${MAIL_SCHEME}://${id}/`;

export async function mailSession(): Promise<MailSession> {
  const made = session.fromPartition(PARTITION, { cache: false });
  const bodies = new Map<string, MailBody>();
  const owners = new Map<number, string>();
  made.webRequest.onBeforeRequest(({ url, webContentsId }, decide) => {
    const id = webContentsId === undefined ? undefined : owners.get(webContentsId);
    decide({ cancel: id === undefined || !url.startsWith(mailAddress(id)) });
  });
  made.protocol.handle(MAIL_SCHEME, (request) => answerMail(request, bodies));
  await cutOff(made);
  return {
    preferences: {
      session: made,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // No script runs, whatever a policy would say.
      javascript: false,
      webgl: false,
      plugins: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      autoplayPolicy: 'document-user-activation-required',
    },
    add: (id, body) => void bodies.set(id, body),
    bind: (id, contentsId) => void owners.set(contentsId, id),
    remove: (id) => {
      bodies.delete(id);
      for (const [contentsId, owned] of owners) if (owned === id) owners.delete(contentsId);
    },
  };
}

/** Names and connections asked for ahead of a request (dns-prefetch, preconnect) pass no request filter: for them there is no network. */
async function cutOff(made: Session): Promise<void> {
  made.enableNetworkEmulation({ offline: true });
  // Port 9 of this machine, for its own addresses too (`<-loopback>`).
  await made.setProxy({ mode: 'fixed_servers', proxyRules: '127.0.0.1:9', proxyBypassRules: '<-loopback>' });
}

function answerMail(request: Request, bodies: ReadonlyMap<string, MailBody>): Response {
  const { host, pathname } = new URL(request.url);
  const body = request.method === 'GET' ? bodies.get(host) : undefined;
  if (body === undefined) return new Response(null, { status: 404 });
  if (pathname === '/') return answer(body.html, 'text/html; charset=utf-8', host);
  const place = /^\/picture\/(\d{1,3})$/.exec(pathname)?.[1];
  const picture = place === undefined ? undefined : body.pictures[Number(place)];
  if (picture === undefined) return new Response(null, { status: 404 });
  return answer(new Uint8Array(picture.bytes), picture.mediaType, host);
}

function answer(body: string | Uint8Array<ArrayBuffer>, type: string, host: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': policy(host),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-dns-prefetch-control': 'off',
      'cache-control': 'no-store',
    },
  });
}

/** `sandbox` without a word behind it: no script, no form, no window, no storage, an origin that is nobody's. */
const policy = (host: string): string =>
  [
    'sandbox',
    `default-src 'none'`,
    `img-src ${mailAddress(host)}picture/ data:`,
    `style-src 'unsafe-inline'`,
    `script-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
