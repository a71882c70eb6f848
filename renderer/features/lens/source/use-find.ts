/** Find in source: the state of one search. It is run anew by those who change the text, or the bytes that are shown. */
import { useEffect, useRef, useState } from 'react';
import type { ReadBytes } from '../bytes/byte-pages.ts';
import { matchFrom, search, type Found } from '../bytes/find.ts';
import { searchPattern } from '../bytes/find-pattern.ts';

/** ms without another letter before a search begins: each one reads the message anew */
const PAUSE = 120;

const nothing: Found = { needle: 0, matches: [], more: false, done: true };

export interface Finding {
  readonly text: string;
  /** the text is a regular expression */
  readonly isPattern: boolean;
  readonly found: Found;
  /** index of the match that is shown; -1: none */
  readonly current: number;
  /** Searches [0, end) and reveals the first match at or behind `from`; with `from` null it only counts. */
  readonly search: (text: string, end: number, from: number | null, isPattern?: boolean) => void;
  /** The next (1) or the previous (-1) match, seen from `from` when none is shown; its offset, or undefined. */
  readonly step: (by: 1 | -1, from: number) => number | undefined;
}

export function useFind(read: ReadBytes, reveal: (offset: number) => void): Finding {
  const [text, setText] = useState('');
  const [isPattern, setPattern] = useState(false);
  const [found, setFound] = useState(nothing);
  const [current, setCurrent] = useState(-1);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = (wanted: string, end: number, from: number | null, asPattern = isPattern) => {
    running.current?.abort();
    setPattern(asPattern);
    setText(wanted);
    setCurrent(-1);
    setFound(wanted === '' ? nothing : { ...nothing, done: false });
    if (wanted === '') return;
    const stop = new AbortController();
    running.current = stop;
    let waiting = from;
    const tell = (latest: Found) => {
      if (stop.signal.aborted) return;
      setFound(latest);
      if (waiting === null) return;
      const at = matchFrom(latest.matches, waiting);
      const offset = latest.matches[at];
      if (offset === undefined) return;
      waiting = null;
      setCurrent(at);
      reveal(offset);
    };
    const failed = () => setFound((latest) => ({ ...latest, done: true }));
    const timer = setTimeout(
      () => void (asPattern ? searchPattern : search)(read, end, wanted, stop.signal, tell).catch(failed),
      PAUSE,
    );
    stop.signal.addEventListener('abort', () => clearTimeout(timer));
  };

  return {
    text,
    isPattern,
    found,
    current,
    search: run,
    step: (by, from) => {
      const { length } = found.matches;
      if (length === 0) return undefined;
      const next = current < 0 ? matchFrom(found.matches, from) : (current + by + length) % length;
      setCurrent(next);
      return found.matches[next];
    },
  };
}
