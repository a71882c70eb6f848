/**
 * The secrets of all accounts: sealed in the vault, or in memory until the program quits where the user chose that. What is stored is
 * known without the key; the key is asked of the keychain when a secret has to be opened or sealed, and kept for a short while.
 * A secret never leaves but as a `Secret`, and only for the host and user it was entered for.
 */
import {
  sameBinding,
  secretBinding,
  type SecretKind,
  type SecretBinding,
  type SecretHolder,
} from '#core/account/secrets.ts';
import { proofOf } from '#core/account/sign-in.ts';
import type { SecretState } from '#core/contract/accounts.ts';
import type { Notice } from '#core/contract/app.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { AccountId } from '#core/message/ids.ts';
import { diskFailure } from '../database/failure.ts';
import type { SecretAnswer, SecretSource } from '../outbox/ports.ts';
import type { Keychain } from './keychain-client.ts';
import { Secret } from './secret.ts';
import { answerCode, KIND_OF, MISSING } from './secret-answers.ts';
import { samePlace, SecretMemory, type InMemory, type SecretPlace } from './secret-memory.ts';
import { newVault, openEntry, entryFor, withSecret } from './vault.ts';
import type { VaultContents, VaultEntry, VaultFile, VaultReading } from './vault.ts';
import { keychainReason, VaultKey } from './vault-key.ts';
import { newKey } from './vault-seal.ts';

export interface SecretsTools {
  readonly file: VaultFile;
  readonly keychain: Pick<Keychain, 'read' | 'write' | 'cancelPrompt'>;
  readonly raise: (notice: Notice) => void;
  /** What a notice of this id said is no longer so. */
  readonly withdraw: (id: Notice['id']) => void;
  /** What `stateOf` answers may have changed. */
  readonly changed: () => void;
  /** ms that an unused key stays in memory */
  readonly keyKeptFor?: number;
}

/** What an undo of a removal brings back; the entries are still sealed. */
interface Removed {
  readonly memory: readonly InMemory[];
  readonly vaultId: string | null;
  readonly entries: readonly VaultEntry[];
}

export class Secrets implements SecretSource {
  readonly #tools: SecretsTools;
  readonly #key: VaultKey;
  readonly #memory = new SecretMemory();
  readonly #removed = new Map<AccountId, Removed>();
  #reading: VaultReading = { state: 'absent' };
  readonly #damagedEntries = new WeakSet<VaultEntry>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(tools: SecretsTools) {
    this.#tools = tools;
    this.#key = new VaultKey({
      keychain: tools.keychain,
      keptFor: tools.keyKeptFor,
      troubleChanged: (trouble) => {
        if (trouble === 'key-missing') this.#raise('vault-key-missing', {});
        if (trouble === null) tools.withdraw('vault-key-missing');
        tools.changed();
      },
    });
  }

  /** Reads what is stored, without the key: no prompt can come of it. */
  async start(): Promise<void> {
    await this.#inTurn(() => this.#read());
  }

  /** Of what the account signs in with. */
  stateOf(account: SecretHolder): SecretState {
    const proof = proofOf(account);
    return proof === null ? 'not-needed' : this.#stateOf(secretBinding(account, KIND_OF[proof]));
  }

  /** Of each that it can have, needed or not. */
  statesOf(account: SecretHolder): Record<SecretKind, SecretState> {
    const of = (kind: SecretKind): SecretState => this.#stateOf(secretBinding(account, kind));
    return {
      password: of('password'),
      'client-certificate': of('client-certificate'),
      'proxy-password': of('proxy-password'),
      'refresh-token': of('refresh-token'),
      'client-secret': of('client-secret'),
    };
  }

  #stateOf(binding: SecretBinding): SecretState {
    if (this.#memory.get(binding) !== undefined) return 'memory';
    if (this.#reading.state === 'unreadable') return 'unreadable';
    const entry = this.#entry(binding);
    if (entry === undefined) return 'none';
    return this.#key.trouble === null && !this.#damagedEntries.has(entry) ? 'keychain' : 'unreadable';
  }

  async secretFor(binding: SecretBinding): Promise<SecretAnswer> {
    const wanted = sameBinding(binding);
    const missing = { kind: 'failed', code: MISSING[wanted.kind] } as const;
    const inMemory = this.#memory.get(wanted);
    if (inMemory !== undefined) return { kind: 'secret', secret: inMemory.secret };
    try {
      if (this.#reading.state === 'unreadable') await this.#inTurn(() => this.#contents());
      const entry = this.#entry(wanted);
      if (this.#reading.state !== 'present' || entry === undefined) return missing;
      const { contents } = this.#reading;
      const key = await this.#key.of(contents);
      // A prompt may have been open for long: what was stored then may be gone or replaced now.
      if (this.#entry(wanted) !== entry) return await this.secretFor(wanted);
      const secret = openEntry(contents, key, entry);
      if (secret !== null) return { kind: 'secret', secret };
      this.#damagedEntries.add(entry);
      this.#tools.changed();
      return missing;
    } catch (error) {
      return { kind: 'failed', code: answerCode(error) };
    }
  }

  /**
   * Takes the place of whatever was stored of this kind for this account. Rejects with AppFailure `keychain` or `disk`; then all is as it was, and
   * nothing was written anywhere else instead.
   */
  async store(binding: SecretBinding, text: string, where: 'keychain' | 'memory'): Promise<SecretState> {
    const bound = sameBinding(binding);
    const secret = new Secret(text);
    if (where === 'keychain') await this.#storeInVault(bound, secret);
    else await this.#inTurn(() => this.#storeInMemory(bound, secret));
    this.#tools.changed();
    return this.#stateOf(bound);
  }

  /** A secret that the program made itself, as the practice server's: in memory, until it quits or lends another. */
  lend(binding: SecretBinding, secret: Secret): void {
    this.#memory.keep({ binding, secret });
  }

  /** Needs no key: removing is no reading, and the other entries stay as they are. */
  async forget(accountId: AccountId, kind: SecretKind = 'password'): Promise<void> {
    const isIt = (other: SecretPlace): boolean => samePlace(other, { accountId, kind });
    await this.#inTurn(async () => {
      await this.#dropEntries(isIt);
      this.#memory.drop(isIt);
    });
    this.#tools.changed();
  }

  /** Another host or user: what was entered for the old ones is dropped. A copy of an account has an id of its own, and so no secret. */
  async accountChanged(account: SecretHolder): Promise<void> {
    const isOther = (old: SecretBinding): boolean => {
      const now = secretBinding(account, old.kind);
      return old.accountId === now.accountId && (old.host !== now.host || old.user !== now.user);
    };
    await this.#inTurn(async () => {
      await this.#dropEntries(isOther);
      this.#memory.drop(isOther);
    });
  }

  /** Its secrets leave the disk at once; they are kept, still sealed, for an undo until the program quits. */
  async accountRemoved(accountId: AccountId): Promise<void> {
    await this.#inTurn(async () => {
      const contents = await this.#contents();
      const entries = contents?.entries.filter((entry) => entry.accountId === accountId) ?? [];
      await this.#dropEntries((entry) => entry.accountId === accountId);
      this.#removed.set(accountId, {
        memory: this.#memory.of(accountId),
        vaultId: contents?.id ?? null,
        entries,
      });
      this.#memory.drop((binding) => binding.accountId === accountId);
    });
  }

  async accountRestored(accountId: AccountId): Promise<void> {
    await this.#inTurn(async () => {
      const removed = this.#removed.get(accountId);
      if (removed === undefined) return;
      const contents = await this.#contents();
      // Sealed for the vault they came from: in a new one they would never open.
      if (contents !== null && contents.id === removed.vaultId && removed.entries.length > 0)
        await this.#write({ ...contents, entries: [...contents.entries, ...removed.entries] });
      for (const kept of removed.memory) this.#memory.keep(kept);
      this.#removed.delete(accountId);
    });
  }

  /**
   * The user's answer to a vault whose key is gone: it is kept under another name, and the next secret that is stored makes a new one.
   * Rejects with `not-now` when the key is there after all, and with `keychain` when nobody can tell.
   */
  async startNewVault(): Promise<void> {
    const old = await this.#inTurn(() => this.#contents());
    if (old === null) return;
    if (!(await this.#isKeyMissing(old))) throw new AppFailure({ code: 'not-now' });
    await this.#inTurn(async () => {
      if ((await this.#contents())?.id !== old.id) return;
      await this.#tools.file.moveAside('key-missing').catch(throwDiskFailure);
      this.#reading = { state: 'absent' };
      this.#key.forgetTrouble();
    });
    this.#tools.changed();
  }

  /** Stops waiting for the system's prompt: what waits for it ends with `keychain` `cancelled`. */
  cancelPrompt(): void {
    this.#tools.keychain.cancelPrompt();
  }

  /** The program quits: nothing secret stays in memory. */
  close(): void {
    this.cancelPrompt();
    this.#key.drop();
    this.#memory.clear();
    this.#removed.clear();
  }

  /** What was stored before is out of date. But a vault that cannot be opened now is left alone: memory only bridges that. */
  async #storeInMemory(binding: SecretBinding, secret: Secret): Promise<void> {
    if (this.#key.trouble === null && this.#reading.state === 'present')
      await this.#dropEntries((entry) => samePlace(entry, binding));
    this.#memory.keep({ binding, secret });
  }

  /** The keychain may keep one waiting for minutes. That is done between two turns, so that nobody waits along. */
  async #storeInVault(binding: SecretBinding, secret: Secret): Promise<void> {
    for (let isStored = false; !isStored;) {
      const found = await this.#inTurn(() => this.#contents());
      const vault = found ?? (await this.#entrustedVault());
      if (found !== null) await this.#key.of(found);
      isStored = await this.#inTurn(async () => {
        const now = (await this.#contents()) ?? (found === null ? vault : null);
        // Meanwhile another vault may have been made, this one put aside, or the key's time have ended.
        const key = now?.id === vault.id ? this.#key.kept(vault) : null;
        if (now === null || key === null) return false;
        await this.#write(withSecret(now, key, binding, secret));
        this.#memory.drop((other) => samePlace(other, binding));
        return true;
      });
    }
  }

  /** An empty vault. Only one whose key was read back from the keychain: otherwise it could be written and never opened. */
  async #entrustedVault(): Promise<VaultContents> {
    const key = newKey();
    const vault = newVault(key);
    await this.#key.entrust(vault, key);
    return vault;
  }

  async #isKeyMissing(contents: VaultContents): Promise<boolean> {
    try {
      await this.#key.of(contents);
      return false;
    } catch (error) {
      if (keychainReason(error) === 'key-missing') return true;
      throw error;
    }
  }

  async #dropEntries(goes: (entry: VaultEntry) => boolean): Promise<void> {
    const contents = await this.#contents();
    if (contents === null) return;
    const entries = contents.entries.filter((entry) => !goes(entry));
    if (entries.length < contents.entries.length) await this.#write({ ...contents, entries });
  }

  /** null: there is no vault. Rejects with `disk` when the one that is there cannot be read. */
  async #contents(): Promise<VaultContents | null> {
    if (this.#reading.state === 'unreadable') await this.#read();
    if (this.#reading.state === 'unreadable') throw diskFailure(this.#reading.cause);
    return this.#reading.state === 'present' ? this.#reading.contents : null;
  }

  async #read(): Promise<void> {
    this.#reading = await this.#tools.file.read();
    if (this.#reading.state === 'damaged') this.#raise('vault-damaged', { file: this.#reading.movedTo });
  }

  async #write(contents: VaultContents): Promise<void> {
    await this.#tools.file.write(contents).catch(throwDiskFailure);
    this.#reading = { state: 'present', contents };
  }

  #raise(code: 'vault-damaged' | 'vault-key-missing', params: Notice['params']): void {
    this.#tools.raise({ id: code, code, severity: 'error', params });
  }

  #entry(binding: SecretBinding): VaultEntry | undefined {
    return this.#reading.state === 'present' ? entryFor(this.#reading.contents, binding) : undefined;
  }

  /** The vault is read and written by one at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

function throwDiskFailure(error: unknown): never {
  throw diskFailure(error);
}
