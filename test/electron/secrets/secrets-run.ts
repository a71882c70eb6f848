// One run of the secrets service on a profile: a real vault file, a real keychain process, and what is looked at.
import { USUAL_SETTINGS } from '#core/account/account.ts';
import type { SecretBinding } from '#core/account/secrets.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Notice } from '#core/contract/app.ts';
import { AccountId } from '#core/message/ids.ts';
import { Notices } from '#electron/host/notices.ts';
import { Keychain } from '#electron/secrets/keychain-client.ts';
import { Secrets } from '#electron/secrets/secrets.ts';
import { VaultFile } from '#electron/secrets/vault.ts';
import { keychainInChild } from './keychain-in-child.ts';

export const id = AccountId.parse('01JABCDEFGHJKMNPQRSTVWXYZ0');
export const account = { id, host: 'SMTP.example.org', user: 'lea@example.org', ...USUAL_SETTINGS };
export const binding: SecretBinding = {
  accountId: id,
  kind: 'password',
  host: 'smtp.example.org',
  user: 'lea@example.org',
};
export const password = 'Zü$-passw0rd-7f3a91';

export interface Run {
  readonly secrets: Secrets;
  readonly notices: () => Notice[];
  readonly asked: () => number;
  /** ends the run, as the program's quitting does */
  quit(): void;
}

/** A run of the program on this profile. */
export async function run(folder: string, env: NodeJS.ProcessEnv, keyKeptFor?: number): Promise<Run> {
  const notices = new Notices(() => undefined);
  const child = keychainInChild(env);
  const keychain = new Keychain({ spawn: child.spawn, promptOpen: () => undefined });
  const secrets = new Secrets({
    file: new VaultFile(folder),
    keychain,
    raise: (notice) => notices.raise(notice),
    withdraw: (id) => notices.dismiss(id),
    changed: () => undefined,
    ...(keyKeptFor === undefined ? {} : { keyKeptFor }),
  });
  await secrets.start();
  onTestFinished(() => secrets.close());
  return {
    secrets,
    notices: () => notices.list(),
    asked: () => child.children.length,
    quit: () => secrets.close(),
  };
}

export async function revealed(secrets: Secrets, wanted = binding): Promise<string> {
  const answer = await secrets.secretFor(wanted);
  return answer.kind === 'secret' ? answer.secret.reveal() : answer.code;
}

export const refusal = (reason: string) => ({ error: { code: 'keychain', reason } });
export const vaultText = (folder: string): string => readFileSync(path.join(folder, 'vault.json'), 'utf8');
