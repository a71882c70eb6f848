/** How a ULID is written: it sorts by the time it was made, and is safe in a file name. */
export const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
