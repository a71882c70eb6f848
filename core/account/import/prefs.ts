/** The lines of Mozilla's prefs.js, read as data: `user_pref("name", value);`. Nothing of it is ever evaluated. */
import { tell, type ImportProblem } from './found.ts';

type PrefValue = string | number | boolean;

export interface Pref {
  readonly line: number;
  readonly value: PrefValue;
}

const TEXT = String.raw`"((?:[^"\\]|\\.)*)"`;
const LINE = new RegExp(
  String.raw`^\s*user_pref\(\s*${TEXT}\s*,\s*(?:${TEXT}|(-?\d{1,15})|(true|false))\s*\)\s*;\s*$`,
);
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Linear in its input. Of the lines that are none, those whose names are wanted are problems. */
export function readPrefs(text: string, isWanted: (name: string) => boolean, problems: ImportProblem[]) {
  const prefs = new Map<string, Pref>();
  let isComment = false;
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (isComment || /^\s*\/\*/.test(line)) {
      isComment = !line.includes('*/');
      continue;
    }
    if (/^\s*(?:\/\/|#|$)/.test(line)) continue;
    const [found, name = '', string, number] = LINE.exec(line) ?? [];
    if (found === undefined) {
      if (!/"mail\./.test(line)) continue;
      tell(problems, { line: index + 1, code: 'not-understood', text: line.replace(/,.*/s, ', …') });
    } else if (isWanted(unescaped(name))) {
      const value =
        string === undefined
          ? number === undefined
            ? line.includes('true')
            : Number(number)
          : unescaped(string);
      prefs.set(unescaped(name), { line: index + 1, value });
    }
  }
  return prefs;
}

const unescaped = (text: string): string =>
  text.replace(
    /\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/gi,
    (_, unicode?: string, byte?: string, sign?: string) => {
      const code = unicode ?? byte;
      return code === undefined
        ? (ESCAPES[sign ?? ''] ?? sign ?? '')
        : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
