/** What stands before the items of a list: a dash, or its number in the list's own way of counting (HTML Standard, ol). */
import type { RichElement } from './tree.ts';

/** `nth` counts from 0. */
export function listMark({ name, attributes }: RichElement, nth: number): string {
  if (name !== 'ol') return '- ';
  const start = Number.parseInt(attributes.get('start') ?? '1', 10);
  const number = (Number.isNaN(start) ? 1 : start) + nth;
  return `${counted(number, attributes.get('type') ?? '1')}. `;
}

function counted(number: number, type: string): string {
  if (number < 1) return String(number);
  switch (type) {
    case 'a':
      return letters(number);
    case 'A':
      return letters(number).toUpperCase();
    case 'i':
      return roman(number);
    case 'I':
      return roman(number).toUpperCase();
    default:
      return String(number);
  }
}

/** 1 → a, 27 → aa */
function letters(number: number): string {
  let text = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26))
    text = String.fromCharCode(97 + ((left - 1) % 26)) + text;
  return text;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(number: number): string {
  // Nobody writes longer ones so.
  if (number > 3999) return String(number);
  let text = '';
  let left = number;
  for (const [value, letter] of ROMAN) for (; left >= value; left -= value) text += letter;
  return text;
}
