/** Flowed text put together again: RFC 3676 §4. */
import { expect, it } from 'vitest';
import { unflowed } from '#core/mime/flowed.ts';

it('joins soft lines, and keeps the others', () => {
  expect(unflowed('One \nline.\nAnother.\n', false)).toBe('One line.\nAnother.\n');
});

it('takes the space away that DelSp says the sender put there', () => {
  expect(unflowed('日本 \n語', true)).toBe('日本語');
});

it('joins a quote within its depth only', () => {
  expect(unflowed('> a \n> b\n>> c \n> d\nmine', false)).toBe('> a b\n>> c \n> d\nmine');
});

it('takes stuffing away, so that what looks like a quote is none', () => {
  expect(unflowed(' > not a quote\n From me', false)).toBe('> not a quote\nFrom me');
});

it('joins nothing to the line of a signature', () => {
  expect(unflowed('bye \n-- \nLéa', false)).toBe('bye \n-- \nLéa');
});
