/** Files for the program under test, which runs as another user where the tests run as root; and how they come into its lens. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { answerOpen } from './hands.ts';
import type { Launched } from './launch.ts';

export class SharedFolder {
  readonly path = mkdtempSync(path.join(os.tmpdir(), 'facteur-files-'));

  constructor() {
    chmodSync(this.path, 0o755);
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  /** Gives the file's path. */
  put(name: string, bytes: string | Uint8Array): string {
    writeFileSync(this.at(name), bytes);
    chmodSync(this.at(name), 0o644);
    return this.at(name);
  }

  /** A folder that the program may write to. */
  writable(name: string): string {
    mkdirSync(this.at(name));
    chmodSync(this.at(name), 0o777);
    return this.at(name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export async function openByDialog({ app, page }: Launched, ...files: string[]): Promise<void> {
  await answerOpen(app, files);
  await page.keyboard.press('Control+o');
}

/** Opens a file of this name, and shows it. */
export async function openInLens(
  program: Launched,
  folder: SharedFolder,
  name: string,
  bytes: string | Uint8Array,
): Promise<void> {
  await openByDialog(program, folder.put(name, bytes));
  await program.page.getByRole('option', { name: new RegExp(name.replaceAll('.', '\\.')) }).click();
}
