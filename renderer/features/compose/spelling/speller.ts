/**
 * The page's side of the dictionaries: what they were asked is remembered, so that a text is read again without them. Their thread begins
 * with the first question and ends a minute after the last answer, with all its memory; the next question begins another.
 */
import { SPELLING_LANGUAGES, type SpellingLanguage } from '#core/spelling/languages.ts';
import type { Answer, Ask, Question } from './worker/protocol.ts';

/** ms */
const ENDS_AFTER = 60_000;
/** forms of one language; then they are asked anew */
const MOST_REMEMBERED = 50_000;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

class Speller {
  #worker: Worker | null = null;
  #end: ReturnType<typeof setTimeout> | undefined;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #known = new Map<SpellingLanguage, Map<string, boolean>>();
  #unreadable: readonly SpellingLanguage[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Their dictionaries could not be read when they were last asked. */
  readonly unreadable = (): readonly SpellingLanguage[] => this.#unreadable;

  /** undefined: it was not asked yet. What cannot be read knows every word, so that nothing is marked for it. */
  readonly knows = (language: SpellingLanguage, form: string): boolean | undefined =>
    this.#unreadable.includes(language) ? true : this.#known.get(language)?.get(form);

  /** Resolves when `knows` has the answers. */
  async ask(open: ReadonlyMap<SpellingLanguage, ReadonlySet<string>>): Promise<void> {
    const asked = [...open].map(([language, forms]) => ({ language, forms: [...forms] }));
    try {
      const { known } = await this.#question({ kind: 'know', asked });
      for (const [at, { language, known: words }] of known.entries()) {
        if (words === null) this.#fail([language]);
        else this.#remember(language, asked[at]?.forms ?? [], words);
      }
    } catch {
      this.#fail(asked.map(({ language }) => language));
    }
  }

  /** likeliest first; nothing where no dictionary can be read */
  async suggest(form: string, languages: readonly SpellingLanguage[]): Promise<readonly string[]> {
    try {
      return (await this.#question({ kind: 'suggest', form, languages })).suggestions;
    } catch {
      return [];
    }
  }

  /** Dictionaries that could not be read are tried again. */
  retry(): void {
    this.#stop();
    this.#unreadable = [];
    this.#tell();
  }

  #fail(languages: readonly SpellingLanguage[]): void {
    this.#unreadable = SPELLING_LANGUAGES.filter(
      (language) => this.#unreadable.includes(language) || languages.includes(language),
    );
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #remember(language: SpellingLanguage, forms: readonly string[], words: readonly boolean[]): void {
    const kept = this.#known.get(language);
    const known = kept === undefined || kept.size > MOST_REMEMBERED ? new Map<string, boolean>() : kept;
    for (const [at, form] of forms.entries()) known.set(form, words[at] ?? true);
    this.#known.set(language, known);
  }

  #question(question: Question): Promise<Answer> {
    clearTimeout(this.#end);
    const worker = (this.#worker ??= this.#start());
    this.#count += 1;
    const ask: Ask = { ...question, id: this.#count };
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask.id, { resolve, reject });
      worker.postMessage(ask);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('worker/spelling-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      this.#waiting.get(data.id)?.resolve(data);
      this.#waiting.delete(data.id);
      if (this.#waiting.size === 0) this.#end = setTimeout(() => this.#stop(), ENDS_AFTER);
    });
    worker.addEventListener('error', () => this.#stop());
    return worker;
  }

  #stop(): void {
    clearTimeout(this.#end);
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error('spelling-worker ended'));
    this.#waiting.clear();
  }
}

export const speller = new Speller();
