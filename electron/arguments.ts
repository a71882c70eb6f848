/**
 * What was asked on the command line, of this start or of a second one that hands its words to the first. What is not known is
 * passed over: Chromium's own switches stand among the words.
 */
import path from 'node:path';

export interface Arguments {
  /** drive the window through the main job, in a temporary profile */
  readonly demo: boolean;
  /** write a message: operands are recipients, and files to attach */
  readonly compose: boolean;
  /** what is not an option: addresses or files. After `--` nothing is an option, so that no address can be taken for one. */
  readonly operands: readonly string[];
  /** where relative paths begin: the folder of the start that said them */
  readonly folder: string;
}

/** Bounds on what a second start may hand over. */
const MAX_OPERANDS = 100;
/** as long as one word of a Linux command line may be */
const MAX_LENGTH = 128 * 1024;

/** `words` are without the executable and, in a run from source, without the program's folder. */
export function parseArguments(words: readonly string[], folder: string): Arguments {
  const operandsFrom = words.indexOf('--');
  const options = operandsFrom < 0 ? words : words.slice(0, operandsFrom);
  const operands = [
    ...options.filter((word) => !word.startsWith('-')),
    ...(operandsFrom < 0 ? [] : words.slice(operandsFrom + 1)),
  ];
  return {
    demo: options.includes('--demo'),
    compose: options.includes('--compose'),
    operands: operands.filter((word) => word.length <= MAX_LENGTH).slice(0, MAX_OPERANDS),
    folder: path.isAbsolute(folder) ? folder : path.parse(process.cwd()).root,
  };
}

/** The words themselves: Electron's argv begins with the executable, and with the program's folder when run from source. */
export function wordsOf(argv: readonly string[], fromSource: boolean): string[] {
  if (!fromSource) return argv.slice(1);
  // `electron [switches] <folder> [words]`: the folder is the first that is no switch.
  const rest = argv.slice(1);
  const at = rest.findIndex((word) => !word.startsWith('-'));
  return at < 0 ? rest : [...rest.slice(0, at), ...rest.slice(at + 1)];
}

/** What a second start handed over arrives as `unknown`: it is another process's word. */
export function parseHandedOver(data: unknown): Arguments | undefined {
  if (typeof data !== 'object' || data === null || !('words' in data) || !('folder' in data))
    return undefined;
  const { words, folder } = data;
  if (typeof folder !== 'string' || !Array.isArray(words)) return undefined;
  const strings: string[] = [];
  for (const word of words.slice(0, MAX_OPERANDS)) if (typeof word === 'string') strings.push(word);
  return parseArguments(strings, folder);
}
