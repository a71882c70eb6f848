/**
 * The vault file: sealed secrets, each with what it is for in clear, so that the program knows what is stored without asking for the
 * key. It is written beside itself, synced and renamed; what cannot be read as a vault is moved aside and never overwritten. Sealing
 * is vault-seal.ts's, and the key is the caller's.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ulid } from 'ulid';
import { z } from 'zod';
import { SecretKind, type SecretBinding } from '#core/account/secrets.ts';
import { AccountId } from '#core/message/ids.ts';
import { makeFolder, syncFolder } from '../database/durable.ts';
import { isMissing } from '../database/failure.ts';
import { Secret } from './secret.ts';
import { seal, Sealed, unseal, type SealedFor } from './vault-seal.ts';

/** Raised when the file's shape or what it is sealed for changes. */
const VERSION = 1;
const FILE = 'vault.json';

const words = ({ accountId, kind, host, user }: SecretBinding): SealedFor => [accountId, kind, host, user];

export const VaultEntry = z.strictObject({
  accountId: AccountId,
  kind: SecretKind,
  host: z.string(),
  user: z.string(),
  sealed: Sealed,
});
export type VaultEntry = z.infer<typeof VaultEntry>;

export const VaultContents = z.strictObject({
  version: z.literal(VERSION),
  /** Names the vault's key in the keychain: several profiles share one keychain. */
  id: z.ulid(),
  /** Something known, sealed: a key that opens it is this vault's key. */
  check: Sealed,
  entries: z.array(VaultEntry).max(10_000),
});
export type VaultContents = z.infer<typeof VaultContents>;

/** What reading found. `damaged`: it was no vault and lies at `movedTo` now. `unreadable`: the disk would not give it; it is still there. */
export type VaultReading =
  | { readonly state: 'absent' }
  | { readonly state: 'present'; readonly contents: VaultContents }
  | { readonly state: 'damaged'; readonly movedTo: string }
  | { readonly state: 'unreadable'; readonly cause: unknown };

const CHECK = 'facteur vault';

const checkWords = (id: string): SealedFor => [String(VERSION), id, 'check'];

const entryWords = (id: string, bound: SecretBinding): SealedFor => [
  String(VERSION),
  id,
  'entry',
  ...words(bound),
];

export function newVault(key: Uint8Array): VaultContents {
  const id = ulid();
  return { version: VERSION, id, check: seal(key, checkWords(id), new Secret(CHECK)), entries: [] };
}

/** Whether this is the key that the vault was made with. */
export function isKeyOf(contents: VaultContents, key: Uint8Array): boolean {
  return unseal(key, checkWords(contents.id), contents.check)?.reveal() === CHECK;
}

/** The entry for exactly this kind, account, host and user. */
export function entryFor(contents: VaultContents, bound: SecretBinding): VaultEntry | undefined {
  const wanted = JSON.stringify(words(bound));
  return contents.entries.find((entry) => JSON.stringify(words(entry)) === wanted);
}

/** null: the entry was damaged or moved here from elsewhere. */
export function openEntry(contents: VaultContents, key: Uint8Array, entry: VaultEntry): Secret | null {
  return unseal(key, entryWords(contents.id, entry), entry.sealed);
}

/** One secret per account and kind: the new one takes the place of whatever was there, for whichever host. */
export function withSecret(
  contents: VaultContents,
  key: Uint8Array,
  bound: SecretBinding,
  secret: Secret,
): VaultContents {
  const { accountId, kind, host, user } = bound;
  const sealed = seal(key, entryWords(contents.id, bound), secret);
  const place = JSON.stringify([accountId, kind]);
  const others = contents.entries.filter((entry) => JSON.stringify([entry.accountId, entry.kind]) !== place);
  return { ...contents, entries: [...others, { accountId, kind, host, user, sealed }] };
}

/** Where the vault lies. One process per profile writes it; its callers write one after another. */
export class VaultFile {
  readonly #folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = path.join(folder, FILE);
  }

  async read(): Promise<VaultReading> {
    let bytes: Buffer;
    try {
      bytes = await readFile(this.#file);
    } catch (cause) {
      return isMissing(cause) ? { state: 'absent' } : { state: 'unreadable', cause };
    }
    const contents = parse(bytes);
    if (contents !== null) return { state: 'present', contents };
    try {
      return { state: 'damaged', movedTo: await this.moveAside('damaged') };
    } catch (cause) {
      return { state: 'unreadable', cause };
    }
  }

  /** Beside itself, synced, renamed, folder synced. Rejects with the disk's error, and then the old vault is still whole. */
  async write(contents: VaultContents): Promise<void> {
    await makeFolder(this.#folder);
    await this.#sweep();
    const beside = `${this.#file}.${randomUUID()}.tmp`;
    try {
      const handle = await open(beside, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
      try {
        await handle.writeFile(JSON.stringify(contents));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(beside, this.#file);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    await syncFolder(this.#folder);
  }

  /** Keeps it under another name and tells which. */
  async moveAside(why: 'damaged' | 'key-missing'): Promise<string> {
    const aside = path.join(this.#folder, `vault.${why}-${ulid()}.json`);
    await rename(this.#file, aside);
    await syncFolder(this.#folder);
    return aside;
  }

  /** What a crash left half written. */
  async #sweep(): Promise<void> {
    const names = await readdir(this.#folder);
    for (const name of names)
      if (name.startsWith(`${FILE}.`) && name.endsWith('.tmp'))
        await rm(path.join(this.#folder, name), { force: true });
  }
}

function parse(bytes: Buffer): VaultContents | null {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    return VaultContents.safeParse(parsed).data ?? null;
  } catch {
    return null;
  }
}
