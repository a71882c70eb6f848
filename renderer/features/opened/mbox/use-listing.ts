/** Draws again when the listing of an mbox has news. */
import { useSyncExternalStore } from 'react';
import type { MboxListing } from './listing.ts';

export const useListingVersion = (listing: MboxListing): number =>
  useSyncExternalStore(listing.subscribe, () => listing.version);
