/** One entry of an mbox as a message of its own, read where it stands in the file. */
import { examine, type Examined } from '../examine.ts';
import { within } from '../source-bytes.ts';
import { entryMessage, type MboxListing } from './listing.ts';

/** `key`, `name`: of the file. */
export async function examineEntry(
  listing: MboxListing,
  index: number,
  { key, name }: { readonly key: string; readonly name: string },
): Promise<Examined> {
  const { start, end } = listing.entry(index);
  const { range, sender } = await entryMessage(listing, { start, end });
  const named = { key: `${key} ${String(index)} ${String(end)}`, name, entry: { number: index + 1, sender } };
  return examine(within(listing.bytes, range), named, { anyway: true, asMessage: true });
}
