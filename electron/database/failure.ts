/**
 * What can go wrong with a store, in closed words. What the user can mend (a full disk) becomes the contract's `disk` error; the
 * rest is for the services that own a store, and never crosses to the page.
 */
import { z } from 'zod';
import { AppError, AppFailure } from '#core/contract/errors.ts';

export const StoreCode = z.enum([
  /** another process holds this profile */
  'profile-in-use',
  /** the file is not what was written */
  'damaged',
  /** the file was written by a newer version of the program */
  'newer',
  /** the worker that owns the store ended before it answered */
  'worker-ended',
]);
export type StoreCode = z.infer<typeof StoreCode>;

export class StoreFailure extends Error {
  readonly code: StoreCode;
  constructor(code: StoreCode, detail = '', options?: ErrorOptions) {
    super(detail === '' ? code : `${code}: ${detail}`, options);
    this.name = 'StoreFailure';
    this.code = code;
  }
}

type DiskReason = Extract<AppError, { code: 'disk' }>['reason'];

const bySystem: Readonly<Record<string, DiskReason>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
};
const bySqlite: readonly (readonly [prefix: string, reason: DiskReason])[] = [
  ['SQLITE_FULL', 'full'],
  // The shared-memory file could not grow: there was no room for it.
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_IOERR', 'failed'],
  ['SQLITE_CANTOPEN', 'failed'],
];

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** An error of the file system, as the contract's `disk`; anything else comes back as it is. */
export function diskFailure(error: unknown): Error {
  const code = codeOf(error);
  if (code === undefined || !(error instanceof Error) || !('syscall' in error)) return asError(error);
  return new AppFailure({ code: 'disk', reason: bySystem[code] ?? 'failed' }, { cause: error });
}

/** An error of SQLite in the words above; anything else comes back as it is. */
export function storeFailure(error: unknown): Error {
  const code = codeOf(error);
  if (code === undefined || error instanceof StoreFailure) return asError(error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new StoreFailure('profile-in-use', '', { cause: error });
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
    return new StoreFailure('damaged', asError(error).message, { cause: error });
  const reason = bySqlite.find(([prefix]) => code.startsWith(prefix))?.[1];
  return reason === undefined
    ? diskFailure(error)
    : new AppFailure({ code: 'disk', reason }, { cause: error });
}

export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** A failure as it travels between threads. */
export const WireFailure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('app'), error: AppError }),
  z.strictObject({ kind: z.literal('store'), code: StoreCode, detail: z.string() }),
  z.strictObject({ kind: z.literal('unexpected'), detail: z.string() }),
]);
export type WireFailure = z.infer<typeof WireFailure>;

export function toWire(error: unknown): WireFailure {
  if (error instanceof AppFailure) return { kind: 'app', error: error.error };
  if (error instanceof StoreFailure) return { kind: 'store', code: error.code, detail: error.message };
  return { kind: 'unexpected', detail: asError(error).message };
}

export function fromWire(failure: WireFailure): Error {
  switch (failure.kind) {
    case 'app':
      return new AppFailure(failure.error);
    case 'store':
      return new StoreFailure(failure.code, failure.detail);
    case 'unexpected':
      return new Error(failure.detail);
  }
}
