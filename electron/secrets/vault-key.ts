/**
 * The vault's key: asked of the keychain when it is needed, proved against the vault, kept in memory while it is in use and a short
 * while longer. Why it could not be had is remembered, so that a list of accounts can say so without asking again.
 */
import { AppFailure } from '#core/contract/errors.ts';
import { keychainFailure, type Keychain, type KeychainReason } from './keychain-client.ts';
import { isKeyOf, type VaultContents } from './vault.ts';
import { keyFromText, keyToText } from './vault-seal.ts';

const KEPT_FOR = 60_000;

export interface VaultKeyTools {
  readonly keychain: Pick<Keychain, 'read' | 'write'>;
  readonly troubleChanged: (trouble: KeychainReason | null) => void;
  /** ms that an unused key stays in memory */
  readonly keptFor?: number | undefined;
}

/** Named after the vault: several profiles share one keychain, and an old vault that is kept aside keeps its key. */
const entryName = (contents: VaultContents): string => `vault-${contents.id}`;

export class VaultKey {
  readonly #tools: VaultKeyTools;
  #trouble: KeychainReason | null = null;
  #kept: { readonly vaultId: string; readonly key: Buffer } | null = null;
  #timer: NodeJS.Timeout | undefined;
  #asking: { readonly vaultId: string; readonly answer: Promise<Buffer> } | null = null;

  constructor(tools: VaultKeyTools) {
    this.#tools = tools;
  }

  /** Why the key could not be had when it was last asked for. */
  get trouble(): KeychainReason | null {
    return this.#trouble;
  }

  /**
   * Proved to be this vault's key. Several who need it at once share one question. Use it before anything else is awaited: it is
   * overwritten when its time is over. Rejects with AppFailure `keychain`.
   */
  async of(contents: VaultContents): Promise<Buffer> {
    const kept = this.kept(contents);
    if (kept !== null) return kept;
    if (this.#asking?.vaultId !== contents.id) {
      const asking = { vaultId: contents.id, answer: this.#ask(contents) };
      this.#asking = asking;
      const done = (): void => {
        if (this.#asking === asking) this.#asking = null;
      };
      asking.answer.then(done, done);
    }
    return this.#asking.answer;
  }

  /** null: it was not asked for, or its time is over. */
  kept(contents: VaultContents): Buffer | null {
    return this.#kept?.vaultId === contents.id ? this.#keep(contents.id, this.#kept.key) : null;
  }

  /** Gives a new vault's key to the keychain; resolves when it was read back there. Rejects with AppFailure `keychain`. */
  async entrust(contents: VaultContents, key: Buffer): Promise<void> {
    await this.#tools.keychain.write(entryName(contents), keyToText(key));
    this.#keep(contents.id, key);
  }

  /** The vault it was about is no longer the one in use. */
  forgetTrouble(): void {
    this.#setTrouble(null);
  }

  drop(): void {
    clearTimeout(this.#timer);
    this.#kept?.key.fill(0);
    this.#kept = null;
  }

  async #ask(contents: VaultContents): Promise<Buffer> {
    try {
      const text = await this.#tools.keychain.read(entryName(contents));
      const key = text === null ? null : keyFromText(text);
      if (key === null || !isKeyOf(contents, key)) throw keychainFailure('key-missing');
      this.#setTrouble(null);
      return this.#keep(contents.id, key);
    } catch (error) {
      this.#setTrouble(keychainReason(error) ?? 'failed');
      throw error;
    }
  }

  #keep(vaultId: string, key: Buffer): Buffer {
    this.#kept = { vaultId, key };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.drop(), this.#tools.keptFor ?? KEPT_FOR).unref();
    return key;
  }

  #setTrouble(trouble: KeychainReason | null): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#tools.troubleChanged(trouble);
  }
}

/** null: it is another kind of failure. */
export function keychainReason(error: unknown): KeychainReason | null {
  return error instanceof AppFailure && error.error.code === 'keychain' ? error.error.reason : null;
}
