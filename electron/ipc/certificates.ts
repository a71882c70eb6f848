/** Certificates from files: authorities for an account, and a client certificate whose key goes into the vault. Paths and keys stay here. */
import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { ulid } from 'ulid';
import { secretBinding } from '#core/account/secrets.ts';
import { PickedAuthorities } from '#core/contract/certificates.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { PRACTICE_ACCOUNT_ID, type AccountId } from '#core/message/ids.ts';
import { askForFile } from '../host/dialogs.ts';
import type { Program } from '../program.ts';
import { examineClientKey, MAX_CLIENT_KEY, sealable } from '../secrets/client-key.ts';
import { Secret } from '../secrets/secret.ts';
import { certificatesIn } from '../submission/connection/trust.ts';
import type { HandlersOf } from './border.ts';
import { readFile } from './picked-file.ts';

/** bytes of a PEM file, and of what it holds */
const MAX_PEM = 200_000;
const MAX_AUTHORITIES = 100;

interface Chosen {
  readonly handle: string;
  readonly bytes: Buffer;
}

export function certificateHandlers(program: Program): HandlersOf<'certificates'> {
  const { services } = program;
  /** the last one of each window */
  const chosen = new Map<number, Chosen>();
  return {
    'certificates.chooseAuthorities': async (_, { windowId }) => {
      const file = await askForFile(windowId, program.words(), 'authorities');
      if (file === undefined) return null;
      return authorities(path.basename(file), (await readFile(file, MAX_PEM)).toString('latin1'));
    },
    'certificates.chooseClient': async (_, { windowId }) => {
      const file = await askForFile(windowId, program.words(), 'client');
      if (file === undefined) return null;
      const handle = ulid();
      chosen.set(windowId, { handle, bytes: await readFile(file, MAX_CLIENT_KEY) });
      return { handle, name: path.basename(file).slice(0, 255) };
    },
    'certificates.storeClient': async ({ accountId, handle, passphrase, where }, { windowId }) => {
      const file = chosen.get(windowId);
      if (file?.handle !== handle) throw new AppFailure({ code: 'not-found' });
      const account = await realAccount(program, accountId);
      const key = { file: file.bytes, passphrase: new Secret(passphrase) };
      // A passphrase that does not open it is known now, not at the next attempt; then nothing is stored.
      const examined = examineClientKey(key);
      if (!examined.ok) throw new AppFailure({ code: 'file', reason: examined.problem });
      const secrets = await services.secrets();
      await secrets.store(secretBinding(account, 'client-certificate'), sealable(key), where);
      const view = (await services.accounts()).setClientCertificate(accountId, examined.certificate);
      chosen.delete(windowId);
      await services.mended(accountId);
      return view;
    },
    'certificates.forgetClient': async ({ accountId }) => {
      await realAccount(program, accountId);
      await (await services.secrets()).forget(accountId, 'client-certificate');
      return (await services.accounts()).setClientCertificate(accountId, null);
    },
  };
}

async function realAccount({ services }: Program, id: AccountId) {
  if (id === PRACTICE_ACCOUNT_ID) throw new AppFailure({ code: 'not-now' });
  const account = (await services.accounts()).account(id);
  if (account === undefined) throw new AppFailure({ code: 'not-found' });
  return account;
}

/** Only the certificates are kept: a private key in the same file is none of an account's business. */
function authorities(name: string, text: string): PickedAuthorities {
  const found = certificatesIn(text).slice(0, MAX_AUTHORITIES);
  const subjects = found.flatMap((pem) => subjectOf(pem) ?? []);
  if (subjects.length === 0 || subjects.length < found.length)
    throw new AppFailure({ code: 'file', reason: 'no-certificates' });
  return PickedAuthorities.parse({ name: name.slice(0, 255), pem: `${found.join('\n')}\n`, subjects });
}

function subjectOf(pem: string): string | null {
  try {
    return new X509Certificate(pem).subject.replaceAll('\n', ', ').slice(0, 500);
  } catch {
    return null;
  }
}
