/** One Hunspell dictionary in WebAssembly: is this a word, and what may have been meant. Where its files come from is its caller's. */
import { Hunspell } from 'hunspell-wasm';
import initialise from 'hunspell-wasm/wasm/hunspell.js';
import type { SpellingLanguage } from '#core/spelling/languages.ts';

/** One for all dictionaries: its first 18 MB hold English, French and Spanish together. */
export type HunspellModule = object;

const silent = (): void => undefined;

export const startHunspell = (wasmBinary: ArrayBuffer | Uint8Array): Promise<HunspellModule> =>
  initialise({ wasmBinary, print: silent, printErr: silent });

export interface DictionaryFiles {
  readonly aff: string;
  readonly dic: string;
}

/** Hunspell takes anything for a dictionary, and then knows no word. */
class NoDictionary extends Error {
  override readonly name = 'NoDictionary';
}

const DIACRITICS = /\p{M}/gu;

export class Dictionary {
  readonly #hunspell: Hunspell;
  /** The English list has "cafe" and "naive" alone. */
  readonly #isEnglish: boolean;

  /** Ends with NoDictionary, or with WebAssembly's own errors when there is no memory. */
  constructor(module: HunspellModule, language: SpellingLanguage, { aff, dic }: DictionaryFiles) {
    if (!/^SET UTF-8$/m.test(aff) || !/^\d+\s/.test(dic)) throw new NoDictionary(language);
    this.#hunspell = new Hunspell(module, aff, dic);
    this.#isEnglish = language === 'en' || language === 'en-GB';
  }

  knows(form: string): boolean {
    if (this.#hunspell.testSpelling(form)) return true;
    if (!this.#isEnglish) return false;
    const plain = form.normalize('NFD').replaceAll(DIACRITICS, '');
    return plain !== form && this.#hunspell.testSpelling(plain);
  }

  /** likeliest first */
  suggest(form: string): string[] {
    return this.#hunspell.getSpellingSuggestions(form);
  }
}
