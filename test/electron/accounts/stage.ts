// The accounts service on electron-store, with the real secrets service (memory alone, so that no keychain is asked).
import { USUAL_SETTINGS } from '#core/account/account.ts';
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import type { AccountInput, AccountsState } from '#core/contract/accounts.ts';
import type { Notice } from '#core/contract/app.ts';
import { Accounts } from '#electron/accounts/accounts.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { Secrets } from '#electron/secrets/secrets.ts';
import { VaultFile } from '#electron/secrets/vault.ts';
import { openWithElectronStore } from './electron-store-in-node.ts';

const noKeychain = {
  read: () => Promise.reject(new Error('asked')),
  write: () => Promise.reject(new Error('asked')),
  cancelPrompt: () => undefined,
};
export const facts = {
  host: '127.0.0.1',
  port: 40123,
  user: 'practice',
  password: new Secret('of practice'),
  fingerprint256: 'AA:BB',
};

export function open(folder: string, start = () => Promise.resolve(facts)) {
  const notices: string[] = [];
  const told: AccountsState[] = [];
  const raise = (notice: Notice): void => void notices.push(notice.code);
  const secrets = new Secrets({
    file: new VaultFile(folder),
    keychain: noKeychain,
    raise,
    withdraw: () => undefined,
    changed: () => undefined,
  });
  const accounts = new Accounts({
    folder,
    open: openWithElectronStore,
    raise,
    secrets,
    practice: { start },
    practiceWords: { name: 'Practice', identityName: 'You' },
    changed: (state) => told.push(state),
  });
  const names = (): string[] => accounts.list().accounts.map(({ account }) => account.name);
  return { accounts, secrets, notices, told, names };
}

export const identity = {
  id: null,
  name: 'Léa',
  address: 'lea@example.org',
  ...USUAL_IDENTITY,
};
export const input = (name: string, change: Partial<AccountInput> = {}): AccountInput => ({
  id: null,
  name,
  host: 'smtp.example.org',
  port: 465,
  security: 'tls',
  user: 'lea',
  ehloName: '',
  hue: 1,
  ...USUAL_SETTINGS,
  identities: [identity],
  ...change,
});
