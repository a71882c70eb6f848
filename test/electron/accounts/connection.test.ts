// What of an account's connection a form may say, and what main knows better.
import { describe, expect, it } from 'vitest';
import { USUAL_SETTINGS } from '#core/account/account.ts';
import { NO_PROXY } from '#core/account/proxy.ts';
import { USUAL_TLS } from '#core/account/tls-policy.ts';
import { settingsKey } from '#electron/accounts/account-list.ts';
import { PRACTICE_ACCOUNT_ID } from '#core/message/ids.ts';
import { temporaryFolder } from '../secrets/temporary-folder.ts';
import { input, open } from './stage.ts';

const fingerprint256 = Array.from({ length: 32 }, () => 'AB').join(':');
const certificate = {
  subject: 'CN=lea',
  issuer: 'CN=a',
  validTo: '2126-01-01T00:00:00.000Z',
  fingerprint256,
};
const elsewhere = { kind: 'socks5h', host: 'proxy.evil.example', port: 1080, user: '' } as const;

describe('the practice account', () => {
  it('goes by no proxy, and trusts nobody else, whatever a form says', async () => {
    const { accounts } = open(temporaryFolder());
    const trusted = [{ ...certificate, host: '127.0.0.1', trustedAt: 0 }];
    const tls = { ...USUAL_TLS, trusted };
    await accounts.save(input('Drill', { id: PRACTICE_ACCOUNT_ID, proxy: elsewhere, tls }));
    expect(accounts.account(PRACTICE_ACCOUNT_ID)).toMatchObject({ proxy: NO_PROXY, tls: USUAL_TLS });
    await accounts.forAttempt(PRACTICE_ACCOUNT_ID);
    expect(accounts.pinned(PRACTICE_ACCOUNT_ID)).toEqual(['AA:BB']);
  });
});

describe('a client certificate', () => {
  const withKey = async () => {
    const folder = temporaryFolder();
    const stage = open(folder);
    const { account } = await stage.accounts.save(input('Work'));
    stage.accounts.setClientCertificate(account.id, certificate);
    return { ...stage, folder, id: account.id };
  };

  it('is what main stored, not what a form says', async () => {
    const { accounts, folder, id } = await withKey();
    await accounts.save(input('Work', { id, tls: { ...USUAL_TLS, clientCertificate: null } }));
    expect(accounts.account(id)?.tls.clientCertificate).toEqual(certificate);
    expect(open(folder).accounts.account(id)?.tls.clientCertificate).toEqual(certificate);
    const other = await accounts.save(
      input('Other', { tls: { ...USUAL_TLS, clientCertificate: certificate } }),
    );
    expect(other.account.tls.clientCertificate).toBe(null);
  });

  it('is bound to its host, and stays with its account', async () => {
    const { accounts, id } = await withKey();
    expect(accounts.duplicate(id).account.tls.clientCertificate).toBe(null);
    await accounts.save(input('Work', { id, host: 'smtp.other.example' }));
    expect(accounts.account(id)?.tls.clientCertificate).toBe(null);
  });
});

describe('certificates that the user trusts', () => {
  it('are known for the host that showed them, and gone once they are revoked', async () => {
    const { accounts } = open(temporaryFolder());
    const trusted = [{ ...certificate, host: 'smtp.example.org', trustedAt: 1 }];
    const { account } = await accounts.save(input('Work', { tls: { ...USUAL_TLS, trusted } }));
    expect(accounts.pinned(account.id)).toEqual([fingerprint256]);
    await accounts.save(input('Work', { id: account.id, host: 'smtp.other.example', tls: account.tls }));
    expect(accounts.pinned(account.id)).toEqual([]);
    await accounts.save(input('Work', { id: account.id }));
    expect(accounts.pinned(account.id)).toEqual([]);
  });
});

it('a test counts for exactly the settings it was made with', () => {
  const account = { ...input('Work'), id: PRACTICE_ACCOUNT_ID, ...USUAL_SETTINGS };
  const key = settingsKey(account);
  for (const change of [
    { proxy: elsewhere },
    { signIn: { method: 'PLAIN', oauth: null } as const },
    { tls: { ...USUAL_TLS, clientCertificate: certificate } },
  ])
    expect(settingsKey({ ...account, ...change })).not.toBe(key);
});
