/**
 * What reports that were opened in this window say of sent mail, by submission: its recipients' lines show it. Nothing of it is stored; the
 * report is looked at anew when it is opened again.
 */
import { useSyncExternalStore } from 'react';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Report } from '#core/message/report/report.ts';

let reports: ReadonlyMap<SubmissionId, readonly Report[]> = new Map();
const listeners = new Set<() => void>();
const none: readonly Report[] = [];
/** of one submission */
const MOST = 20;

export function noteReport(id: SubmissionId, report: Report): void {
  const before = reports.get(id) ?? none;
  if (before.includes(report)) return;
  reports = new Map(reports).set(id, [report, ...before].slice(0, MOST));
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useReports = (id: SubmissionId): readonly Report[] =>
  useSyncExternalStore(subscribe, () => reports.get(id) ?? none);
