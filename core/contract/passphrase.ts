/** Of a passphrase under which secrets leave the program. The page asks here: no schema. */

/** characters: four short words, or a dozen signs at random */
export const MIN_PASSPHRASE = 12;
