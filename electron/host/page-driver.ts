/**
 * Uses a window as a person would: finds what is on the page by its name, clicks where it stands, types, presses keys, and looks. For
 * the demonstration alone; it reads the page and sends input, and calls nothing of the page's.
 */
import type { WebContents } from 'electron';
import { z } from 'zod';

/** ms between two looks at the page */
const LOOK_AGAIN = 50;

const Spot = z.object({ x: z.number(), y: z.number() });
export type Role = 'button' | 'field' | 'tab' | 'option' | 'text';

class NotOnPage extends Error {
  override readonly name = 'NotOnPage';
}

export class PageDriver {
  readonly #contents: WebContents;
  readonly #patience: number;

  /** `patience`: ms to wait for something to appear. */
  constructor(contents: WebContents, patience: number) {
    this.#contents = contents;
    this.#patience = patience;
  }

  /** Waits until something of this role and name is in view. */
  async see(role: Role, name: string): Promise<void> {
    await this.#spot(role, name);
  }

  /** Clicks in the middle of it. */
  async click(role: Role, name: string): Promise<void> {
    this.#clickAt(await this.#spot(role, name));
  }

  /** Clicks into a field, waits until it has the focus, types, and waits until what was typed is there. */
  async fill(name: string, text: string): Promise<void> {
    const spot = await this.#spot('field', name);
    this.#clickAt(spot);
    await this.#until(`(${hasFocus.toString()})(${spot.x}, ${spot.y})`, `“${name}”`);
    await this.#contents.insertText(text);
    await this.#until(`(${holds.toString()})(${JSON.stringify(text)})`, `“${text}”`);
  }

  #clickAt({ x, y }: z.infer<typeof Spot>): void {
    const at = { x, y, button: 'left', clickCount: 1 } as const;
    this.#contents.sendInputEvent({ type: 'mouseMove', x, y });
    this.#contents.sendInputEvent({ type: 'mouseDown', ...at });
    this.#contents.sendInputEvent({ type: 'mouseUp', ...at });
  }

  press(keyCode: string, modifiers: ('control' | 'meta' | 'shift' | 'alt')[] = []): void {
    this.#contents.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
    this.#contents.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
  }

  /** What the window shows now, as PNG, after the next frame is painted. */
  async picture(): Promise<Buffer> {
    await this.#contents.executeJavaScript(
      'new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted(true))))',
    );
    return (await this.#contents.capturePage()).toPNG();
  }

  async #spot(role: Role, name: string): Promise<z.infer<typeof Spot>> {
    const found = await this.#until(
      `(${spotOf.toString()})(${JSON.stringify(role)}, ${JSON.stringify(name)})`,
      `${role} “${name}”`,
    );
    return Spot.parse(found);
  }

  async #until(script: string, what: string): Promise<unknown> {
    const end = Date.now() + this.#patience;
    for (;;) {
      const found: unknown = await this.#contents.executeJavaScript(script);
      if (found !== null && found !== false) return found;
      if (Date.now() > end) throw new NotOnPage(what);
      await new Promise((again) => setTimeout(again, LOOK_AGAIN));
    }
  }
}

/** Runs in the page. The middle of the first visible element of that role with that name, or, unless it is a field, with it in its name. */
function spotOf(role: Role, name: string): { x: number; y: number } | null {
  const selectors = {
    button: 'button, a, [role="button"], [role="link"]',
    field: 'input, textarea, [role="textbox"], [role="combobox"], [contenteditable="true"]',
    tab: '[role="tab"]',
    option: '[role="option"], [role="row"], [role="listitem"]',
    text: 'body *',
  };
  const plain = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const namesOf = (element: Element): string[] => {
    const names = [plain(element.getAttribute('aria-label'))];
    const by = element.getAttribute('aria-labelledby');
    if (by !== null)
      names.push(
        plain(
          by
            .split(/\s+/)
            .map((id) => document.getElementById(id)?.textContent)
            .join(' '),
        ),
      );
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      for (const label of element.labels ?? []) names.push(plain(label.textContent));
    if (role !== 'field') names.push(plain(element.textContent));
    return names;
  };
  const wanted = plain(name);
  const matches = (text: string): boolean => (role === 'field' ? text === wanted : text.includes(wanted));
  for (const element of document.querySelectorAll(selectors[role])) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || !element.checkVisibility()) continue;
    if (!namesOf(element).some((text) => text !== '' && matches(text))) continue;
    element.scrollIntoView({ block: 'nearest' });
    const now = element.getBoundingClientRect();
    return { x: Math.round(now.x + now.width / 2), y: Math.round(now.y + now.height / 2) };
  }
  return null;
}

/** Runs in the page. Whether what stands at this point has the focus. */
function hasFocus(x: number, y: number): boolean {
  const box = document.activeElement?.getBoundingClientRect();
  return box !== undefined && document.activeElement !== document.body
    ? x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
    : false;
}

/** Runs in the page. Whether the field with the focus has this text; white space is drawn as the field likes. */
function holds(text: string): boolean {
  const field = document.activeElement;
  const isInput = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  const plain = (words: string): string => words.replaceAll(/\s+/g, '');
  return plain((isInput ? field.value : field?.textContent) ?? '').includes(plain(text));
}
