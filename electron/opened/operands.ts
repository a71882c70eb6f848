/** Which of a start's words name files: a path, relative to the folder it was said in, or a `file:` address. Others are not ours to open. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Arguments } from '../arguments.ts';

/** A scheme has two letters or more: one letter and a colon is a drive of Windows. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/** Absolute paths, each once. */
export function filesNamed({ operands, folder }: Pick<Arguments, 'operands' | 'folder'>): string[] {
  const files = operands.flatMap((operand) => {
    if (operand === '' || operand.includes('\0')) return [];
    if (/^file:/i.test(operand)) return fromUrl(operand);
    return SCHEME.test(operand) ? [] : [path.resolve(folder, operand)];
  });
  return [...new Set(files)];
}

function fromUrl(url: string): string[] {
  try {
    return [fileURLToPath(url)];
  } catch {
    return [];
  }
}
