// Electron's cryptography is BoringSSL, which lacks much of what Node has: the vault is sealed and opened in Electron itself here.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { expect, it, onTestFinished } from 'vitest';
import { AccountId } from '#core/message/ids.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { newVault, openEntry, VaultContents, withSecret } from '#electron/secrets/vault.ts';
import { keyToText, newKey } from '#electron/secrets/vault-seal.ts';
import { must } from '../../scripts/project.ts';
import { prepareRuntime } from '../../scripts/runtime.ts';
import { nodeConfig } from '../../vite.node.config.ts';

const bound = {
  accountId: AccountId.parse('01JABCDEFGHJKMNPQRSTVWXYZ0'),
  kind: 'password',
  host: 'smtp.example.org',
  user: 'lea',
} as const;

it('is opened by Electron when Node sealed it, and by Node when Electron did', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await build(
    nodeConfig({ name: 'check', source: 'test/fixtures/vault-in-electron.ts', chunks: false }, folder),
  );
  const key = newKey();
  const sealedByNode = withSecret(newVault(key), key, bound, new Secret('pässwörd'));
  const runtime = await prepareRuntime();
  const output = await must(
    runtime.executable,
    [path.join(folder, 'check.cjs'), keyToText(key), JSON.stringify(sealedByNode)],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  const answer: unknown = JSON.parse(output);
  expect(answer).toMatchObject({ electron: runtime.version, opened: 'pässwörd', moved: null });
  const made = VaultContents.parse(Reflect.get(Object(answer), 'made'));
  const [entry] = made.entries;
  expect(entry && openEntry(made, key, entry)?.reveal()).toBe('pässwörd again');
});
