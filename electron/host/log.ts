/**
 * The log: what happened, from a closed list of words and fields, so that no subject, recipient, body, path or secret can get in. Of an
 * error only its kind, its code and where in our code it rose are written: messages quote what they were given.
 */
import log from 'electron-log/main';
import { AppFailure } from '#core/contract/errors.ts';

/** What may stand in a line. */
interface Fields {
  readonly channel?: string;
  readonly code?: string;
  readonly kind?: string;
  readonly at?: string;
  readonly process?: string;
  readonly status?: string;
  readonly ms?: number;
  readonly count?: number;
}
export type Happening =
  | 'started'
  | 'stranger-refused'
  | 'bad-request'
  | 'unexpected'
  | 'process-gone'
  | 'store-damaged'
  | 'closed'
  | 'close-timed-out';

/** 1 MB, and one older file of the same size. */
const MAX_BYTES = 1_000_000;

export function startLog(file: string): void {
  log.transports.console.level = false;
  log.transports.ipc.level = false;
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.file.format = '{iso} {level} {text}';
  // Electron would show the error's text in a dialog and go on; what is written and sent is safe on disk either way.
  process.on('uncaughtException', (error) =>
    note('error', 'unexpected', { process: 'main', ...fieldsOf(error) }),
  );
  process.on('unhandledRejection', (reason) =>
    note('error', 'unexpected', { process: 'main', ...fieldsOf(reason) }),
  );
}

export function note(level: 'info' | 'warn' | 'error', what: Happening, fields: Fields = {}): void {
  log[level](`${what} ${JSON.stringify(fields)}`);
}

/** What may be said of an error that nobody foresaw. */
export function fieldsOf(error: unknown): Fields {
  if (!(error instanceof Error)) return { kind: typeof error };
  const known = error instanceof AppFailure ? error.error.code : 'code' in error ? error.code : undefined;
  const code = typeof known === 'string' ? safeWord(known) : undefined;
  const at = placeOf(error);
  return {
    kind: safeWord(error.name),
    ...(code === undefined ? {} : { code }),
    ...(at === '' ? {} : { at }),
  };
}

/** Codes such as ENOSPC; anything longer or stranger may carry what it should not. */
function safeWord(word: string): string {
  return /^[A-Za-z0-9_-]{1,40}$/.test(word) ? word : 'other';
}

/** Function and line of the innermost frames, without folders: `main.cjs:1204`. */
function placeOf(error: Error): string {
  const frames = (error.stack ?? '').matchAll(/^\s+at .*?([\w-]+\.c?js):(\d+):\d+\)?$/gm);
  return [...frames]
    .slice(0, 4)
    .map(([, file = '', line = '']) => `${file}:${line}`)
    .join(' < ');
}
