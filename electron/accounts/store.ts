/**
 * One small JSON file of the user's choices, that must neither crash the program nor be reset in silence: checked against its schema,
 * brought up to date step by step, with its last good copy beside it. A file that cannot be used is moved aside, and the user is told
 * what took its place. Reading and writing itself is electron-store's, handed in by the host.
 */
import { lstatSync, renameSync } from 'node:fs';
import path from 'node:path';
import { ulid } from 'ulid';
import { z } from 'zod';
import type { Notice } from '#core/contract/app.ts';
import { diskFailure, isMissing } from '../database/failure.ts';

interface JsonFile {
  /** Throws when the file is no JSON or the disk does not give it. */
  read(): unknown;
  /** Atomic. Throws the disk's error, and then the file is as it was. */
  write(value: Record<string, unknown>): void;
}
/** `<folder>/<name>.json`; the file need not be there. */
export type OpenJsonFile = (folder: string, name: string) => JsonFile;

type Migration = (data: unknown) => unknown;

export interface StoreShape<T> {
  readonly name: 'accounts' | 'settings';
  readonly schema: z.ZodType<T>;
  /** The n-th leads from version n + 1 to the next; the current version is one more than there are. */
  readonly migrations: readonly Migration[];
  readonly defaults: () => T;
}

export interface StoreTools {
  readonly folder: string;
  readonly open: OpenJsonFile;
  readonly raise: (notice: Notice) => void;
}

const Envelope = z.strictObject({ version: z.int().positive(), data: z.unknown() });

type Reading<T> = { readonly state: 'absent' | 'unusable' } | { readonly state: 'good'; readonly value: T };

export class Store<T> {
  readonly #tools: StoreTools;
  readonly #shape: StoreShape<T>;
  #value: T;
  /** What is there could not be moved aside, so nothing is written over it. */
  #blocked: unknown = null;

  /** Never throws: what cannot be read is replaced by the last good copy, or by the defaults. */
  constructor(tools: StoreTools, shape: StoreShape<T>) {
    this.#tools = tools;
    this.#shape = shape;
    this.#value = this.#load();
  }

  get value(): T {
    return this.#value;
  }

  /** Throws AppFailure `disk`, and then the value is as it was. */
  set(value: T): void {
    if (this.#blocked !== null) throw diskFailure(this.#blocked);
    const checked = this.#shape.schema.parse(value);
    try {
      this.#write(this.#shape.name, checked);
    } catch (error) {
      throw diskFailure(error);
    }
    this.#value = checked;
    this.#tryToWrite(this.#copy, checked);
  }

  get #copy(): string {
    return `${this.#shape.name}.last-good`;
  }

  #load(): T {
    const main = this.#read(this.#shape.name);
    if (main.state === 'good') {
      if (!this.#isThere(this.#copy)) this.#tryToWrite(this.#copy, main.value);
      return main.value;
    }
    const copy = this.#read(this.#copy);
    if (main.state === 'unusable') this.#moveAside(this.#shape.name);
    const value = copy.state === 'good' ? copy.value : this.#shape.defaults();
    if (copy.state === 'good') this.#say('recovered');
    else if (main.state === 'unusable' || copy.state === 'unusable') this.#say('reset');
    if (copy.state === 'unusable') this.#moveAside(this.#copy);
    if (this.#blocked === null) {
      this.#tryToWrite(this.#shape.name, value);
      if (copy.state !== 'good') this.#tryToWrite(this.#copy, value);
    }
    return value;
  }

  #read(name: string): Reading<T> {
    if (!this.#isThere(name)) return { state: 'absent' };
    try {
      const { version, data } = Envelope.parse(this.#tools.open(this.#tools.folder, name).read());
      if (version > this.#version) return { state: 'unusable' };
      const current = this.#shape.migrations.slice(version - 1).reduce((old, step) => step(old), data);
      return { state: 'good', value: this.#shape.schema.parse(current) };
    } catch {
      return { state: 'unusable' };
    }
  }

  get #version(): number {
    return this.#shape.migrations.length + 1;
  }

  #write(name: string, data: T): void {
    this.#tools.open(this.#tools.folder, name).write({ version: this.#version, data });
  }

  /** Where failing costs only safety, or is found again by the next `set`. */
  #tryToWrite(name: string, data: T): void {
    try {
      this.#write(name, data);
    } catch {
      // A full or read-only disk: the program runs on with what it knows.
    }
  }

  /** Anything but a plain "no such file" counts as there, so that it is not written over. */
  #isThere(name: string): boolean {
    try {
      lstatSync(this.#path(name));
      return true;
    } catch (error) {
      return !isMissing(error);
    }
  }

  #moveAside(name: string): void {
    try {
      renameSync(this.#path(name), this.#path(`${name}.damaged-${ulid()}`));
    } catch (error) {
      this.#blocked = error;
    }
  }

  #path(name: string): string {
    return path.join(this.#tools.folder, `${name}.json`);
  }

  #say(what: 'recovered' | 'reset'): void {
    const code = `${this.#shape.name}-${what}` as const;
    const severity = what === 'reset' ? 'error' : 'warning';
    this.#tools.raise({ id: code, code, severity, params: { folder: this.#tools.folder } });
  }
}
