/**
 * Verifies bytes that a window feeds piece by piece: files that were opened or dropped, entries of an mbox, pasted headers. The header is
 * gathered first; then the verification runs while the rest comes.
 */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { AuthenticationReport } from '#core/contract/authentication.ts';
import type { Query } from '../discovery/names.ts';
import { verifyMessage } from './verify.ts';

export class Fed {
  readonly #headerSize: number;
  readonly #query: Query;
  readonly #message = new PassThrough();
  readonly #header: Uint8Array[] = [];
  #gathered = 0;
  #report: Promise<AuthenticationReport> | undefined;

  constructor(headerSize: number, query: Query) {
    this.#headerSize = headerSize;
    this.#query = query;
    // Whoever feeds it learns of a failure from the report.
    this.#message.on('error', () => undefined);
  }

  /** Resolves when the next piece may come. */
  async feed(bytes: Uint8Array): Promise<void> {
    if (this.#gathered < this.#headerSize) {
      this.#header.push(bytes.slice(0, this.#headerSize - this.#gathered));
      this.#gathered += bytes.length;
      if (this.#gathered >= this.#headerSize) void this.#begin();
    }
    if (this.#message.destroyed || this.#message.write(bytes)) return;
    // Before the header is whole nobody reads; it has bounds of its own.
    if (this.#report !== undefined)
      await Promise.race([once(this.#message, 'drain'), this.#report.catch(() => undefined)]);
  }

  async finish(): Promise<AuthenticationReport> {
    this.#message.end();
    return await this.#begin();
  }

  stop(): void {
    this.#message.destroy(new Error('stopped'));
  }

  #begin(): Promise<AuthenticationReport> {
    this.#report ??= verifyMessage(
      { header: Buffer.concat(this.#header), message: () => this.#message, returnPath: null },
      this.#query,
      () => Date.now(),
    );
    // Told by `finish`.
    this.#report.catch(() => undefined);
    return this.#report;
  }
}
