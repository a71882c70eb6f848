/** The emoji and what they are called in one language: emojibase's list, a file of the page, of which only what is shown is kept. */
import english from 'emojibase-data/en/data.json?url';
import french from 'emojibase-data/fr/data.json?url';
import { foldedWords } from '#core/contacts/fold.ts';
import type { Language } from '#core/i18n/languages.ts';

/** In the order of the list; the third of its groups holds parts of emoji, which are none by themselves. */
export const GROUPS = [
  'smileys',
  'people',
  null,
  'animals',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const;
export type Group = NonNullable<(typeof GROUPS)[number]>;

export interface Emoji {
  readonly emoji: string;
  readonly name: string;
  readonly group: Group;
  /** as `foldedWords` has them: what it is called, and what it is found by besides */
  readonly called: string;
  readonly words: string;
}

/** Of 2023: readers whose system is older than a younger one see a box in its place. */
const NEWEST = 15.1;

const files: Readonly<Record<Language, string>> = { en: english, fr: french };
const loaded = new Map<Language, Promise<readonly Emoji[]>>();

export function loadEmoji(language: Language): Promise<readonly Emoji[]> {
  const known = loaded.get(language);
  if (known !== undefined) return known;
  const loading = fetch(files[language]).then(async (answer) => emojiOf(await answer.json()));
  loaded.set(language, loading);
  // Another try begins anew.
  loading.catch(() => loaded.delete(language));
  return loading;
}

const textOf = (value: unknown, key: string): string => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : '';
};

/** Whatever is no emoji of a group is left out. */
export function emojiOf(data: unknown): readonly Emoji[] {
  if (!Array.isArray(data)) return [];
  const found: (Emoji & { readonly order: number })[] = [];
  for (const one of data as readonly unknown[]) {
    if (typeof one !== 'object' || one === null) continue;
    const [emoji, name] = [textOf(one, 'emoji'), textOf(one, 'label')];
    const group = GROUPS[Number(Reflect.get(one, 'group'))] ?? null;
    if (emoji === '' || group === null || Number(Reflect.get(one, 'version')) > NEWEST) continue;
    const tags: unknown = Reflect.get(one, 'tags');
    const called = foldedWords(name);
    const words = `${called}${foldedWords(Array.isArray(tags) ? tags.join(' ') : '')}`;
    found.push({ emoji, name, group, called, words, order: Number(Reflect.get(one, 'order')) });
  }
  return found.toSorted((a, b) => a.order - b.order);
}
