/** The thread that holds the dictionaries. It loads one when it is first asked for, and ends when the page ends it (../speller.ts). */
import wasmFile from 'hunspell-wasm/wasm/hunspell.wasm?url';
import type { SpellingLanguage } from '#core/spelling/languages.ts';
import { merged } from '#core/spelling/suggestions.ts';
import { Dictionary, type HunspellModule, startHunspell } from './dictionary.ts';
import { dictionaryFiles } from './files.ts';
import type { Answer, Ask, Known } from './protocol.ts';

let hunspell: Promise<HunspellModule> | undefined;
const dictionaries = new Map<SpellingLanguage, Promise<Dictionary | null>>();

async function read(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(url);
  return response;
}

async function load(language: SpellingLanguage): Promise<Dictionary> {
  const files = dictionaryFiles[language];
  hunspell ??= read(wasmFile).then(async (file) => startHunspell(await file.arrayBuffer()));
  const [module, aff, dic] = await Promise.all([
    hunspell,
    read(files.aff).then((file) => file.text()),
    read(files.dic).then((file) => file.text()),
  ]);
  return new Dictionary(module, language, { aff, dic });
}

/** null: it cannot be read. That is found out once in the thread's life. */
function dictionaryOf(language: SpellingLanguage): Promise<Dictionary | null> {
  const known = dictionaries.get(language);
  if (known !== undefined) return known;
  const loading = load(language).catch(() => null);
  dictionaries.set(language, loading);
  return loading;
}

async function know(language: SpellingLanguage, forms: readonly string[]): Promise<Known> {
  const dictionary = await dictionaryOf(language);
  return { language, known: dictionary === null ? null : forms.map((form) => dictionary.knows(form)) };
}

async function answer(ask: Ask): Promise<Answer> {
  if (ask.kind === 'know') {
    const known = await Promise.all(ask.asked.map(({ language, forms }) => know(language, forms)));
    return { id: ask.id, known, suggestions: [] };
  }
  const lists = await Promise.all(
    ask.languages.map(async (language) => (await dictionaryOf(language))?.suggest(ask.form) ?? []),
  );
  return { id: ask.id, known: [], suggestions: merged(lists) };
}

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  void answer(data).then((message) => postMessage(message));
});
