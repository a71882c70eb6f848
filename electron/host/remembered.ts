/**
 * What the first window needs before anything else is read: where it was, and how the user wants it to look. A small file that may be
 * lost without harm: settings are the truth, and are repeated here when they change. It is read before anything is loaded, so it is
 * checked by hand: what is not of its kind is as if it were not there.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from '#core/i18n/languages.ts';
import type { PageStart } from '#core/contract/start.ts';

interface Remembrance {
  readonly window: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly maximized: boolean;
  };
  readonly look: PageStart['look'];
  /** something was written or sent here */
  readonly used: boolean;
}

const DEFAULTS: Remembrance = {
  window: { x: 80, y: 60, width: 1280, height: 800, maximized: false },
  look: { theme: 'system', language: 'system', listWidth: 336, slipOpen: true },
  used: false,
};

export class Remembered {
  readonly #file: string;
  #value: Remembrance;

  constructor(folder: string) {
    this.#file = path.join(folder, 'window.json');
    this.#value = read(this.#file);
  }

  get value(): Remembrance {
    return this.#value;
  }

  change(part: Partial<Remembrance>): void {
    const value = { ...this.#value, ...part };
    const text = JSON.stringify(value);
    if (text === JSON.stringify(this.#value)) return;
    this.#value = value;
    try {
      writeFileSync(this.#file, text);
    } catch {
      // A full or read-only disk costs the window's place, nothing else.
    }
  }
}

function read(file: string): Remembrance {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const { window, look } = DEFAULTS;
    const place = part(found, 'window');
    const looks = part(found, 'look');
    return {
      window: {
        x: pixels(part(place, 'x')) ?? window.x,
        y: pixels(part(place, 'y')) ?? window.y,
        width: pixels(part(place, 'width')) ?? window.width,
        height: pixels(part(place, 'height')) ?? window.height,
        maximized: part(place, 'maximized') === true,
      },
      look: {
        theme: oneOf(['light', 'dark'] as const, part(looks, 'theme')) ?? look.theme,
        language: oneOf(LANGUAGES, part(looks, 'language')) ?? look.language,
        listWidth: pixels(part(looks, 'listWidth')) ?? look.listWidth,
        slipOpen: part(looks, 'slipOpen') !== false,
      },
      used: part(found, 'used') === true,
    };
  } catch {
    return { ...DEFAULTS, used: existsSync(path.join(path.dirname(file), 'facteur.db')) };
  }
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

const pixels = (value: unknown): number | undefined =>
  Number.isInteger(value) && Math.abs(Number(value)) <= 100_000 ? Number(value) : undefined;

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value);
