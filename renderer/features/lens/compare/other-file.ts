/** The other message from a file: opened for this view alone, it is not put among what is opened in the lens. */
import { call } from '../../../api.ts';
import { examine, type Refused } from '../../opened/examine.ts';
import { MboxListing } from '../../opened/mbox/listing.ts';
import { ofMain } from '../../opened/source-bytes.ts';
import type { OpenedMessage } from '../message.ts';

export type NotRead = Refused | 'gone' | 'unreadable' | 'not-a-file';

/** A file of many messages, one of which is meant. */
export interface OpenMbox {
  readonly key: string;
  readonly name: string;
  readonly listing: MboxListing;
}

export type OtherFile =
  | { readonly kind: 'message'; readonly message: OpenedMessage; readonly close: () => void }
  | { readonly kind: 'mbox'; readonly mbox: OpenMbox; readonly close: () => void }
  | { readonly kind: 'not-read'; readonly why: NotRead }
  /** the user thought better of it */
  | { readonly kind: 'none' };

export async function chooseFile(): Promise<OtherFile> {
  const [file, ...others] = await call('opened.choose', null);
  if (file === undefined) return { kind: 'none' };
  for (const other of others) if (other.state === 'open') ofMain(other.id, other.size).close();
  if (file.state === 'failed') return { kind: 'not-read', why: file.reason };
  const bytes = ofMain(file.id, file.size);
  const named = { key: `compared ${file.id}`, name: file.name, entry: null };
  const found = await examine(bytes, named);
  if (found.kind === 'message') return { ...found, close: bytes.close };
  // One message that was cut out of an mbox, or that has such a line before it.
  if (found.kind === 'mbox') {
    const listing = new MboxListing(bytes);
    await listing.scan();
    if (listing.state === 'done' && listing.count <= 1) {
      const whole = await examine(bytes, named, { asMessage: true, anyway: true });
      if (whole.kind === 'message') return { ...whole, close: bytes.close };
    }
    return { kind: 'mbox', mbox: { key: named.key, name: file.name, listing }, close: bytes.close };
  }
  bytes.close();
  return { kind: 'not-read', why: found.why };
}
