/** Messages in Sent that the header names by their Message-ID, and the way to them. */
import { useMemo } from 'react';
import type { Reading } from '#core/headers/values/reading.ts';
import { call, errorOf, useCall } from '../../../api.ts';
import { toast, useErrorWords } from '../../../ui/index.ts';
import { useShowSent } from '../../sent/show.ts';
import type { FieldList } from './field-list.ts';

export interface SentTarget {
  readonly name: string;
  readonly subject: string;
}

export interface SentMail {
  /** null: no message in Sent has this name */
  readonly subject: (name: string) => string | null;
  /** those that a value names */
  readonly named: (reading: Reading | undefined) => readonly SentTarget[];
  readonly open: (name: string) => void;
}

/** `own`: the message's own name, which leads nowhere. */
export function useSentMail(list: FieldList, own: string): SentMail {
  const names = useMemo(() => list.identifiers(own), [list, own]);
  const { data } = useCall('sent.named', { names }, { enabled: names.length > 0 });
  const subjects = useMemo(() => new Map(data?.map(({ name, row }) => [name, row.subject])), [data]);
  const showSent = useShowSent();
  const say = useErrorWords();
  const open = async (name: string) => {
    // Asked anew: by now its place in the list may be another.
    const [found] = await call('sent.named', { names: [name] });
    if (found === undefined) return;
    await showSent(found.row.practice ? 'practice' : 'sent', found.row.submissionId);
  };
  return {
    subject: (name) => subjects.get(name) ?? null,
    named: (reading) =>
      reading?.kind === 'ids'
        ? [...new Set(reading.ids.map(({ whole }) => whole))].flatMap((name) => {
            const subject = subjects.get(name);
            return subject === undefined ? [] : [{ name, subject }];
          })
        : [],
    open: (name) =>
      void open(name).catch((error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) })),
  };
}
