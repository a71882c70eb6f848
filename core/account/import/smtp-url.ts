/** `smtp://user@host:port` and `smtps://…`. A password in it is not taken. */
import type { Identity } from '../identity.ts';
import { imported, tell, type Findings, type ImportNote, type ImportProblem } from './found.ts';

const PORTS = { smtp: 587, smtps: 465 } as const;
/** characters; its pattern takes a time that grows with their square */
const MAX_URL = 2000;
const MAX_PATH = 200;

export function fromSmtpUrl(
  url: string,
  at: {
    readonly line: number;
    readonly identity?: Partial<Omit<Identity, 'id'>>;
    /** `smtp:` without a port; mutt's is 25 */
    readonly port?: number;
    readonly notes?: readonly ImportNote[];
  },
): Findings {
  const problems: ImportProblem[] = [];
  const { line } = at;
  const [found, scheme = '', login, host = '', port, path] = parts(url.trim()) ?? [];
  if (found === undefined || (path !== undefined && path.length > MAX_PATH)) {
    tell(problems, { line, code: 'not-understood', text: withoutLogin(url) });
    return { accounts: [], problems };
  }
  const isTls = scheme.toLowerCase() === 'smtps';
  const [user = '', ...password] = (login ?? '').split(':');
  const notes = [...(at.notes ?? []), ...(password.length > 0 ? (['password'] as const) : [])];
  const account = imported(
    {
      name: decoded(host),
      host: decoded(host),
      port: port === undefined ? (isTls ? PORTS.smtps : (at.port ?? PORTS.smtp)) : Number(port),
      security: isTls ? 'tls' : 'starttls',
      user: decoded(user),
    },
    [at.identity ?? {}],
    { line, problems, notes: [...new Set(notes)] },
  );
  return { accounts: account === null ? [] : [account], problems };
}

const parts = (url: string): RegExpExecArray | null =>
  url.length > MAX_URL
    ? null
    : /^(smtps?):\/\/(?:([^/?#\s]*)@)?(\[[^\]\s]*\]|[^:/?#@\s]*)(?::(\d{1,9}))?([/?#]\S*)?$/i.exec(url);

/** What stands before an @ may be a password. */
function withoutLogin(url: string): string {
  const [slashes, at] = [url.indexOf('//'), url.lastIndexOf('@')];
  return slashes < 0 || at < slashes ? url : `${url.slice(0, slashes)}//…${url.slice(at)}`;
}

/** RFC 3986 §2.1; what is no encoding stands as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
