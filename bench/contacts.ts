/** Completion among 50,000 contacts, through the worker, as main asks it for each key: the common, the rare, and what is not there. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Contacts } from '../electron/contacts/contacts.ts';
import { openDrafts } from '../electron/drafts/open.ts';
import { median, type Row } from './table.ts';

const CONTACTS = 50_000;
const ROUNDS = 40;
/** ms */
const BOUND = 30;

const first = ['Élodie', 'Jean-Pierre', 'Zoë', 'Anne', 'Björn', 'Søren', 'Marie', 'Œdipe', 'Łukasz', 'Paul'];
const last = [
  'Martin',
  'Bernard',
  'Dubois',
  'Müller',
  'Straßer',
  'García',
  'Nowak',
  'Lefèvre',
  'Smith',
  'Dœuf',
];

const typed = ['e', 'zoe dub', 'large', 'firm499', 'user49999', 'nobody at all'];

export async function benchContacts(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-contacts-bench-'));
  const { drafts, link } = await openDrafts({
    path: path.join(folder, 'facteur.db'),
    attachments: path.join(folder, 'attachments'),
    entry: new URL('../electron/drafts/drafts-worker.ts', import.meta.url),
    clock: { now: () => Date.now() },
  });
  try {
    const contacts = new Contacts(link, () => undefined);
    await contacts.import(Array.from({ length: CONTACTS }, (_, nth) => person(nth)));
    const rows: Row[] = [];
    for (const text of typed) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const began = performance.now();
        await contacts.complete(text, 8);
        times.push(performance.now() - began);
      }
      const middle = median(times);
      const slow = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS * 0.95)] ?? Number.NaN;
      rows.push({
        what: `completion of “${text}” among ${String(CONTACTS)} contacts`,
        measured: `${middle.toFixed(1)} ms, p95 ${slow.toFixed(1)} ms`,
        bound: `p95 ${String(BOUND)} ms`,
        within: slow <= BOUND,
      });
    }
    return rows;
  } finally {
    await drafts.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function person(nth: number) {
  const name = `${first[nth % first.length] ?? ''} ${last[Math.floor(nth / 10) % last.length] ?? ''}`;
  const domain = nth % 3 === 0 ? `firm${String(nth % 500)}.example` : 'large.example';
  return { name, address: `user${String(nth)}@${domain}`, note: '' };
}
