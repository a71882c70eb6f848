/** The campaign's result as tables: what was tried, and the four zeros. */
import { HOWS, STEPS, type Plan } from './plan.ts';
import type { CaseResult } from './run-case.ts';
import { WRONGS, type Wrong } from './verdict.ts';

type Counts = Readonly<Record<Wrong, number>>;

function countWrongs(results: readonly CaseResult[]): Counts {
  const counts = Object.fromEntries(WRONGS.map((wrong) => [wrong, 0]));
  for (const { findings } of results)
    for (const { wrong } of findings) counts[wrong] = (counts[wrong] ?? 0) + 1;
  const of = (wrong: Wrong): number => counts[wrong] ?? 0;
  return {
    lost: of('lost'),
    duplicated: of('duplicated'),
    'wrongly accepted': of('wrongly accepted'),
    'wrongly refused': of('wrongly refused'),
    'unknown without reason': of('unknown without reason'),
    stuck: of('stuck'),
    'other bytes': of('other bytes'),
    'in two places': of('in two places'),
    'not reported': of('not reported'),
    failed: of('failed'),
  };
}

/** Cases by where and how the server broke, and what is wrong in each row. */
function bySteps(results: readonly CaseResult[]): string[][] {
  const rows = STEPS.map((step) => {
    const here = results.filter(({ plan }) => plan.faults[0].step === step);
    const cells = HOWS.map((how) => count(here.filter(({ plan }) => plan.faults[0].how === how).length));
    return [step, ...cells, String(here.length), ...zeros(here)];
  });
  return [['server breaks at', ...HOWS, 'cases', ...SHORT_WRONGS], ...rows];
}

/** Cases by what happened on this side. */
function byOurs(results: readonly CaseResult[]): string[][] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of results) {
    const name = oursOf(result.plan);
    groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, here]) => [
      name,
      String(here.length),
      String(here.filter(({ isReached }) => isReached).length),
      String(here.filter(({ wasKilled }) => wasKilled).length),
      String(here.filter(({ wasSpoilt }) => wasSpoilt).length),
      ...FATES.map((fate) => count(here.reduce((sum, { fates }) => sum + (fates[fate] ?? 0), 0))),
      ...zeros(here),
    ]);
  return [['on this side', 'cases', 'reached', 'killed', 'spoilt', ...FATES, ...SHORT_WRONGS], ...rows];
}

const FATES = ['accepted', 'refused', 'unknown', 'waiting', 'deferred'] as const;
const SHORT_WRONGS = ['lost', 'dup.', 'acc.', 'ref.', 'other'];

function zeros(results: readonly CaseResult[]): string[] {
  const counts = countWrongs(results);
  const { lost, duplicated, 'wrongly accepted': accepted, 'wrongly refused': refused } = counts;
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return [lost, duplicated, accepted, refused, all - lost - duplicated - accepted - refused].map(String);
}

const count = (n: number): string => (n === 0 ? '·' : String(n));

function oursOf({ death, cut, room, spoilt }: Plan): string {
  const dies = death === null ? '' : death.at === 'step' ? 'kill -9 at the step' : 'kill -9 at a sync';
  const more = cut !== null ? 'files cut' : room !== null ? 'disk full' : spoilt !== null ? spoilt : '';
  return [dies, more].filter((part) => part !== '').join(', ') || 'nothing';
}

export function tables(results: readonly CaseResult[]): string {
  const counts = countWrongs(results);
  return [
    laidOut(bySteps(results)),
    laidOut(byOurs(results)),
    WRONGS.map((wrong) => `${wrong} = ${counts[wrong]}`).join(', '),
  ].join('\n\n');
}

function laidOut(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
