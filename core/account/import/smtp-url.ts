/** `smtp://user@host:port` and `smtps://…`. A password in it is not taken. */
import type { Identity } from '../identity.ts';
import { imported, tell, type Findings, type ImportNote, type ImportProblem } from './found.ts';

const PORTS = { smtp: 587, smtps: 465 } as const;

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
  const [found, scheme = '', login, host = '', port, path] =
    /^(smtps?):\/\/(?:([^/?#\s]*)@)?(\[[^\]\s]*\]|[^:/?#@\s]*)(?::(\d{1,9}))?([/?#]\S*)?$/i.exec(
      url.trim(),
    ) ?? [];
  if (found === undefined || (path !== undefined && path.length > 200)) {
    // What stands before an @ may be a password.
    tell(problems, { line, code: 'not-understood', text: url.replace(/\/\/.*@/s, '//…@') });
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

/** RFC 3986 §2.1; what is no encoding stands as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
