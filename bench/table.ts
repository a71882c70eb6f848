/** How results are told: one row a measurement, medians, and the bound that the project set itself. */

export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
  readonly within: boolean;
}

export function printTable(rows: readonly Row[]): void {
  const cells = [
    ['what', 'measured', 'bound', ''],
    ...rows.map((row) => [row.what, row.measured, row.bound, row.within ? 'ok' : 'over']),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  for (const line of cells)
    process.stdout.write(
      `${line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
