/** What went wrong between us and a provider, in one closed set: the library's errors carry answers whole, and in them tokens. */
import * as library from 'oauth4webapi';
import type { AppError } from '#core/contract/errors.ts';
import { redactor } from '#core/smtp/redact.ts';
import { HttpsFailure } from './https.ts';

type Reason = Extract<AppError, { code: 'oauth' }>['reason'];

export class OAuthFailure extends Error {
  readonly reason: Reason;
  /** the provider's own words, or the system's; no secret */
  readonly said: string;
  /** RFC 6749 §5.2: `invalid_grant`; null: the provider named none */
  readonly error: string | null;
  constructor(reason: Reason, said = '', error: string | null = null) {
    super(reason);
    this.name = 'OAuthFailure';
    this.reason = reason;
    this.said = said;
    this.error = error;
  }
}

const MAX_WORDS = 300;

/** Runs what the library does; whatever it throws becomes an OAuthFailure, `otherwise` where it is no refusal and no network's fault. */
export async function translated<T>(
  secrets: readonly string[],
  otherwise: Reason,
  work: () => Promise<T> | T,
): Promise<T> {
  const clean = redactor(secrets);
  try {
    return await work();
  } catch (error) {
    throw translation(error, otherwise, clean);
  }
}

function translation(error: unknown, otherwise: Reason, clean: (text: string) => string): OAuthFailure {
  if (error instanceof OAuthFailure) return error;
  if (error instanceof library.ResponseBodyError) {
    const words = wordsOf(error.error, error.error_description, clean);
    // RFC 6749 §4.1.2.1; a status of 5xx says the same.
    const isLater = error.status >= 500 || error.status === 429 || LATER.has(error.error);
    return new OAuthFailure(isLater ? 'unreachable' : 'refused', words, error.error);
  }
  if (error instanceof library.AuthorizationResponseError) {
    const reason = error.error === 'access_denied' ? 'denied' : 'refused';
    return new OAuthFailure(reason, wordsOf(error.error, error.error_description, clean), error.error);
  }
  if (error instanceof HttpsFailure) return new OAuthFailure('unreachable', error.reason);
  const name = error instanceof Error ? error.name : '';
  if (name === 'AbortError' || name === 'TimeoutError') return new OAuthFailure('unreachable', 'ETIMEDOUT');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^(?:E[A-Z]+|HPE_\w+)$/.test(code))
    return new OAuthFailure('unreachable', code);
  return new OAuthFailure(otherwise, typeof code === 'string' ? code.slice(0, 100) : '');
}

const LATER: ReadonlySet<string> = new Set(['temporarily_unavailable', 'server_error', 'slow_down']);

function wordsOf(error: string, description: string | undefined, clean: (text: string) => string): string {
  const text = description === undefined ? error : `${error}: ${description}`;
  return clean(text.replaceAll(/\p{C}/gu, '\uFFFD')).slice(0, MAX_WORDS);
}
