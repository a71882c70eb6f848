/** What main wrote into the page when it served it: facts and look for the first paint. */
import type { PageStart } from '#core/contract/start.ts';

/** Main's own word in its own page: no schema is loaded to look at each part of it. */
const isStart = (value: unknown): value is PageStart =>
  typeof value === 'object' && value !== null && 'facts' in value && 'look' in value;

function read(): PageStart {
  const content = document.querySelector<HTMLMetaElement>('meta[name="facteur-start"]')?.content ?? '';
  const value: unknown = JSON.parse(content);
  if (isStart(value)) return value;
  throw new Error('index.html does not say what to start with');
}

export const start = read();
