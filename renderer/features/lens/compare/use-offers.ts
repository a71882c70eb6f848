/** What there is to compare a message with: the same Message-ID first, then what is open in the lens, then the newest that was sent. */
import { useQueries } from '@tanstack/react-query';
import type { SentRow } from '#core/contract/sent.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { unfolded } from '#core/headers/unfold.ts';
import { useCall } from '../../../api.ts';
import { useShown } from '../../opened/store.ts';
import { headerQuery, type Header, type LensMessage, type OpenedMessage } from '../message.ts';

export type Offer =
  | {
      readonly kind: 'opened';
      readonly same: boolean;
      readonly subject: string;
      readonly message: OpenedMessage;
    }
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
  const items = useShown().items.flatMap(({ state }) =>
    state.kind === 'message' && state.message.key !== message.key ? [state] : [],
  );
  const headers = useQueries({ queries: items.map((item) => headerQuery(item.message)) });
  return items.map((item, at): Offer => {
    const header = headers[at]?.data;
    return {
      kind: 'opened',
      same: id !== '' && header !== undefined && messageIdOf(header) === id,
      subject: item.summary.subject,
      message: item.message,
    };
  });
}

/** With its angle brackets; empty: it has none that could be asked for. */
function messageIdOf({ bytes, parsed }: Header): string {
  const [field] = fieldsNamed(parsed, 'Message-ID');
  const id = field === undefined ? '' : unfolded(bytes, field).trim();
  return id.length <= 1000 ? id : '';
}
