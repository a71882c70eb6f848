/** The number on a Windows taskbar button, drawn: Windows shows a picture there, and knows no numbers. Pixels alone; who shows them is badge.ts. */

/** px, of both sides */
export const OVERLAY = 16;

/** Three by five, row by row; `+` for more than one digit can say. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 2, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  '+': [0, 2, 7, 2, 0],
};
const [WIDE, HIGH] = [3, 5];

/** `--fa-accent` and `--fa-accent-ink`, as blue, green, red, alpha. */
const GROUND = [0x1f, 0xc9, 0xff, 0xff] as const;
const INK = [0x3a, 0x20, 0x15, 0xff] as const;

export const overlayText = (count: number): string => (count > 99 ? '9+' : String(count));

/** BGRA, a disc with the number on it; digits of two pixels a dot where one stands alone. */
export function overlayPixels(count: number): Buffer {
  const text = overlayText(count);
  const scale = text.length === 1 ? 2 : 1;
  const gap = 1;
  const width = text.length * WIDE * scale + (text.length - 1) * gap;
  const [left, top] = [Math.floor((OVERLAY - width) / 2), Math.floor((OVERLAY - HIGH * scale) / 2)];
  const isInk = (x: number, y: number): boolean => {
    const across = x - left;
    const index = Math.floor(across / (WIDE * scale + gap));
    const column = Math.floor((across - index * (WIDE * scale + gap)) / scale);
    const row = Math.floor((y - top) / scale);
    if (across < 0 || row < 0 || column >= WIDE) return false;
    const bits = GLYPHS[text[index] ?? '']?.[row] ?? 0;
    return (bits & (4 >> column)) !== 0;
  };
  const middle = (OVERLAY - 1) / 2;
  const pixels = Buffer.alloc(OVERLAY * OVERLAY * 4);
  for (let y = 0; y < OVERLAY; y += 1)
    for (let x = 0; x < OVERLAY; x += 1)
      if ((x - middle) ** 2 + (y - middle) ** 2 <= (OVERLAY / 2) ** 2)
        pixels.set(isInk(x, y) ? INK : GROUND, (y * OVERLAY + x) * 4);
  return pixels;
}
