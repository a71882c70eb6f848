/** Findings by the line and by the item that they stand in, for the marks in Source and Fields. */
import { useMemo } from 'react';
import type { Severity } from '#core/headers/lint/model.ts';
import { told, type Told } from '#core/headers/lint/tell.ts';
import type { ViewProps } from '../views.ts';
import { lineOf } from './places.ts';
import { useRuleWords } from './rule-words.ts';
import { useFindings } from './use-findings.ts';

export interface FindingMarks {
  /** the gravest first */
  ofLine(line: number): readonly Told[];
  ofItem(item: number): readonly Told[];
}

const nothing: readonly Told[] = [];
const none: FindingMarks = { ofLine: () => nothing, ofItem: () => nothing };

export function useFindingMarks({ message, header }: ViewProps): FindingMarks {
  const found = useFindings(message, header);
  const words = useRuleWords();
  return useMemo(() => {
    if (!found || !words) return none;
    const lines = new Map<number, Told[]>();
    const items = new Map<number, Told[]>();
    for (const one of told(found.findings, words)) {
      for (const place of one.places) {
        const line = lineOf(header, place);
        if (line !== null) put(lines, line, one);
        if (place.item !== null) put(items, place.item, one);
      }
    }
    return {
      ofLine: (line) => lines.get(line) ?? nothing,
      ofItem: (item) => items.get(item) ?? nothing,
    };
  }, [found, words, header]);
}

function put(map: Map<number, Told[]>, key: number, one: Told): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [one]);
  else if (!held.includes(one)) held.push(one);
}

/** Findings come in the order of their severity. */
export const gravest = (findings: readonly Told[]): Severity | null => findings[0]?.severity ?? null;
