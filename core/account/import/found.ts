/** What a file of another program says of accounts, before anything is stored: no secret is ever among it. */
import { USUAL_SETTINGS, type Account } from '../account.ts';
import { USUAL_IDENTITY, type Identity } from '../identity.ts';
import { checkHost } from '../rules.ts';

/** Characters of a file; more is none of an account list. */
export const MAX_IMPORT = 4_000_000;
/** accounts of one file */
export const MAX_FOUND = 500;
const MAX_PROBLEMS = 100;

/** Words: i18n `transfer.problem.<code>`. */
type ImportProblemCode =
  | 'not-understood'
  | 'no-host'
  | 'bad-host'
  | 'bad-port'
  | 'bad-value'
  | 'unknown-account'
  | 'too-many'
  | 'nothing-found'
  | 'not-ours';

export interface ImportProblem {
  /** counted from 1; 0: the file as a whole */
  readonly line: number;
  readonly code: ImportProblemCode;
  /** what it is about, as it stands there; never a password's line */
  readonly text: string;
}

/** `password`: one stands there and was not taken. `oauth`, `method`: sign-in has to be set up here. `address`: none is known. */
export type ImportNote = 'password' | 'oauth' | 'method' | 'address';

export type ImportedAccount = Omit<Account, 'id' | 'identities' | 'hue'> & {
  readonly identities: Omit<Identity, 'id'>[];
};

export interface FoundAccount {
  readonly account: ImportedAccount;
  readonly notes: readonly ImportNote[];
}

export interface Findings {
  readonly accounts: readonly FoundAccount[];
  readonly problems: readonly ImportProblem[];
}

/** The little that every source knows. */
export interface Server {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly security: Account['security'];
  readonly user: string;
  readonly ehloName?: string;
}

/** One line, within the bounds of an account. */
export const clean = (text: string, max: number): string =>
  text
    .replace(/[\r\n\0]+/g, ' ')
    .trim()
    .slice(0, max);

/** Null with a problem: such a server cannot be an account. */
export function imported(
  server: Server,
  identities: readonly Partial<Omit<Identity, 'id'>>[],
  at: { readonly line: number; readonly problems: ImportProblem[]; readonly notes?: readonly ImportNote[] },
): FoundAccount | null {
  const { problems, line } = at;
  const host = server.host.trim();
  const problem =
    host === ''
      ? 'no-host'
      : host.length > 255 || checkHost(host) !== null
        ? 'bad-host'
        : Number.isInteger(server.port) && server.port >= 1 && server.port <= 65535
          ? null
          : 'bad-port';
  if (problem !== null) {
    tell(problems, { line, code: problem, text: problem === 'bad-port' ? server.name : host || server.name });
    return null;
  }
  const user = clean(server.user, 320);
  const known = identities.filter(({ address }) => address !== undefined && address.trim() !== '');
  const said = known.length > 0 ? known : [{ ...identities[0], address: user.includes('@') ? user : '' }];
  const notes = said[0]?.address === '' ? [...(at.notes ?? []), 'address' as const] : (at.notes ?? []);
  return {
    notes,
    account: {
      ...USUAL_SETTINGS,
      name: clean(server.name, 100) || host.slice(0, 100),
      host,
      port: server.port,
      security: server.security,
      user,
      ehloName: server.ehloName ?? '',
      identities: said.slice(0, 50).map((identity) => ({
        ...USUAL_IDENTITY,
        ...identity,
        name: clean(identity.name ?? '', 200),
        address: clean(identity.address ?? '', 320),
      })),
    },
  };
}

/** Bounded, whatever is wrong with a file. */
export function tell(problems: ImportProblem[], { line, code, text }: ImportProblem): void {
  if (problems.length < MAX_PROBLEMS) problems.push({ line, code, text: clean(text, 200) });
}
