/** Facteur's own list of accounts as a file: readable JSON, without ids and without any secret. */
import { z } from 'zod';
import { Account } from '../account.ts';
import { Identity } from '../identity.ts';
import { USUAL_TLS } from '../tls-policy.ts';
import { tell, type Findings, type ImportProblem } from './found.ts';

const FORMAT = 'facteur-accounts';

const Exported = Account.omit({ id: true, hue: true, identities: true }).extend({
  identities: z
    .array(Identity.omit({ id: true }))
    .min(1)
    .max(50),
});

const File = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  accounts: z.array(z.unknown()).max(1000),
});

const Written = Exported.extend({ identities: z.array(Identity.omit({ id: true }).strip()) }).strip();

/** Trust is not in a file that others could have written, and a client certificate is nothing without its key. */
export function toFacteur(accounts: readonly Account[]): string {
  const written = accounts.map((account) => Written.parse({ ...account, tls: USUAL_TLS }));
  return `${JSON.stringify({ format: FORMAT, version: 1, accounts: written }, null, 2)}\n`;
}

export function fromFacteur(text: string): Findings {
  const problems: ImportProblem[] = [];
  const file = File.safeParse(parsed(text));
  if (!file.success) {
    tell(problems, { line: 0, code: 'not-ours', text: '' });
    return { accounts: [], problems };
  }
  const accounts = file.data.accounts.flatMap((each, index) => {
    const account = Exported.safeParse(each);
    if (account.success) return [{ account: { ...account.data, tls: USUAL_TLS }, notes: [] }];
    const where = account.error.issues[0]?.path.join('.') ?? '';
    tell(problems, { line: 0, code: 'bad-value', text: `accounts.${String(index)}.${where}` });
    return [];
  });
  return { accounts, problems };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
