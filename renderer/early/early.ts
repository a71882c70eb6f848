/**
 * What stands in the window until the page is loaded: its ground, and Compose. Whoever wants to write by then writes into To at once; what
 * was typed goes on to the composer with the caret. It is a script inside index.html (scripts/early-page.ts), so that it waits for nothing.
 */
import { languageOf, type Language } from '#core/i18n/languages.ts';
import type { EarlyWindow, TypedEarly } from './handover.ts';

/** Its four words, put in while building: the catalogue is the page's. */
declare const EARLY_WORDS: Readonly<Record<Language, { readonly compose: string; readonly to: string }>>;

class Early implements EarlyWindow {
  readonly #root = document.getElementById('early');
  readonly #input = this.#root?.querySelector('input') ?? null;
  /** An input method is in the middle of a word: until it has ended, its text is not to be moved. */
  #isMidWord = false;
  #isAsked = false;

  begin(): void {
    window.addEventListener('keydown', this.#pressed, { capture: true });
    const words = EARLY_WORDS[languageOf(document.documentElement.lang)];
    // Made here, so that there is no button before it does anything.
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words.compose;
    button.addEventListener('click', () => this.#compose());
    this.#root?.querySelector('nav')?.append(button);
    const label = this.#root?.querySelector('label');
    if (label) label.textContent = words.to;
    this.#input?.addEventListener('compositionstart', () => (this.#isMidWord = true));
    this.#input?.addEventListener('compositionend', () => (this.#isMidWord = false));
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const isCompose =
      (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'n';
    const { target } = event;
    if (isCompose) {
      this.#compose();
    } else if (
      target instanceof HTMLInputElement &&
      !event.isComposing &&
      /^(?:Tab|Enter)$/.test(event.key)
    ) {
      // There is no next field yet: an entry is ended, and the next one may follow it.
      const { selectionEnd, value } = target;
      if (value.trim() !== '' && selectionEnd === value.length) target.value = `${value.trimEnd()}, `;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  get isComposing(): boolean {
    return this.#isAsked;
  }

  #compose(): void {
    this.#isAsked = true;
    this.#input?.parentElement?.removeAttribute('hidden');
    this.#input?.focus();
  }

  end(): void {
    this.#isAsked = false;
    window.removeEventListener('keydown', this.#pressed, { capture: true });
    this.#root?.remove();
  }

  take(receive: (typed: TypedEarly) => void): void {
    const input = this.#input;
    if (!this.#isAsked || input === null) return;
    const hand = (): void => {
      const { value, selectionStart, selectionEnd } = input;
      this.end();
      receive({ text: value, selection: [selectionStart ?? value.length, selectionEnd ?? value.length] });
    };
    if (this.#isMidWord) input.addEventListener('compositionend', () => setTimeout(hand), { once: true });
    else hand();
  }
}

const early = new Early();
globalThis.earlyWindow = early;
early.begin();
