/**
 * What the first window needs before anything else is read: where it was, and which theme and language were chosen. A small file that
 * may be lost without harm: settings are the truth, and are repeated here when they change.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Settings } from '#core/contract/settings.ts';

const pixels = z.int().min(-100_000).max(100_000);
const Shape = z.object({
  window: z
    .object({ x: pixels, y: pixels, width: pixels, height: pixels, maximized: z.boolean() })
    .default({ x: 80, y: 60, width: 1280, height: 800, maximized: false }),
  theme: Settings.shape.theme,
  language: Settings.shape.language,
  /** something was written or sent here */
  used: z.boolean().default(false),
});
type Shape = z.infer<typeof Shape>;

export class Remembered {
  readonly #file: string;
  #value: Shape;

  constructor(folder: string) {
    this.#file = path.join(folder, 'window.json');
    this.#value = read(this.#file);
  }

  get value(): Shape {
    return this.#value;
  }

  change(part: Partial<Shape>): void {
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

function read(file: string): Shape {
  try {
    return Shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return Shape.parse({ used: existsSync(path.join(path.dirname(file), 'facteur.db')) });
  }
}
