/** What the browser is shown when it comes back: a page without a script, that echoes nothing of the address it was asked with. */
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** `refused`: it did not belong to this sign-in; `used`: it was answered before */
export type PageKind = 'received' | 'denied' | 'refused' | 'used';

export interface PageWords {
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

const STYLE =
  ':root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem}';
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
const STATUS: Record<PageKind, number> = { received: 200, denied: 200, refused: 400, used: 409 };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Resolves when it was handed to the system, or nobody waits for it any more. */
export function answerWith(response: ServerResponse, kind: PageKind, words: PageWords): Promise<void> {
  const title = escaped(words.title);
  const html = `<!doctype html><html lang="${escaped(words.language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${escaped(words.text)}</p></main></body></html>`;
  response.writeHead(STATUS[kind], {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  return new Promise((resolve) => {
    response.once('finish', resolve);
    response.once('close', resolve);
    response.end(html);
  });
}
