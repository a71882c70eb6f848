/**
 * What the program's pages may do: nothing that is not listed here. Their files come through a scheme of our own with a content
 * security policy, every permission is denied, they go nowhere, open nothing and fetch nothing from outside. Who may call main is
 * decided in ipc/border.ts.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { app, nativeTheme, net, protocol, session, type Session, type WebContents } from 'electron';
import { DRAFT_PICTURE_SCHEME, DRAFT_PICTURES } from '#core/contract/draft-picture.ts';
import type { PageStart } from '#core/contract/start.ts';
import { PAGE_ORIGIN } from './page-address.ts';

/** Shows the HTML of a message (host/mail-session.ts). Its session is made when the first is shown; until then, and by default, it gets nothing. */
export const MAIL_SCHEME = 'facteur-mail';
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** Schemes must be known before the application is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
    { scheme: MAIL_SCHEME, privileges: { standard: true, secure: true } },
    { scheme: DRAFT_PICTURE_SCHEME, privileges: { standard: true, secure: true } },
  ]);
}

/** Every page in a sandbox, and no dump of a crash, which would hold whatever was in memory. */
export function hardenProcess(): void {
  // As root Chromium has no sandbox to enable, and every process that was asked to have one dies at once. Whoever starts it so says so.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.commandLine.appendSwitch('disable-breakpad');
  app.commandLine.appendSwitch('disable-crash-reporter');
}

/** Denies everything to every session and page that comes to be, the mail view's among them. */
export function denyByDefault(): void {
  app.on('session-created', denyAll);
  app.on('web-contents-created', (_, contents) => stayInPlace(contents));
}

export interface PageServing {
  /** absolute path of the built page */
  readonly folder: string;
  /** Vite's address in a run from source */
  readonly devServer: string | undefined;
  /** what the page is to begin with, asked for each time it is loaded */
  readonly start: () => PageStart;
}

/** Serves the page to the default session, the only one that may load anything. Resolves when its main script has been handed over. */
export async function servePage({ folder, devServer, start }: PageServing): Promise<void> {
  const pages = session.defaultSession;
  const from = devServer === undefined ? folderSource(folder) : devServerSource(devServer);
  const policy = contentPolicy(devServer);
  const served = new Promise<void>((resolve) => {
    let underWay = 0;
    let isMainServed = false;
    pages.protocol.handle('app', async (request) => {
      underWay += 1;
      const answer = await answerPage(request, from, policy, start);
      underWay -= 1;
      isMainServed ||= /\/main[-.][^/]*\.(?:js|tsx)$/.test(new URL(request.url).pathname);
      // What it needs was asked for together with it.
      if (isMainServed && underWay === 0) setImmediate(resolve);
      return answer;
    });
  });
  const allowed = [
    `${PAGE_ORIGIN}/`,
    ...(devServer === undefined ? [] : [`${devServer}/`, socketOf(devServer)]),
  ];
  pages.webRequest.onBeforeRequest(({ url, resourceType }, decide) => {
    const isPicture = resourceType === 'image' && url.startsWith(DRAFT_PICTURES);
    decide({
      cancel: !isPicture && !allowed.some((address) => url.startsWith(address)) && !isOwnTool(url),
    });
  });
  await served;
}

/** The developer tools' own pages, which only a run from source can open. */
function isOwnTool(url: string): boolean {
  return !app.isPackaged && url.startsWith('devtools://');
}

function socketOf(devServer: string): string {
  return `${devServer.replace(/^http/, 'ws')}/`;
}

function denyAll(made: Session): void {
  made.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  made.setPermissionCheckHandler(() => false);
  made.setDevicePermissionHandler(() => false);
  // It would fetch its dictionaries from outside.
  made.setSpellCheckerEnabled(false);
  made.on('will-download', (event) => {
    event.preventDefault();
  });
  made.webRequest.onBeforeRequest((_, decide) => {
    decide({ cancel: true });
  });
}

function stayInPlace(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  // Its own address must pass: Vite reloads the page while developing, and a page may reload itself.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
}

function isPageAddress(url: string): boolean {
  return url.startsWith(`${PAGE_ORIGIN}/`);
}

/** The policy of one response; the nonce is the only way in for a script or a style that is no file of ours. */
function contentPolicy(devServer: string | undefined): (nonce: string) => string {
  const connect =
    devServer === undefined ? `'self'` : `'self' ${devServer} ${devServer.replace(/^http/, 'ws')}`;
  return (nonce) =>
    [
      `default-src 'none'`,
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      `img-src 'self' data: ${DRAFT_PICTURES}`,
      `font-src 'self'`,
      `connect-src ${connect}`,
      `base-uri 'none'`,
      `form-action 'none'`,
      `frame-ancestors 'none'`,
      `object-src 'none'`,
    ].join('; ');
}

/**
 * A thread of the page has the policy of its script, whose name says that it is one, not the page's. That of the spelling reads the program's
 * own files and may run WebAssembly, which the page may not; any other loads nothing but scripts.
 */
const SPELLING_POLICY = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`;
const THREAD_POLICY = `default-src 'none'; script-src 'self'`;

interface PageFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}
/** undefined: there is no such file, or it is not the page's. */
type PageSource = (pathname: string, search: string, accept: string) => Promise<PageFile | undefined>;

async function answerPage(
  request: Request,
  source: PageSource,
  policy: (nonce: string) => string,
  start: () => PageStart,
): Promise<Response> {
  const url = new URL(request.url);
  const pathname = url.pathname === '/' ? '/index.html' : url.pathname;
  const file =
    request.method === 'GET' && url.host === 'facteur'
      ? await source(pathname, url.search, request.headers.get('accept') ?? '*/*')
      : undefined;
  if (file === undefined) return new Response(null, { status: 404 });
  const headers: Record<string, string> = { 'content-type': file.type, 'x-content-type-options': 'nosniff' };
  const isThread = file.type.startsWith('text/javascript') && pathname.includes('worker');
  if (isThread)
    headers['content-security-policy'] = pathname.includes('spelling-worker')
      ? SPELLING_POLICY
      : THREAD_POLICY;
  if (!file.type.startsWith('text/html')) return new Response(file.body, { headers });
  const nonce = randomBytes(16).toString('base64');
  headers['content-security-policy'] = policy(nonce);
  return new Response(beginWith(start(), Buffer.from(file.body).toString(), nonce), { headers });
}

/** The page as it is written, with what it begins with in its places: they are attributes, so quotes and ampersands are escaped. */
function beginWith(start: PageStart, html: string, nonce: string): string {
  const values: Readonly<Record<string, string>> = {
    [NONCE_PLACEHOLDER]: nonce,
    __START__: JSON.stringify(start),
    __LANGUAGE__: start.facts.language,
    __SCHEME__: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
  };
  return html.replace(/__[A-Z_]+__/g, (name) =>
    (values[name] ?? name).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;'),
  );
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  // The dictionaries and what reads them.
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
  '.aff': 'text/plain; charset=utf-8',
  '.dic': 'text/plain; charset=utf-8',
};

/** Files of the built page; a path that leads out of its folder, or is of a kind that the page has not, is not there. */
function folderSource(folder: string): PageSource {
  const root = path.resolve(folder) + path.sep;
  return async (pathname) => {
    const type = types[path.extname(pathname)];
    const file = path.resolve(root, `.${decodedPath(pathname)}`);
    if (type === undefined || !file.startsWith(root)) return undefined;
    try {
      return { type, body: new Uint8Array(await readFile(file)) };
    } catch {
      return undefined;
    }
  };
}

/** A percent sign that begins nothing names no file; neither does a NUL. */
function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replaceAll('\0', '');
  } catch {
    return '/';
  }
}

/** Vite, while developing. Of the request only `accept` is passed on: with the page's own headers the fetch fails. */
function devServerSource(devServer: string): PageSource {
  return async (pathname, search, accept) => {
    const response = await net.fetch(`${devServer}${pathname}${search}`, { headers: { accept } });
    if (!response.ok) return undefined;
    const type = response.headers.get('content-type') ?? 'text/javascript';
    return { type, body: new Uint8Array(await response.arrayBuffer()) };
  };
}
