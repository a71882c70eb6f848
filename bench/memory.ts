/** Memory of a program as Linux accounts it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Proportional set size of a process and all its descendants, in MB. */
export function treePss(pid: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const id = Number(name);
    if (!Number.isInteger(id)) continue;
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const sum = (id: number): number =>
    kilobytes(read(`/proc/${String(id)}/smaps_rollup`), 'Pss') +
    (children.get(id) ?? []).reduce((all, child) => all + sum(child), 0);
  return sum(pid) / 1000;
}

/** Resident memory now, and forgets the peak so far. MB. */
export function residentFrom(pid: number): number {
  writeFileSync(`/proc/${String(pid)}/clear_refs`, '5');
  return kilobytes(read(`/proc/${String(pid)}/status`), 'VmRSS') / 1000;
}

/** The highest resident memory since `residentFrom`. MB. */
export const peakResident = (pid: number): number =>
  kilobytes(read(`/proc/${String(pid)}/status`), 'VmHWM') / 1000;

/** A process may end while it is read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
