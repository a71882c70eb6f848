/** Accounts from other programs' files, and into one of our own. The page learns no path, and hands none over. What reads them is loaded when it is first asked for. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MAX_IMPORT } from '#core/account/import/found.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { Transfer } from '../accounts/transfer.ts';
import { askForAccountsFile, askWhereToExport } from '../host/transfer-dialogs.ts';
import type { Program } from '../program.ts';
import { Secret } from '../secrets/secret.ts';
import type { HandlersOf } from './border.ts';
import { readFile } from './picked-file.ts';

export function transferHandlers(program: Program): HandlersOf<'transfer'> {
  const { services } = program;
  let made: Promise<Transfer> | null = null;
  const make = async () => {
    const { Transfer } = await import('../accounts/transfer.ts');
    return new Transfer({
      accounts: await services.accounts(),
      secrets: await services.secrets(),
      age: await services.age(),
    });
  };
  const transfer = () =>
    (made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    }));
  return {
    'transfer.readFile': async (_, { windowId }) => {
      const file = await askForAccountsFile(windowId, program.words());
      if (file === undefined) return null;
      const bytes = await readFile(file, MAX_IMPORT);
      return (await transfer()).previewFile(windowId, path.basename(file).slice(0, 255), bytes);
    },
    'transfer.unlock': async ({ handle, passphrase }, { windowId }) =>
      (await transfer()).unlock(windowId, handle, new Secret(passphrase)),
    'transfer.readText': async ({ text }, { windowId }) => (await transfer()).preview(windowId, text),
    'transfer.take': async (request, { windowId }) => {
      const count = await (await transfer()).take(windowId, request);
      program.used();
      return { count };
    },
    'transfer.export': async ({ passphrase }, { windowId }) => {
      const transferred = await transfer();
      const sealing = passphrase === null ? null : new Secret(passphrase);
      const file = await askWhereToExport(windowId, program.words(), sealing === null ? 'plain' : 'sealed');
      if (file === undefined) return { saved: false, count: 0 };
      const { data, count } = await contents(transferred, sealing);
      await writeFile(file, data, { mode: 0o600 }).catch((cause: unknown) => {
        throw new AppFailure({ code: 'disk', reason: 'failed' }, { cause });
      });
      return { saved: true, count };
    },
  };
}

async function contents(transfer: Transfer, sealing: Secret | null) {
  if (sealing === null) {
    const { text, count } = transfer.exported();
    return { data: text, count };
  }
  const { bytes, count } = await transfer.sealed(sealing);
  return { data: bytes, count };
}
