/** Bytes of one chunk of a dropped or pasted file that the page may hand over at once. */
export const MAX_CHUNK = 1 << 20;
