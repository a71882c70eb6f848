import { describe, expect, it } from 'vitest';
import { OVERLAY, overlayPixels, overlayText } from '#electron/host/overlay.ts';

/** The picture as rows: `#` ink, `o` ground, `.` nothing. */
const rows = (count: number): string[] => {
  const pixels = overlayPixels(count);
  return Array.from({ length: OVERLAY }, (_, y) =>
    Array.from({ length: OVERLAY }, (__, x) => {
      const [blue = 0, , , alpha = 0] = pixels.subarray((y * OVERLAY + x) * 4);
      return alpha === 0 ? '.' : blue === 0x3a ? '#' : 'o';
    }).join(''),
  );
};

describe('the number on a taskbar button', () => {
  it('is drawn in the middle of a disc', () => {
    expect(rows(7).slice(2, 14)).toEqual([
      '..oooooooooooo..',
      '.oooo######oooo.',
      '.oooo######oooo.',
      'ooooooooo##ooooo',
      'ooooooooo##ooooo',
      'ooooooo##ooooooo',
      'ooooooo##ooooooo',
      'ooooooo##ooooooo',
      'ooooooo##ooooooo',
      '.oooooo##oooooo.',
      '.oooooo##oooooo.',
      '..oooooooooooo..',
    ]);
  });

  it('has two digits at most, and differs for each', () => {
    expect([overlayText(8), overlayText(42), overlayText(100)]).toEqual(['8', '42', '9+']);
    expect(new Set(Array.from({ length: 101 }, (_, count) => rows(count).join('\n'))).size).toBe(101);
  });
});
