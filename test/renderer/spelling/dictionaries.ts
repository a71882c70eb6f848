// The dictionaries that come with the program, read from where the build takes them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type SpellingLanguage } from '#core/spelling/languages.ts';
import { Dictionary, startHunspell } from '#renderer/features/compose/spelling/worker/dictionary.ts';

const modules = path.join(import.meta.dirname, '../../../node_modules');
const module = startHunspell(readFileSync(path.join(modules, 'hunspell-wasm/wasm/hunspell.wasm')));

export async function dictionary(language: SpellingLanguage): Promise<Dictionary> {
  const file = (name: string): string =>
    readFileSync(path.join(modules, `dictionary-${language.toLowerCase()}`, name), 'utf8');
  return new Dictionary(await module, language, { aff: file('index.aff'), dic: file('index.dic') });
}

export const hunspell = module;
