/** Accounts from other programs' files, and into one of our own. The page learns no path, and hands none over. What reads them is loaded when it is first asked for. */
import { writeFile } from 'node:fs/promises';
import { MAX_IMPORT } from '#core/account/import/found.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { Transfer } from '../accounts/transfer.ts';
import { askForAccountsFile, askWhereToExport } from '../host/transfer-dialogs.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';
import { readFile } from './picked-file.ts';

export function transferHandlers(program: Program): HandlersOf<'transfer'> {
  let made: Promise<Transfer> | null = null;
  const make = async () => {
    const { Transfer } = await import('../accounts/transfer.ts');
    return new Transfer(await program.services.accounts());
  };
  const transfer = () => (made ??= make());
  return {
    'transfer.readFile': async (_, { windowId }) => {
      const file = await askForAccountsFile(windowId, program.words());
      if (file === undefined) return null;
      return (await transfer()).preview(windowId, (await readFile(file, MAX_IMPORT)).toString('utf8'));
    },
    'transfer.readText': async ({ text }, { windowId }) => (await transfer()).preview(windowId, text),
    'transfer.take': async (request, { windowId }) => {
      const count = (await transfer()).take(windowId, request);
      program.used();
      return { count };
    },
    'transfer.export': async (_, { windowId }) => {
      const { text, count } = (await transfer()).exported();
      const file = await askWhereToExport(windowId, program.words());
      if (file === undefined) return { saved: false, count };
      await writeFile(file, text, { mode: 0o600 }).catch((cause: unknown) => {
        throw new AppFailure({ code: 'disk', reason: 'failed' }, { cause });
      });
      return { saved: true, count };
    },
  };
}
