/**
 * What was typed into account forms and not saved: kept per account while the user goes elsewhere, in this window, until saved or taken
 * back. Passwords are not kept here. `new` is the account that does not exist yet.
 */
import { USUAL_SETTINGS } from '#core/account/account.ts';
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { AccountInput, type TestReport } from '#core/contract/accounts.ts';
import { AccountId } from '#core/message/ids.ts';
import { keep, keepOnReload, kept as keptOverReload } from '../../resume.ts';

export type AccountKey = AccountId | 'new';

interface Kept {
  readonly edits: ReadonlyMap<AccountKey, AccountInput>;
  readonly reports: ReadonlyMap<AccountKey, TestReport>;
}

/** What a page left that was loaded anew where it stood. */
const Left = z.array(z.tuple([z.union([AccountId, z.literal('new')]), AccountInput]));

let kept: Kept = { edits: new Map(Left.safeParse(keptOverReload('edits')).data), reports: new Map() };
keepOnReload(() => {
  const edits = [...kept.edits];
  keep('edits', edits);
  // What is half typed would not be taken.
  return Left.safeParse(edits).success;
});
const listeners = new Set<() => void>();

function become(next: Kept): void {
  kept = next;
  for (const listener of listeners) listener();
}

const without = <V>(map: ReadonlyMap<AccountKey, V>, key: AccountKey) =>
  new Map([...map].filter(([other]) => other !== key));

export const keepEdit = (key: AccountKey, edit: AccountInput): void =>
  become({ ...kept, edits: new Map(kept.edits).set(key, edit) });

export const dropEdit = (key: AccountKey): void => become({ ...kept, edits: without(kept.edits, key) });

/** What the last test found, until the next one. */
export const keepReport = (key: AccountKey, report: TestReport): void =>
  become({ ...kept, reports: new Map(kept.reports).set(key, report) });

export const reportOf = (key: AccountKey): TestReport | undefined => kept.reports.get(key);

export const dropReport = (key: AccountKey): void => become({ ...kept, reports: without(kept.reports, key) });

/** A new account gets its id when it is first saved: what belongs to it moves along. */
export function renameKey(from: AccountKey, to: AccountKey): void {
  const report = kept.reports.get(from);
  const reports = without(kept.reports, from);
  become({ edits: without(kept.edits, from), reports: report ? reports.set(to, report) : reports });
}

/** A field that is to be corrected in the form that opens next. */
export type WantedField = 'ehloName' | 'signIn.method' | 'host' | 'port';
let wanted: WantedField | null = null;
export const wantField = (field: WantedField): void => void (wanted = field);
export function takeWantedField(): WantedField | null {
  const field = wanted;
  wanted = null;
  return field;
}

/** Begins a new account, unless one is begun already. */
export function startNew(hue: number): void {
  if (kept.edits.has('new')) return;
  keepEdit('new', {
    id: null,
    name: '',
    host: '',
    port: 465,
    security: 'tls',
    user: '',
    ehloName: '',
    hue,
    ...USUAL_SETTINGS,
    identities: [{ ...USUAL_IDENTITY, id: null, name: '', address: '' }],
  });
}

export const useKept = (): Kept =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept,
  );
