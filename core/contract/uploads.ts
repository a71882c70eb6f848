/** Bytes of one chunk of a dropped or pasted file that the page may hand over at once. */
export const MAX_CHUNK = 1 << 20;
/** A file that was chosen is copied into its draft up to so many bytes; beyond, it is where it is until its writer asks for a copy. */
export const SNAPSHOT_UP_TO = 25_000_000;
