/** What there is to compare a message with: the same Message-ID first, then what is open in the lens, then the newest that was sent. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { fold } from '#core/contacts/fold.ts';
import type { SentRow } from '#core/contract/sent.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { unfolded } from '#core/headers/unfold.ts';
import { call, useCall } from '../../../api.ts';
import { useShown } from '../../opened/store.ts';
import type { OpenMbox } from './other-file.ts';
import { headerQuery, type Header, type LensMessage, type OpenedMessage } from '../message.ts';

export type Offer =
  | {
      readonly kind: 'opened';
      readonly same: boolean;
      readonly subject: string;
      readonly message: OpenedMessage;
    }
  | { readonly kind: 'mbox'; readonly same: false; readonly mbox: OpenMbox }
  | { readonly kind: 'sent'; readonly same: boolean; readonly row: SentRow };

const MOST_SENT = 20;

export function useOffers(message: LensMessage, header: Header): Offer[] {
  const id = messageIdOf(header);
  const named = useCall('sent.named', { names: id === '' ? [] : [id] }).data ?? [];
  const sent = useCall('sent.page', { list: 'sent', offset: 0, limit: MOST_SENT }).data?.rows ?? [];
  const practice = useCall('sent.page', { list: 'practice', offset: 0, limit: MOST_SENT }).data?.rows ?? [];
  const opened = useOpened(message, id);
  const own = message.kind === 'sent' ? message.view.message.id : null;
  const rows = new Map(
    [...named.map(({ row }) => row), ...sent, ...practice]
      .filter(({ messageId }) => messageId !== own)
      .map((row) => [row.messageId, row]),
  );
  const same = new Set(named.map(({ row }) => row.messageId));
  const ofSent = Array.from(rows.values(), (row): Offer => ({
    kind: 'sent',
    same: same.has(row.messageId),
    row,
  }));
  const all = [...opened, ...ofSent];
  return [...all.filter((offer) => offer.same), ...all.filter((offer) => !offer.same)];
}

function useOpened(message: LensMessage, id: string): Offer[] {
  const shown = useShown().items;
  const items = shown.flatMap(({ state }) =>
    state.kind === 'message' && state.message.key !== message.key ? [state] : [],
  );
  const boxes = shown.flatMap(({ key, name, state }): Offer[] =>
    state.kind === 'mbox' ? [{ kind: 'mbox', same: false, mbox: { key, name, listing: state.listing } }] : [],
  );
  const headers = useQueries({ queries: items.map((item) => headerQuery(item.message)) });
  const messages = items.map((item, at): Offer => {
    const header = headers[at]?.data;
    return {
      kind: 'opened',
      same: id !== '' && header !== undefined && messageIdOf(header) === id,
      subject: item.summary.subject,
      message: item.message,
    };
  });
  return [...messages, ...boxes];
}

/** Rows of a page that is looked through; messages found that are shown. */
const PAGE = 500;
const MOST_FOUND = 50;

/** The newest of Sent and of the practice mail whose subject, account or first recipients have this text, however it is spelt. */
async function findSent(text: string, signal: AbortSignal): Promise<SentRow[]> {
  const wanted = fold(text.trim());
  const found: SentRow[] = [];
  for (const list of ['sent', 'practice'] as const)
    for (let offset = 0, total = 1; offset < total && found.length < MOST_FOUND; offset += PAGE) {
      signal.throwIfAborted();
      const page = await call('sent.page', { list, offset, limit: PAGE });
      total = page.total;
      found.push(
        ...page.rows.filter(({ subject, to, accountName }) =>
          fold([subject, ...to, accountName].join('\n')).includes(wanted),
        ),
      );
    }
  return found.slice(0, MOST_FOUND);
}

/** Undefined while nothing is looked for, or not found yet. */
export function useFoundSent(text: string, message: LensMessage): Offer[] | undefined {
  const own = message.kind === 'sent' ? message.view.message.id : null;
  return useQuery({
    queryKey: ['lens.compare.found', text],
    queryFn: ({ signal }) => findSent(text, signal),
    enabled: text.trim() !== '',
    gcTime: 10_000,
  })
    .data?.filter(({ messageId }) => messageId !== own)
    .map((row): Offer => ({ kind: 'sent', same: false, row }));
}

/** With its angle brackets; empty: it has none that could be asked for. */
function messageIdOf({ bytes, parsed }: Header): string {
  const [field] = fieldsNamed(parsed, 'Message-ID');
  const id = field === undefined ? '' : unfolded(bytes, field).trim();
  return id.length <= 1000 ? id : '';
}
