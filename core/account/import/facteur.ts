/** Facteur's own list of accounts as a file: readable JSON, without ids. Secrets are in it only where it is sealed right after. */
import { z } from 'zod';
import { Account } from '../account.ts';
import { Identity } from '../identity.ts';
import { SecretKind } from '../secrets.ts';
import { USUAL_TLS } from '../tls-policy.ts';
import { tell, type Findings, type ImportedAccount, type ImportProblem } from './found.ts';

const FORMAT = 'facteur-accounts';

const Exported = Account.omit({ id: true, hue: true, identities: true }).extend({
  identities: z
    .array(Identity.omit({ id: true }))
    .min(1)
    .max(50),
});

/** characters; a PKCS#12 file is the longest of them */
const MAX_SECRET = 200_000;

const AccountSecrets = z.partialRecord(SecretKind, z.string().min(1).max(MAX_SECRET));
export type AccountSecrets = z.infer<typeof AccountSecrets>;

const Sealed = Exported.extend({ secrets: AccountSecrets.default({}) });

const File = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  accounts: z.array(z.unknown()).max(1000),
});

const Written = Exported.extend({ identities: z.array(Identity.omit({ id: true }).strip()) }).strip();

/**
 * Trust in certificates is not in it, since others could have written such a file. With `secretsOf` it must be sealed before it is
 * written anywhere.
 */
export function toFacteur(
  accounts: readonly Account[],
  secretsOf?: (account: Account) => AccountSecrets,
): string {
  const written = accounts.map((account) => ({
    ...Written.parse({ ...account, tls: USUAL_TLS }),
    ...(secretsOf === undefined ? {} : { secrets: secretsOf(account) }),
  }));
  return `${JSON.stringify({ format: FORMAT, version: 1, accounts: written }, null, 2)}\n`;
}

/** A file that anybody can read: one with secrets in it is not taken for ours. */
export function fromFacteur(text: string): Findings {
  const { found, problems } = read(text, Exported);
  return {
    accounts: found.map((account) => ({ account: { ...account, tls: USUAL_TLS }, notes: [] })),
    problems,
  };
}

export interface SealedAccount {
  readonly account: ImportedAccount;
  readonly carried: AccountSecrets;
}

/** What a sealed file held. */
export function fromSealed(text: string): {
  readonly accounts: readonly SealedAccount[];
  readonly problems: readonly ImportProblem[];
} {
  const { found, problems } = read(text, Sealed);
  return {
    accounts: found.map(({ secrets, ...account }) => ({
      account: { ...account, tls: USUAL_TLS },
      carried: secrets,
    })),
    problems,
  };
}

function read<T>(text: string, schema: z.ZodType<T>) {
  const problems: ImportProblem[] = [];
  const file = File.safeParse(parsed(text));
  if (!file.success) {
    tell(problems, { line: 0, code: 'not-ours', text: '' });
    return { found: [], problems };
  }
  const found = file.data.accounts.flatMap((each, index) => {
    const account = schema.safeParse(each);
    if (account.success) return [account.data];
    const where = account.error.issues[0]?.path.join('.') ?? '';
    tell(problems, { line: 0, code: 'bad-value', text: `accounts.${String(index)}.${where}` });
    return [];
  });
  return { found, problems };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
